// R-811 R-812 Any bytes as a JPEG: what is kept has the structure of one, is no longer than what came, ends at its end
// and does not change when it is cleaned again.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "inspect/jpeg.h"
#include "inspect/location.h"
#include "inspect/verdict.h"

namespace {

using namespace recours::inspect;

void require(bool promise) {
  if (!promise) std::abort();
}

void check(std::string_view sent) {
  const auto cleaned = clean_jpeg(sent);
  if (!cleaned.bytes) return;
  require(read_jpeg(*cleaned.bytes).trailing.empty());
  try {
    require(!clean_jpeg(*cleaned.bytes).bytes);
  } catch (const Unacceptable& refused) {  // with less in front of it, more may look like an archive
    require(refused.reason() == Reason::Polyglot);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const bool started = (start_metadata(), true);
  try {
    check({reinterpret_cast<const char*>(data), started ? size : 0});
  } catch (const Unacceptable&) {  // the only way to say no
  }
  return 0;
}
