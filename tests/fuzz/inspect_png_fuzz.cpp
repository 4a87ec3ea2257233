// R-811 R-812 Any bytes as a PNG.
#include "fuzz/inspect_picture.h"
#include "inspect/png.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace recours;
  return fuzzing::check_cleaning(
      data, size, [](std::string_view bytes) { return inspect::clean_png(bytes); },
      [](std::string_view bytes) { return inspect::read_png(bytes); });
}
