#include "accounts/if_match.h"

#include "base/errors.h"
#include "base/whole_number.h"

namespace recours::accounts {

std::optional<std::int64_t> expected_version(const http::Request& request) {
  std::string_view text = request.header("if-match");
  if (text.empty()) return std::nullopt;
  if (text.size() >= 2 && text.front() == '"' && text.back() == '"') text = text.substr(1, text.size() - 2);
  const auto version = whole_number(text);
  if (!version) throw Malformed("If-Match is not a version");
  return version;
}

http::Response version_missing(const Visit& visit) {
  return problem(
      visit, 428, {"version_missing", msg("Say which version you change: If-Match with the version you read."), {}});
}

}  // namespace recours::accounts
