#include "inspect/jpeg.h"

#include "inspect/binary.h"
#include "inspect/foreign_data.h"
#include "inspect/location.h"

namespace recours::inspect {
namespace {

using namespace std::literals;

constexpr unsigned kStartOfImage = 0xd8, kEndOfImage = 0xd9, kStartOfScan = 0xda, kComment = 0xfe;
constexpr unsigned kApp1 = 0xe1, kApp2 = 0xe2, kApp13 = 0xed;
constexpr std::size_t kMostSegments = 20'000;

bool stands_alone(unsigned marker) { return marker == 0x01 || (marker >= 0xd0 && marker <= kEndOfImage); }
bool is_metadata(unsigned marker) { return (marker >= 0xe0 && marker <= 0xef) || marker == kComment; }
// SOF0 … SOF15 without the tables that share their numbers.
bool is_frame(unsigned marker) {
  return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
}

// Where the coded picture behind a scan header ends: at the first marker that is no restart and no stuffed byte.
std::size_t end_of_scan(std::string_view bytes, std::size_t at) {
  for (at = bytes.find('\xff', at); at != bytes.npos; at = bytes.find('\xff', at + 1)) {
    if (at + 1 >= bytes.size()) break;
    const auto next = byte_at(bytes, at + 1);
    if (next != 0 && next != 0xff && !(next >= 0xd0 && next <= 0xd7)) return at;
  }
  throw Unacceptable(Reason::Damaged);
}

JpegSegment segment_at(std::string_view bytes, std::size_t at) {
  const auto start = at;
  if (byte_at(bytes, at) != 0xff) throw Unacceptable(Reason::Damaged);
  while (byte_at(bytes, at) == 0xff) ++at;  // fill bytes
  const unsigned marker = byte_at(bytes, at++);
  if (stands_alone(marker)) return {marker, bytes.substr(start, at - start), {}};
  const auto length = big_endian(bytes, at, 2);
  if (length < 2) throw Unacceptable(Reason::Damaged);
  const auto content = part(bytes, at + 2, length - 2);
  const auto end = marker == kStartOfScan ? end_of_scan(bytes, at + length) : at + length;
  return {marker, bytes.substr(start, end - start), content};
}

// How a segment is kept: as it is (none), changed, or empty: left out.
std::optional<std::string> without_location(const JpegSegment& segment) {
  static constexpr auto exif = "Exif\0\0"sv, xmp = "http://ns.adobe.com/xap/1.0/\0"sv, photoshop = "Photoshop 3.0\0"sv;
  const auto rewritten = [&](std::string_view name, auto clean) -> std::optional<std::string> {
    const auto cleaned = clean(segment.content.substr(name.size()));
    if (!cleaned || cleaned->empty()) return cleaned;
    const auto length = 2 + name.size() + cleaned->size();
    if (length > 0xffff) return std::string();
    return "\xff" + std::string(1, static_cast<char>(segment.marker)) +
           big_endian_text(static_cast<std::uint32_t>(length), 2) + std::string(name) + *cleaned;
  };
  if (segment.marker == kApp1 && segment.content.starts_with(exif)) return rewritten(exif, exif_without_location);
  if (segment.marker == kApp1 && segment.content.starts_with(xmp)) return rewritten(xmp, xmp_without_location);
  if (segment.marker == kApp13 && segment.content.starts_with(photoshop)) {
    return rewritten(photoshop, photoshop_without_location);
  }
  return std::nullopt;
}

// Depth maps and the like, in pieces of one packet: nothing of the photo itself, and nobody can tell what they say.
bool is_extended_xmp(const JpegSegment& segment) {
  return segment.marker == kApp1 && segment.content.starts_with("http://ns.adobe.com/xmp/extension/\0"sv);
}
// The index of further pictures behind the first one.
bool is_picture_index(const JpegSegment& segment) {
  return segment.marker == kApp2 && segment.content.starts_with("MPF\0"sv);
}

}  // namespace

Jpeg read_jpeg(std::string_view bytes) {
  if (segment_at(bytes, 0).marker != kStartOfImage) throw Unacceptable(Reason::Damaged);
  Jpeg jpeg;
  for (std::size_t at = 2; jpeg.segments.size() < kMostSegments; at += jpeg.segments.back().whole.size()) {
    const auto& segment = jpeg.segments.emplace_back(segment_at(bytes, at));
    if (is_frame(segment.marker)) {
      jpeg.size = {static_cast<int>(big_endian(segment.content, 3, 2)),
                   static_cast<int>(big_endian(segment.content, 1, 2))};
    }
    if (segment.marker == kEndOfImage) {
      jpeg.trailing = bytes.substr(at + segment.whole.size());
      return jpeg;
    }
  }
  throw Unacceptable(Reason::TooComplex);
}

CleanedPicture clean_jpeg(std::string_view bytes) {
  const auto jpeg = read_jpeg(bytes);
  if (hides_other_format(jpeg.trailing) || has_zip_end(bytes)) throw Unacceptable(Reason::Polyglot);
  CleanedPicture cleaned;
  bool changed = !jpeg.trailing.empty();
  std::string kept(bytes.substr(0, 2));
  for (const auto& segment : jpeg.segments) {
    if (is_metadata(segment.marker) && has_script(segment.content)) throw Unacceptable(Reason::Polyglot);
    const auto other = without_location(segment);
    const bool left_out = is_extended_xmp(segment) || (is_picture_index(segment) && !jpeg.trailing.empty());
    cleaned.location_removed = cleaned.location_removed || other;
    changed = changed || other || left_out;
    if (!left_out) kept += other ? std::string_view(*other) : segment.whole;
  }
  if (changed) cleaned.bytes = std::move(kept);
  return cleaned;
}

}  // namespace recours::inspect
