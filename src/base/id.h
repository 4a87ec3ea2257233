// Typed row identifiers: one type per noun, so that mixing two does not compile.
// Not a human number (invoice, RMA…): those are text and keep their leading zeros.
#pragma once

#include <compare>
#include <cstdint>

namespace recours {

template <class Noun>
struct Id {
  std::int64_t value = 0;
  friend auto operator<=>(const Id&, const Id&) = default;
};

}  // namespace recours
