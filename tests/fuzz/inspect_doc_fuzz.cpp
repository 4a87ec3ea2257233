// R-814 Any bytes as a compound file of Word: an answer, no crash and no other exception.
#include <glib.h>

#include "fuzz/fuzzing.h"
#include "inspect/verdict.h"
#include "inspect/word_binary.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace recours::inspect;
  g_log_set_default_handler([](const char*, GLogLevelFlags, const char*, void*) {}, nullptr);
  return recours::fuzzing::accept_or_refuse<Unacceptable>(data, size,
                                                          [](std::string_view bytes) { check_word_binary(bytes); });
}
