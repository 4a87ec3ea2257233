#include "inspect/foreign_data.h"

#include <algorithm>

#include "inspect/binary.h"

namespace recours::inspect {
namespace {

using namespace std::literals;

constexpr std::size_t kZipEndBytes = 22;
constexpr std::size_t kLongestZipComment = 65'535;

// Whether the 22 bytes make sense as an end record: picture data has its four letters by chance once in a while.
bool is_zip_end(std::string_view bytes, std::size_t at) {
  if (bytes.size() - at < kZipEndBytes) return false;
  const auto directory_bytes = little_endian(bytes, at + 12, 4), directory_at = little_endian(bytes, at + 16, 4);
  if (directory_bytes == 0xffffffff || directory_at == 0xffffffff) return true;  // ZIP64
  const auto entries = little_endian(bytes, at + 10, 2);
  if (entries == 0 || directory_bytes < entries * 46) return false;
  return static_cast<std::uint64_t>(directory_bytes) + directory_at <= at || directory_bytes <= at;
}

}  // namespace

std::size_t pdf_header(std::string_view bytes) { return bytes.substr(0, kPdfHeaderSearch + 5).find("%PDF-"sv); }

bool has_zip_end(std::string_view bytes) {
  const auto from = bytes.size() - std::min(bytes.size(), kZipEndBytes + kLongestZipComment);
  for (auto at = bytes.find("PK\5\6"sv, from); at != bytes.npos; at = bytes.find("PK\5\6"sv, at + 1)) {
    if (is_zip_end(bytes, at)) return true;
  }
  return false;
}

bool begins_as_other_format(std::string_view bytes) {
  static constexpr std::string_view signatures[] = {"\xff\xd8\xff"sv,
                                                    "\x89PNG"sv,
                                                    "GIF8"sv,
                                                    "PK\3\4"sv,
                                                    "PK\5\6"sv,
                                                    "MZ"sv,
                                                    "\x7f"
                                                    "ELF"sv,
                                                    "RIFF"sv,
                                                    "#!"sv,
                                                    "BM"sv,
                                                    "II*\0"sv,
                                                    "MM\0*"sv,
                                                    "Rar!"sv,
                                                    "7z\xbc\xaf"sv,
                                                    "\x1f\x8b"sv,
                                                    "\xd0\xcf\x11\xe0"sv,
                                                    "\xca\xfe\xba\xbe"sv,
                                                    "{\\rtf"sv,
                                                    "%!PS"sv,
                                                    "\xfe\xed\xfa"sv,
                                                    "\xcf\xfa\xed\xfe"sv,
                                                    "BZh"sv,
                                                    "\xfd"
                                                    "7zXZ"sv};
  for (const auto signature : signatures) {
    if (bytes.starts_with(signature)) return true;
  }
  return bytes.size() > 8 && bytes.substr(4, 4) == "ftyp"sv;
}

bool has_script(std::string_view bytes) {
  for (const auto word : {"<script"sv, "<?php"sv, "<html"sv, "<!doctype html"sv, "<iframe"sv, "<svg"sv}) {
    if (contains_ignoring_case(bytes, word)) return true;
  }
  return false;
}

bool hides_other_format(std::string_view trailing) {
  if (has_zip_end(trailing) || trailing.find("%PDF-"sv) != trailing.npos) return true;
  for (const auto program : {"MZ"sv,
                             "\x7f"
                             "ELF"sv,
                             "#!"sv, "Rar!"sv, "7z\xbc\xaf"sv, "\xd0\xcf\x11\xe0"sv, "{\\rtf"sv}) {
    if (trailing.starts_with(program)) return true;
  }
  for (const auto word : {"<script"sv, "<?php"sv, "<html"sv, "<!doctype html"sv}) {
    if (contains_ignoring_case(trailing, word)) return true;
  }
  return false;
}

}  // namespace recours::inspect
