// R-814 R-815 Any bytes as a ZIP package of Word: an answer, no crash and no other exception.
#include <cstddef>
#include <cstdint>

#include "inspect/verdict.h"
#include "inspect/word_package.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  try {
    recours::inspect::check_word_package({reinterpret_cast<const char*>(data), size});
  } catch (const recours::inspect::Unacceptable&) {  // the only way to say no
  }
  return 0;
}
