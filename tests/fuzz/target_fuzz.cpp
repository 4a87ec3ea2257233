// Any bytes as the target of a request: a path without dot segments and its one route, or Malformed.
#include "base/errors.h"
#include "base/text.h"
#include "fuzz/fuzzing.h"
#include "http/router.h"
#include "http/target.h"

namespace {

using namespace recours;
using fuzzing::require;

const http::Router<int>& routes() {
  static const auto router = [] {
    http::Router<int> all;
    int number = 0;
    for (const char* pattern :
         {"/", "/claims", "/claims/{number}", "/claims/new", "/claims/{number}/files/{id}", "/p/{code}"})
      all.add(http::Method::Get, pattern, ++number);
    return all;
  }();
  return router;
}

void check(std::string_view sent) {
  const auto readable = http::readable_path(sent);
  require(is_valid_utf8(readable) && readable.find('\0') == std::string::npos);
  const auto target = http::parse_target(sent);
  if (sent.starts_with('/')) require(readable == target.path);
  require(target.path.starts_with('/') && is_valid_utf8(target.path) && target.path.find('\0') == std::string::npos);
  require(target.authority.empty() || http::is_host(target.authority));
  for (const auto& segment : split(target.path, '/')) require(segment != "." && segment != "..");
  http::Request request;
  request.target = target.text;
  request.path = target.path;
  const auto match = routes().match(request);
  if (match.handler == nullptr) return;
  for (const auto& [name, value] : request.path_values)
    require(!name.empty() && !value.empty() && is_valid_utf8(value));
  if (!request.path_values.contains("id")) return;
  try {
    require(request.path_id<Id<struct FuzzedNoun>>("id").value > 0);
  } catch (const NotFound&) {  // no row has such a number
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  return fuzzing::accept_or_refuse<Malformed>(data, size, check);
}
