// The structure of a JPEG file: its segments, and where the picture ends.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "inspect/pictures.h"

namespace recours::inspect {

struct JpegSegment {
  unsigned marker = 0;
  std::string_view whole;    // with marker and length; of a scan also the coded picture behind it
  std::string_view content;  // behind the length
};

struct Jpeg {
  std::vector<JpegSegment> segments;  // from the one after SOI to EOI
  std::string_view trailing;          // behind EOI
  PictureSize size;
};

// Throws Unacceptable(Damaged) when the structure does not hold or the end is missing.
Jpeg read_jpeg(std::string_view bytes);

struct CleanedPicture {
  std::optional<std::string> bytes;  // none: nothing had to change
  bool location_removed = false;
};
// R-811 Without location and what is behind the picture; every byte of the coded picture stays. Throws
// Unacceptable(Polyglot) for what is no metadata and no picture.
CleanedPicture clean_jpeg(std::string_view bytes);

}  // namespace recours::inspect
