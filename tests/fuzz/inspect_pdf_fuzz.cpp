// R-813 Any bytes as a PDF: an answer, no crash and no other exception.
#include <cstddef>
#include <cstdint>

#include "inspect/pdf.h"
#include "inspect/verdict.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  try {
    recours::inspect::check_pdf({reinterpret_cast<const char*>(data), size});
  } catch (const recours::inspect::Unacceptable&) {  // the only way to say no
  }
  return 0;
}
