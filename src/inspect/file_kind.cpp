#include "inspect/file_kind.h"

#include <magic.h>

#include <algorithm>
#include <array>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "inspect/binary.h"
#include "inspect/foreign_data.h"
#include "inspect/mail.h"
#include "inspect/sound.h"
#include "inspect/verdict.h"

namespace recours::inspect {
namespace {

using namespace std::literals;

struct CloseMagic {
  void operator()(magic_set* magic) const { magic_close(magic); }
};
using Magic = std::unique_ptr<magic_set, CloseMagic>;

magic_set* content_types() {
  static const Magic magic = [] {
    Magic opened(magic_open(MAGIC_MIME_TYPE | MAGIC_NO_CHECK_COMPRESS | MAGIC_NO_CHECK_TAR | MAGIC_NO_CHECK_CDF));
    if (!opened || magic_load(opened.get(), nullptr) != 0) throw std::runtime_error("libmagic's table is missing");
    return opened;
  }();
  return magic.get();
}

// The first bytes tell; libmagic would walk the rest in search of formats nobody takes.
std::string media_type(std::string_view bytes) {
  const char* type = magic_buffer(content_types(), bytes.data(), std::min<std::size_t>(bytes.size(), 1 << 16));
  return type ? type : "";
}

// ISO media brands: which of the many formats in that box structure it is. What phones record calls itself M4A or by one of
// the names of the structure; its tracks tell whether it is sound (sound.h).
std::optional<Kind> kind_by_brand(std::string_view bytes) {
  const auto box = std::min<std::size_t>(big_endian(bytes, 0, 4), std::min<std::size_t>(bytes.size(), 256));
  bool heic = false, sound = false;
  for (std::size_t at = 8; at + 4 <= box; at += at == 8 ? 8 : 4) {  // major brand, version, compatible brands
    const auto brand = bytes.substr(at, 4);
    if (brand == "avif"sv || brand == "avis"sv) return std::nullopt;
    for (const auto known : {"heic"sv, "heix"sv, "heim"sv, "heis"sv}) heic = heic || brand == known;
    for (const auto known : {"M4A "sv, "M4B "sv, "mp41"sv, "mp42"sv, "isom"sv, "iso2"sv, "3gp4"sv, "3gp5"sv}) {
      sound = sound || brand == known;
    }
  }
  if (heic) return Kind::Heif;
  return sound ? std::optional(Kind::M4a) : std::nullopt;
}

std::optional<Kind> kind_by_signature(std::string_view bytes) {
  if (bytes.starts_with("\xff\xd8\xff"sv)) return Kind::Jpeg;
  if (bytes.starts_with("\x89PNG\r\n\x1a\n"sv)) return Kind::Png;
  if (bytes.starts_with("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"sv)) return Kind::WordBinary;
  if (bytes.starts_with("PK\3\4"sv)) return Kind::WordPackage;
  if (bytes.size() > 16 && bytes.starts_with("RIFF"sv) && bytes.substr(8, 4) == "WEBP"sv) return Kind::Webp;
  if (bytes.size() > 16 && bytes.starts_with("RIFF"sv) && bytes.substr(8, 4) == "WAVE"sv) return Kind::Wav;
  if (bytes.size() > 16 && bytes.substr(4, 4) == "ftyp"sv) return kind_by_brand(bytes);
  if (bytes.size() > 16 && (bytes.starts_with("ID3"sv) || begins_with_frames(bytes))) return Kind::Mp3;
  return std::nullopt;
}

// What libmagic may call it. Containers get the benefit of the doubt: their inspector knows them better.
std::vector<std::string_view> expected_types(Kind kind) {
  switch (kind) {
    case Kind::Jpeg: return {"image/jpeg"};
    case Kind::Png: return {"image/png", "image/apng", "image/vnd.mozilla.apng"};
    case Kind::Heif: return {"image/hei", "application/octet-stream"};
    case Kind::Webp: return {"image/webp"};
    case Kind::Pdf: return {"application/pdf", "application/octet-stream", "text/plain"};
    case Kind::WordBinary: return {"application/", "text/plain"};
    case Kind::WordPackage:
      return {"application/vnd.openxmlformats-officedocument.wordprocessingml", "application/zip",
              "application/octet-stream", "application/java-archive"};
    case Kind::Mail: return {"message/", "text/"};
    case Kind::Mp3: return {"audio/", "application/octet-stream"};
    case Kind::M4a: return {"audio/", "video/", "application/octet-stream"};
    case Kind::Wav: return {"audio/"};
  }
  return {};
}

Kind pdf_kind(std::string_view bytes, std::size_t header) {
  const auto before = bytes.substr(0, header);
  if (begins_as_other_format(bytes) || has_script(before)) throw Unacceptable(Reason::Polyglot);
  return Kind::Pdf;
}

}  // namespace

void load_content_types() { content_types(); }

// R-810 R-812
Kind kind_of(std::string_view bytes) {
  const auto header = pdf_header(bytes);
  auto kind = kind_by_signature(bytes);
  if (kind && header != bytes.npos) throw Unacceptable(Reason::Polyglot);
  if (!kind && header != bytes.npos) kind = pdf_kind(bytes, header);
  if (!kind && is_mail(bytes)) kind = Kind::Mail;
  if (!kind) throw Unacceptable(Reason::UnsupportedType);
  if (*kind == Kind::Pdf && header > 0) return *kind;  // libmagic judges the bytes before the header
  const auto type = media_type(bytes);
  for (const auto expected : expected_types(*kind)) {
    if (type.starts_with(expected)) return *kind;
  }
  throw Unacceptable(Reason::UnsupportedType);
}

}  // namespace recours::inspect
