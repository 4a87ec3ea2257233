// Where a photo was taken, taken out of its metadata; everything else in it stays: who shows a damage needs the date
// and the camera. Each takes the bytes of one block and gives the new block, none when there is nothing to take out.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace recours::inspect {

// Prepares the XMP library, which is not safe to start twice at once.
void start_metadata();

// `tiff`: the Exif block without any header of the container. Empty: the block could not be read and has to go.
std::optional<std::string> exif_without_location(std::string_view tiff);
std::optional<std::string> xmp_without_location(std::string_view packet);
// Resources of Photoshop (8BIM…), among them IPTC.
std::optional<std::string> photoshop_without_location(std::string_view resources);

}  // namespace recours::inspect
