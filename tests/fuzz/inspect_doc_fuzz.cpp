// R-814 Any bytes as a compound file of Word: an answer, no crash and no other exception.
#include <cstddef>
#include <cstdint>

#include <glib.h>

#include "inspect/verdict.h"
#include "inspect/word_binary.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  g_log_set_default_handler([](const char*, GLogLevelFlags, const char*, void*) {}, nullptr);
  try {
    recours::inspect::check_word_binary({reinterpret_cast<const char*>(data), size});
  } catch (const recours::inspect::Unacceptable&) {  // the only way to say no
  }
  return 0;
}
