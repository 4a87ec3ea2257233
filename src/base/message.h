// A sentence a user will read, not yet in any language: the English text is the key of the gettext catalogue,
// the arguments are typed so that dates, numbers and money follow the reader's locale.
// Written as msg("Return no longer possible: the period ended on {1}", date) — xgettext collects `msg`.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "base/date.h"
#include "base/decimal.h"

namespace recours {

using Argument = std::variant<std::string, std::int64_t, Date, Instant, Decimal, Money>;

struct Message {
  std::string id;
  std::vector<Argument> arguments;
  friend bool operator==(const Message&, const Message&) = default;
};

inline Argument argument(const char* text) { return std::string(text); }
inline Argument argument(std::string text) { return text; }
inline Argument argument(int number) { return static_cast<std::int64_t>(number); }
template <class T>
Argument argument(const T& value) { return value; }

template <class... Arguments>
Message msg(const char* id, Arguments&&... arguments) {
  return {id, {argument(std::forward<Arguments>(arguments))...}};
}

}  // namespace recours
