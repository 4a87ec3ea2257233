// R-811 R-812 Any bytes as a JPEG.
#include "fuzz/inspect_picture.h"
#include "inspect/jpeg.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace recours;
  return fuzzing::check_cleaning(
      data, size, [](std::string_view bytes) { return inspect::clean_jpeg(bytes); },
      [](std::string_view bytes) { return inspect::read_jpeg(bytes); });
}
