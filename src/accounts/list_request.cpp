#include "accounts/list_request.h"

#include "base/paging.h"
#include "base/text.h"

namespace recours::accounts {
namespace {

constexpr int kMost = 200;

}  // namespace

Refusal invalid_filter(const char* field, const char* code, const Message& message) {
  return {"invalid_filter", message, {{field, code, message}}, Refusal::Kind::Rule};
}

Result<int, Refusal> list_limit(const http::Fields& query) {
  const auto text = trim(query.text("limit"));
  if (text.empty()) return Page{}.limit;
  const auto limit = whole_number(text);
  if (limit && *limit >= 1 && *limit <= kMost) return static_cast<int>(*limit);
  return fail(invalid_filter("limit", "bad_limit", msg("The limit is a number from 1 to {1}.", kMost)));
}

}  // namespace recours::accounts
