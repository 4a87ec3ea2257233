// Any text as the value of each header that is read: one answer within its bounds, or Malformed. The first line of the
// input is a number of bytes, the rest the value.
#include <algorithm>
#include <array>
#include <charconv>
#include <variant>

#include "accounts/caller.h"
#include "accounts/cookies.h"
#include "accounts/if_match.h"
#include "base/errors.h"
#include "fuzz/fuzzing.h"
#include "http/disposition.h"
#include "http/encoding.h"
#include "http/forwarded.h"
#include "http/multipart.h"
#include "http/range.h"
#include "http/request_rules.h"
#include "http/target.h"

namespace {

using namespace recours;
using fuzzing::require;

http::Request with(const char* name, std::string_view value) {
  http::Request request;
  request.method = http::Method::Get;
  request.headers = {{"host", "recours.example"}, {name, std::string(value)}};
  return request;
}

void check_range(std::string_view value, std::uint64_t size) {
  const auto request = with("range", value);
  const auto wanted = http::wanted_range(request, size, "\"e\"");
  if (const auto* range = std::get_if<http::ByteRange>(&wanted)) {
    require(range->length > 0 && range->offset < size && range->length <= size - range->offset);
  }
  http::names_etag(value, "\"e\"");
}

void check_proxies(std::string_view value) {
  static const std::array<std::string, 2> trusted{"10.0.0.1", "2001:db8::1"};
  for (const char* name : {"x-forwarded-for", "x-forwarded-proto"}) {
    const auto client = http::client_behind("10.0.0.1", with(name, value), trusted);
    require(http::canonical_address(client.address) == client.address && !client.address.empty());
  }
  const auto address = http::canonical_address(value);
  require(address.empty() || http::canonical_address(address) == address);
}

void check_browser(std::string_view value) {
  const auto request = with("cookie", value);
  for (const char* name : {"recours", "language", "a"}) request.cookie(name);
  accounts::session_token(request);
  accounts::language_of_browser(request);
  accounts::language_of_browser(with("accept-language", value));
  const auto theme = accounts::theme_of_browser(request);
  require(theme == "auto" || theme == "light" || theme == "dark");
  require(http::is_local_path(accounts::referring_path(with("referer", value), "https://recours.example")));
  accounts::is_cross_site(with("origin", value), "https://recours.example");
  accounts::bearer_token(with("authorization", value));
}

void check_rules(std::string_view value) {
  for (const char* name : {"host", "content-length", "transfer-encoding", "expect"}) {
    auto request = with(name, value);
    const int objection = http::objection_to(request, http::Version::Http11);
    require(objection == 0 || (objection >= 400 && objection <= 501));
  }
  http::is_host(value);
  http::is_request_name(value);
  http::is_multipart(value);
  http::accepts_coding(value, "gzip");
  try {
    http::parse_disposition(value);
    http::parse_parameters(value);
  } catch (const Malformed&) {  // the only way to say no
  }
  try {
    accounts::expected_version(with("if-match", value));
  } catch (const Malformed&) {  // the only way to say no
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  auto value = fuzzing::text_of(data, size);
  const auto number = fuzzing::take_line(value);
  std::uint64_t bytes = 0;
  std::from_chars(number.data(), number.data() + number.size(), bytes);
  check_range(value, bytes);
  check_proxies(value);
  check_browser(value);
  check_rules(value);
  return 0;
}
