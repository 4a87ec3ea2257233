#include "inspect/location.h"

#include <exiv2/exiv2.hpp>

#include <algorithm>
#include <array>

#include "inspect/binary.h"

namespace recours::inspect {
namespace {

using namespace std::literals;

// Names of tags in maker notes and XMP; those of the GPS block itself are known by its group.
bool names_a_place(std::string_view tag) {
  const auto name = lower(tag);
  for (const auto word :
       {"gps"sv, "latitude"sv, "longitude"sv, "longtitude"sv, "altitude"sv, "location"sv, "landmark"sv}) {
    if (name.find(word) != name.npos) return true;
  }
  for (const auto word : {"city"sv, "state"sv, "country"sv, "countrycode"sv, "sublocation"sv, "provincestate"sv}) {
    if (name == word) return true;
  }
  return false;
}

bool tells_place(const Exiv2::Exifdatum& datum) {
  return datum.groupName() == "GPSInfo" || names_a_place(datum.tagName());
}

// Structures are named by their path: LocationCreated[1]/Iptc4xmpExt:City.
bool tells_place(const Exiv2::Xmpdatum& datum) {
  const auto path = lower(datum.tagName());
  return names_a_place(path.substr(0, path.find_first_of("/["))) || names_a_place(path.substr(path.rfind(':') + 1));
}

template <class Data>
bool erase_places(Data& data) {
  bool found = false;
  for (auto datum = data.begin(); datum != data.end();) {
    if (tells_place(*datum)) {
      datum = data.erase(datum);
      found = true;
    } else {
      ++datum;
    }
  }
  return found;
}

const Exiv2::byte* start_of(std::string_view bytes) { return reinterpret_cast<const Exiv2::byte*>(bytes.data()); }

Exiv2::ByteOrder decode(Exiv2::ExifData& data, std::string_view tiff) {
  return Exiv2::ExifParser::decode(data, start_of(tiff), static_cast<std::uint32_t>(tiff.size()));
}

// Writes `data` over the block it came from, so that what the library does not know stays.
std::string encode(std::string tiff, Exiv2::ByteOrder order, Exiv2::ExifData& data) {
  Exiv2::Blob blob;
  const auto method =
      Exiv2::ExifParser::encode(blob, start_of(tiff), static_cast<std::uint32_t>(tiff.size()), order, data);
  if (method == Exiv2::wmIntrusive) tiff.assign(blob.begin(), blob.end());
  return tiff;
}

bool still_tells_place(std::string_view tiff) {
  Exiv2::ExifData data;
  decode(data, tiff);
  return std::any_of(data.begin(), data.end(), [](const Exiv2::Exifdatum& datum) { return tells_place(datum); });
}

// When the whole cannot be written again: what a reader of the photo needs.
std::string essential(const Exiv2::ExifData& data, Exiv2::ByteOrder order) {
  Exiv2::ExifData kept;
  for (const auto* key : {"Exif.Image.Orientation", "Exif.Image.Make", "Exif.Image.Model", "Exif.Image.DateTime",
                          "Exif.Photo.DateTimeOriginal", "Exif.Photo.DateTimeDigitized"}) {
    const auto found = data.findKey(Exiv2::ExifKey(key));
    if (found != data.end()) kept.add(*found);
  }
  if (kept.empty()) return {};
  Exiv2::Blob blob;
  Exiv2::ExifParser::encode(blob, nullptr, 0, order, kept);
  return {blob.begin(), blob.end()};
}

constexpr std::size_t kLongestBlock = 65'500;  // of one JPEG segment

}  // namespace

void start_metadata() {
  Exiv2::LogMsg::setLevel(Exiv2::LogMsg::mute);
  Exiv2::XmpParser::initialize();
}

//
std::optional<std::string> exif_without_location(std::string_view tiff) try {
  Exiv2::ExifData data;
  const auto order = decode(data, tiff);
  if (order == Exiv2::invalidByteOrder) return std::string();
  if (!erase_places(data)) return std::nullopt;
  try {
    auto written = encode(std::string(tiff), order, data);
    if (written.size() <= kLongestBlock && !still_tells_place(written)) return written;
  } catch (const std::exception&) {  // a maker note it cannot place: fewer tags then
  }
  return essential(data, order);
} catch (const std::exception&) {
  return std::string();
}

std::optional<std::string> xmp_without_location(std::string_view packet) try {
  Exiv2::XmpData data;
  if (Exiv2::XmpParser::decode(data, std::string(packet)) != 0) return std::string();
  if (!erase_places(data)) return std::nullopt;
  std::string written;
  if (Exiv2::XmpParser::encode(written, data) != 0 || written.size() > kLongestBlock) return std::string();
  return written;
} catch (const std::exception&) {
  return std::string();
}

namespace {

// Datasets of IPTC-IIM that name a place: content location, city, sublocation, province, country.
bool names_a_place(std::uint8_t record, std::uint8_t dataset) {
  static constexpr std::array<std::uint8_t, 7> places{26, 27, 90, 92, 95, 100, 101};
  return record == 2 && std::find(places.begin(), places.end(), dataset) != places.end();
}

std::optional<std::string> iptc_without_location(std::string_view data) {
  std::string kept;
  bool found = false;
  for (std::size_t at = 0; at + 5 <= data.size() && byte_at(data, at) == 0x1c;) {
    const auto length = big_endian(data, at + 3, 2);
    if (length >= 0x8000) return std::string();  // lengths of lengths: nobody writes these in photos
    const auto dataset = part(data, at, 5 + length);
    if (names_a_place(byte_at(data, at + 1), byte_at(data, at + 2))) {
      found = true;
    } else {
      kept += dataset;
    }
    at += dataset.size();
  }
  return found ? std::optional(kept) : std::nullopt;
}

constexpr std::uint32_t kIptcResource = 0x0404;
// Copies of Exif and XMP.
bool is_metadata_copy(std::uint32_t resource) { return resource == 0x0422 || resource == 0x0423 || resource == 0x0424; }

}  // namespace

std::optional<std::string> photoshop_without_location(std::string_view resources) try {
  std::string kept;
  bool found = false;
  for (std::size_t at = 0; at + 12 <= resources.size();) {
    const auto id = big_endian(resources, at + 4, 2);
    const std::size_t name_bytes = (1u + byte_at(resources, at + 6) + 1u) & ~1u;  // with its length, padded to even
    const auto header = part(resources, at, 6 + name_bytes);
    const auto size = big_endian(resources, at + header.size(), 4);
    const auto data = part(resources, at + header.size() + 4, size);
    at = std::min(resources.size(), at + header.size() + 4 + size + (size & 1));
    const auto iptc = id == kIptcResource ? iptc_without_location(data) : std::nullopt;
    found = found || iptc || is_metadata_copy(id);
    if (is_metadata_copy(id)) continue;
    const auto content = iptc ? std::string_view(*iptc) : data;
    kept.append(header).append(big_endian_text(static_cast<std::uint32_t>(content.size()), 4)).append(content);
    if (content.size() & 1) kept += '\0';
  }
  return found ? std::optional(kept) : std::nullopt;
} catch (const Unacceptable&) {
  return std::string();  // cannot be read: it has to go
}

}  // namespace recours::inspect
