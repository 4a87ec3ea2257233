// R-789 Any bytes as a mail or a recording: accepted or refused with a reason, never anything else.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "inspect/mail.h"
#include "inspect/sound.h"
#include "inspect/verdict.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace recours::inspect;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  for (const auto check : {check_mp3, check_m4a, check_wav, check_mail}) {
    try {
      check(bytes);
    } catch (const Unacceptable&) {  // the only way to say no
    }
  }
  is_mail(bytes);
  return 0;
}
