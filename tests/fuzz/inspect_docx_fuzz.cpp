// R-814 R-815 Any bytes as a ZIP package of Word: an answer, no crash and no other exception.
#include "fuzz/fuzzing.h"
#include "inspect/verdict.h"
#include "inspect/word_package.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace recours::inspect;
  return recours::fuzzing::accept_or_refuse<Unacceptable>(data, size,
                                                          [](std::string_view bytes) { check_word_package(bytes); });
}
