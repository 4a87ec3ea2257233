#include "inspect/sound.h"

#include <algorithm>
#include <array>
#include <optional>

#include "inspect/binary.h"
#include "inspect/foreign_data.h"

namespace recours::inspect {
namespace {

using namespace std::literals;

// ---- MP3

constexpr std::array<int, 16> kBitRates1{0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 0};
constexpr std::array<int, 16> kBitRates2{0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160, 0};
constexpr std::array<int, 4> kSampleRates1{44100, 48000, 32000, 0};

// The bytes of the layer III frame that begins here; none when it is not one.
std::optional<std::size_t> frame_bytes(std::string_view bytes) {
  if (bytes.size() < 4) return std::nullopt;
  const auto header = big_endian(bytes, 0, 4);
  const auto version = header >> 19 & 3, layer = header >> 17 & 3;  // 3: MPEG 1, 2: MPEG 2, 0: MPEG 2.5; 1: layer III
  if (header >> 21 != 0x7ff || version == 1 || layer != 1) return std::nullopt;
  const bool first = version == 3;
  const int bit_rate = (first ? kBitRates1 : kBitRates2)[header >> 12 & 15] * 1000;
  const int sample_rate = kSampleRates1[header >> 10 & 3] / (first ? 1 : version == 2 ? 2 : 4);
  if (bit_rate == 0 || sample_rate == 0) return std::nullopt;
  return static_cast<std::size_t>((first ? 144 : 72) * bit_rate / sample_rate) + (header >> 9 & 1);
}

// Behind the ID3v2 tags, where there are any: each says its length, seven bits a byte.
std::string_view behind_tags(std::string_view bytes) {
  while (bytes.starts_with("ID3"sv)) {
    std::size_t length = 0;
    for (std::size_t at = 6; at < 10; ++at) {
      if (byte_at(bytes, at) > 127) throw Unacceptable(Reason::Damaged);
      length = length << 7 | byte_at(bytes, at);
    }
    length += 10 + ((byte_at(bytes, 5) & 0x10) != 0 ? 10 : 0);  // with a footer
    bytes.remove_prefix(part(bytes, 0, length).size());
  }
  return bytes;
}

// ---- boxes of ISO media

struct Box {
  std::string_view type, content;
};

// The first box, taken off `rest`.
Box next_box(std::string_view& rest) {
  std::size_t head = 8, size = big_endian(rest, 0, 4);
  const auto type = part(rest, 4, 4);
  if (size == 1) {  // the length is the next eight bytes
    if (big_endian(rest, 8, 4) != 0) throw Unacceptable(Reason::Damaged);
    size = big_endian(rest, 12, 4);
    head = 16;
  } else if (size == 0) {  // to the end
    size = rest.size();
  }
  if (size < head) throw Unacceptable(Reason::Damaged);
  const auto box = part(rest, 0, size);
  rest.remove_prefix(size);
  return {type, box.substr(head)};
}

std::string_view box_in(std::string_view content, std::string_view type) {
  while (!content.empty()) {
    const auto box = next_box(content);
    if (box.type == type) return box.content;
  }
  return {};
}

// What the track is for: soun, vide, text…
std::string_view handler_of(std::string_view track) {
  const auto handler = box_in(box_in(track, "mdia"sv), "hdlr"sv);
  return part(handler, 8, 4);
}

// Sound, and no film beside it.
void check_tracks(std::string_view movie) {
  bool has_sound = false;
  while (!movie.empty()) {
    const auto box = next_box(movie);
    if (box.type != "trak"sv) continue;
    const auto handler = handler_of(box.content);
    if (handler == "vide"sv) throw Unacceptable(Reason::UnsupportedType);
    has_sound = has_sound || handler == "soun"sv;
  }
  if (!has_sound) throw Unacceptable(Reason::UnsupportedType);
}

// ---- WAV

constexpr std::uint32_t kUnknownLength = 0xffffffff;

bool is_known_coding(std::uint32_t format) {
  for (const std::uint32_t known : {0x0001U, 0x0002U, 0x0003U, 0x0006U, 0x0007U, 0x0011U, 0x0031U, 0x0055U, 0xfffeU}) {
    if (format == known) return true;
  }
  return false;
}

void check_format(std::string_view format) {
  const auto channels = little_endian(format, 2, 2), rate = little_endian(format, 4, 4);
  if (!is_known_coding(little_endian(format, 0, 2))) throw Unacceptable(Reason::UnsupportedType);
  if (channels < 1 || channels > 32 || rate < 1000 || rate > 768'000) throw Unacceptable(Reason::Damaged);
}

}  // namespace

bool begins_with_frames(std::string_view bytes) {
  const auto first = frame_bytes(bytes);
  return first && *first < bytes.size() && frame_bytes(bytes.substr(*first));
}

void check_mp3(std::string_view bytes) {
  if (has_zip_end(bytes)) throw Unacceptable(Reason::Polyglot);
  auto sound = behind_tags(bytes);
  const auto begin = sound.find_first_not_of('\0');  // some programs leave room behind the tag
  if (begin == sound.npos) throw Unacceptable(Reason::Damaged);
  sound.remove_prefix(begin);
  if (begins_as_other_format(sound)) throw Unacceptable(Reason::Polyglot);
  if (!begins_with_frames(sound)) throw Unacceptable(Reason::Damaged);
}

void check_m4a(std::string_view bytes) {
  if (has_zip_end(bytes)) throw Unacceptable(Reason::Polyglot);
  bool has_movie = false, has_data = false;
  for (auto rest = bytes; !rest.empty();) {
    const auto box = next_box(rest);
    if (box.type == "moov"sv) {
      check_tracks(box.content);
      has_movie = true;
    }
    has_data = has_data || box.type == "mdat"sv;
  }
  if (!has_movie || !has_data) throw Unacceptable(Reason::Damaged);
}

void check_wav(std::string_view bytes) {
  const auto said = little_endian(bytes, 4, 4);
  const std::size_t size = said == kUnknownLength || said == 0 ? bytes.size() : std::size_t{said} + 8;
  // An odd length is filled up with a byte that some programs forget.
  if (size < 12 || size > bytes.size() + 1) throw Unacceptable(Reason::Damaged);
  const auto trailing = bytes.substr(std::min(size, bytes.size()));
  if (hides_other_format(trailing) || has_zip_end(bytes)) throw Unacceptable(Reason::Polyglot);
  bool has_format = false, has_data = false;
  for (auto rest = bytes.substr(0, size).substr(12); rest.size() >= 8 && !has_data;) {
    const auto type = rest.substr(0, 4);
    const auto length = little_endian(rest, 4, 4);
    has_data = type == "data"sv;
    if (has_data && !has_format) throw Unacceptable(Reason::Damaged);
    if (has_data && (length == kUnknownLength || length == 0 || length + 8 >= rest.size())) break;
    const auto content = part(rest, 8, length);
    if (type == "fmt "sv) {
      check_format(content);
      has_format = true;
    }
    rest.remove_prefix(std::min<std::size_t>(rest.size(), 8 + std::size_t{length} + length % 2));
  }
  if (!has_data) throw Unacceptable(Reason::Damaged);
}

}  // namespace recours::inspect
