#include "inspect/png.h"

#include <zlib.h>

#include "inspect/binary.h"
#include "inspect/foreign_data.h"
#include "inspect/location.h"

namespace recours::inspect {
namespace {

using namespace std::literals;

constexpr std::size_t kSignatureBytes = 8;
constexpr std::size_t kMostChunks = 100'000;

std::uint32_t check_sum(std::string_view bytes) {
  return static_cast<std::uint32_t>(
      crc32(0, reinterpret_cast<const Bytef*>(bytes.data()), static_cast<uInt>(bytes.size())));
}

PngChunk chunk_at(std::string_view bytes, std::size_t at) {
  const auto length = big_endian(bytes, at, 4);
  const auto whole = part(bytes, at, std::size_t{12} + length);
  if (check_sum(whole.substr(4, 4 + length)) != big_endian(whole, 8 + length, 4)) throw Unacceptable(Reason::Damaged);
  return {whole.substr(4, 4), whole, whole.substr(8, length)};
}

std::string chunk_of(std::string_view type, std::string_view content) {
  const auto checked = std::string(type).append(content);
  return big_endian_text(static_cast<std::uint32_t>(content.size()), 4) + checked +
         big_endian_text(check_sum(checked), 4);
}

bool is_text(const PngChunk& chunk) { return chunk.type == "tEXt" || chunk.type == "zTXt" || chunk.type == "iTXt"; }

// Of XMP: keyword, 0, compressed?, method, language, 0, translated keyword, 0, text.
std::optional<std::string> xmp_chunk_without_location(const PngChunk& chunk, std::string_view keyword) {
  if (byte_at(chunk.content, keyword.size() + 1) != 0) return std::string();  // compressed: nobody does
  auto text_at = chunk.content.find('\0', keyword.size() + 3);
  if (text_at != chunk.content.npos) text_at = chunk.content.find('\0', text_at + 1);
  if (text_at == chunk.content.npos) return std::string();
  const auto cleaned = xmp_without_location(chunk.content.substr(text_at + 1));
  if (!cleaned || cleaned->empty()) return cleaned;
  return chunk_of(chunk.type, std::string(chunk.content.substr(0, text_at + 1)) + *cleaned);
}

// How a chunk is kept: as it is (none), changed, or empty: left out.
std::optional<std::string> without_location(const PngChunk& chunk) {
  if (chunk.type == "eXIf") {
    const auto cleaned = exif_without_location(chunk.content);
    return cleaned && !cleaned->empty() ? chunk_of(chunk.type, *cleaned) : cleaned;
  }
  if (!is_text(chunk)) return std::nullopt;
  const auto keyword = chunk.content.substr(0, chunk.content.find('\0'));
  if (keyword == "XML:com.adobe.xmp" && chunk.type == "iTXt") return xmp_chunk_without_location(chunk, keyword);
  // Exif, IPTC and XMP in the hexadecimal form of ImageMagick, and its single tags.
  for (const auto word : {"raw profile type"sv, "gps"sv, "latitude"sv, "longitude"sv, "location"sv, "xmp"sv}) {
    if (contains_ignoring_case(keyword, word)) return std::string();
  }
  return std::nullopt;
}

}  // namespace

Png read_png(std::string_view bytes) {
  Png png;
  for (std::size_t at = kSignatureBytes; png.chunks.size() < kMostChunks; at += png.chunks.back().whole.size()) {
    const auto& chunk = png.chunks.emplace_back(chunk_at(bytes, at));
    if ((png.chunks.size() == 1) != (chunk.type == "IHDR")) throw Unacceptable(Reason::Damaged);
    if (chunk.type == "IHDR") {
      const auto width = big_endian(chunk.content, 0, 4), height = big_endian(chunk.content, 4, 4);
      if (width > 0x7fffffff || height > 0x7fffffff) throw Unacceptable(Reason::Damaged);
      png.size = {static_cast<int>(width), static_cast<int>(height)};
    }
    if (chunk.type == "IEND") {
      png.trailing = bytes.substr(at + chunk.whole.size());
      return png;
    }
  }
  throw Unacceptable(Reason::TooComplex);
}

CleanedPicture clean_png(std::string_view bytes) {
  const auto png = read_png(bytes);
  if (hides_other_format(png.trailing) || has_zip_end(bytes)) throw Unacceptable(Reason::Polyglot);
  CleanedPicture cleaned;
  bool changed = !png.trailing.empty();
  std::string kept(bytes.substr(0, kSignatureBytes));
  for (const auto& chunk : png.chunks) {
    if (chunk.type != "IDAT" && chunk.type != "fdAT" && has_script(chunk.content)) throw Unacceptable(Reason::Polyglot);
    const auto other = without_location(chunk);
    cleaned.location_removed = cleaned.location_removed || other;
    changed = changed || other;
    kept += other ? std::string_view(*other) : chunk.whole;
  }
  if (changed) cleaned.bytes = std::move(kept);
  return cleaned;
}

}  // namespace recours::inspect
