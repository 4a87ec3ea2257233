// The structure of a PNG file: its chunks, their check sums, and where the picture ends.
#pragma once

#include <string_view>
#include <vector>

#include "inspect/jpeg.h"

namespace recours::inspect {

struct PngChunk {
  std::string_view type;   // "IHDR"
  std::string_view whole;  // with length, type and check sum
  std::string_view content;
};

struct Png {
  std::vector<PngChunk> chunks;
  std::string_view trailing;  // behind IEND
  PictureSize size;
};

// Throws Unacceptable(Damaged) when the structure or a check sum does not hold or the end is missing.
Png read_png(std::string_view bytes);

// As clean_jpeg().
CleanedPicture clean_png(std::string_view bytes);

}  // namespace recours::inspect
