// Days something is in force: from one day on, to a last one where it is known. Everything people keep with dates of
// validity (policies of claims, data of the compliance desk) is told to be in force, to come or over by it.
#pragma once

#include <optional>

#include "base/date.h"

namespace recours {

struct Validity {
  Date from;
  std::optional<Date> to;  // last day
  bool covers(Date day) const { return from <= day && (!to || day <= *to); }
  friend bool operator==(const Validity&, const Validity&) = default;
};

enum class Standing { InForce, ToCome, Over };
inline Standing standing_on(const Validity& validity, Date day) {
  if (validity.from > day) return Standing::ToCome;
  return validity.covers(day) ? Standing::InForce : Standing::Over;
}

}  // namespace recours
