// Which piece of a list a request asks for: how many items (API), and behind which one it goes on.
#pragma once

#include <optional>
#include <string_view>

#include "base/errors.h"
#include "base/refusal.h"
#include "base/result.h"
#include "base/whole_number.h"
#include "http/message.h"

namespace recours::accounts {

// A filter of a list that is not understood: `invalid_filter`.
Refusal invalid_filter(const char* field, const char* code, const Message& message);

// ?limit=, 50 when nothing is said, 200 at most; `bad_limit`.
Result<int, Refusal> list_limit(const http::Fields& query);

// Of a list in the order of its ids: where it goes on. None at its beginning; throws Malformed for what is no id.
template <class SomeId>
std::optional<SomeId> list_cursor(const http::Fields& query, std::string_view name) {
  const auto text = query.find(name);
  if (!text) return std::nullopt;
  const auto id = whole_number(*text);
  if (!id || *id < 1) throw Malformed("bad cursor");
  return SomeId{*id};
}

}  // namespace recours::accounts
