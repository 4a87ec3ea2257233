// R-813 Any bytes as a PDF: an answer, no crash and no other exception.
#include "fuzz/fuzzing.h"
#include "inspect/pdf.h"
#include "inspect/verdict.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace recours::inspect;
  return recours::fuzzing::accept_or_refuse<Unacceptable>(data, size, [](std::string_view bytes) { check_pdf(bytes); });
}
