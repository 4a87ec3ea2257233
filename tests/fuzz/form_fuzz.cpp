// Any bytes as a form or a query: names and values fit to show that read the same when they are written again, or
// Malformed.
#include "base/errors.h"
#include "base/text.h"
#include "fuzz/fuzzing.h"
#include "http/message.h"

namespace {

using namespace recours;
using fuzzing::require;

void check(std::string_view sent) {
  const auto fields = http::parse_urlencoded(sent);
  require(fields.items().size() <= 2000);
  std::string again;
  for (const auto& [name, value] : fields.items()) {
    for (const auto& text : {name, value}) require(is_valid_utf8(text) && text.find('\0') == std::string::npos);
    require(http::percent_decode(http::urlencode(value)) == value);
    again += (again.empty() ? "" : "&") + http::urlencode(name) + "=" + http::urlencode(value);
  }
  require(http::parse_urlencoded(again).items() == fields.items());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  return fuzzing::accept_or_refuse<Malformed>(data, size, check);
}
