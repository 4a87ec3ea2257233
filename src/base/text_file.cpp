#include "base/text_file.h"

#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <filesystem>

#include "base/text.h"

namespace recours {
namespace {

using namespace std::string_view_literals;

constexpr std::size_t kPiece = std::size_t{256} << 10;

enum class Encoding { Utf8, Windows1252, Utf16LittleEndian, Utf16BigEndian };

Encoding encoding_by_mark(std::string_view start) {
  if (start.starts_with("\xFF\xFE"sv)) return Encoding::Utf16LittleEndian;
  if (start.starts_with("\xFE\xFF"sv)) return Encoding::Utf16BigEndian;
  return Encoding::Utf8;
}

// Calls back with the file piece by piece, each beginning with what the call before left over.
template <class Take>
void each_piece(const Descriptor& file, Take&& take) {
  const std::uint64_t size = size_of(file);
  std::string piece;
  std::uint64_t at = 0;
  while (at < size) {
    const auto left_over = piece.size();
    const auto count = static_cast<std::size_t>(std::min<std::uint64_t>(kPiece, size - at));
    piece.resize(left_over + count);
    read_all(file, at, std::span(piece).subspan(left_over));
    at += count;
    const std::size_t used = take(std::string_view(piece), at == size);
    piece.erase(0, used);
  }
}

// Where the last, perhaps unfinished character of UTF-8 begins.
std::size_t whole_characters(std::string_view text) {
  std::size_t at = text.size();
  for (int back = 0; back < 4 && at > 0; ++back) {
    const auto byte = static_cast<unsigned char>(text[--at]);
    if (byte < 0x80) return text.size();
    if (byte >= 0xC0) return at;
  }
  return text.size();
}

struct Look {
  bool utf8 = true, windows1252 = true, nul = false;
  std::int64_t bad_line = 0;  // of the first byte that Windows-1252 does not know
};

bool is_unknown_to_windows1252(char c) { return "\x81\x8D\x8F\x90\x9D"sv.find(c) != std::string_view::npos; }

Look look_at(const Descriptor& file) {
  Look look;
  std::int64_t line = 1;
  each_piece(file, [&](std::string_view piece, bool last) {
    const auto used = last ? piece.size() : whole_characters(piece);
    const auto text = piece.substr(0, used);
    look.nul = look.nul || text.find('\0') != std::string_view::npos;
    look.utf8 = look.utf8 && is_valid_utf8(text);
    const auto bad = std::find_if(text.begin(), text.end(), is_unknown_to_windows1252);
    if (look.windows1252 && bad != text.end()) {
      look.windows1252 = false;
      look.bad_line = line + std::count(text.begin(), bad, '\n');
    }
    line += std::count(text.begin(), text.end(), '\n');
    return used;
  });
  return look;
}

bool is_high_surrogate(std::string_view unit, Encoding encoding) {
  const auto byte = static_cast<unsigned char>(unit[encoding == Encoding::Utf16LittleEndian ? 1 : 0]);
  return byte >= 0xD8 && byte < 0xDC;
}

const char* converter_of(Encoding encoding) {
  switch (encoding) {
    case Encoding::Utf16LittleEndian: return "UTF-16LE";
    case Encoding::Utf16BigEndian: return "UTF-16BE";
    default: return "windows-1252";
  }
}

std::size_t whole_units(std::string_view piece, Encoding encoding, bool last) {
  if (last || encoding == Encoding::Windows1252) return piece.size();
  auto used = piece.size() - piece.size() % 2;
  if (used >= 2 && is_high_surrogate(piece.substr(used - 2, 2), encoding)) used -= 2;
  return used;
}

enum class Rewriting { Done, Broken };

Rewriting rewrite(const Descriptor& file, Encoding encoding, const Descriptor& into) {
  auto outcome = Rewriting::Done;
  bool first = true;
  each_piece(file, [&](std::string_view piece, bool last) {
    const auto used = whole_units(piece, encoding, last);
    if (encoding != Encoding::Windows1252 && used % 2 != 0) outcome = Rewriting::Broken;
    const icu::UnicodeString text(piece.data(), static_cast<std::int32_t>(used), converter_of(encoding));
    if (text.indexOf(char16_t{0}) >= 0 || text.indexOf(char16_t{0xFFFD}) >= 0) outcome = Rewriting::Broken;
    std::string out;
    text.toUTF8String(out);
    write_all(into, first && out.starts_with("\xEF\xBB\xBF") ? std::string_view(out).substr(3) : std::string_view(out));
    first = false;
    return used;
  });
  return outcome;
}

std::optional<TextFile> rewritten(const Descriptor& file, Encoding encoding, std::vector<Finding>& findings) {
  auto into = std::make_shared<const Descriptor>(temporary_file(std::filesystem::temp_directory_path().c_str()));
  if (rewrite(file, encoding, *into) == Rewriting::Broken) {
    findings.push_back(error("bad_encoding", 0, "", msg("The file begins as UTF-16 but is not: it is damaged. Save it again as UTF-8.")));
    return std::nullopt;
  }
  return TextFile{into, 0, size_of(*into)};
}

}  // namespace

std::optional<TextFile> open_text(std::shared_ptr<const Descriptor> file, std::vector<Finding>& findings) {
  const auto start = first_bytes(*file, 4);
  const auto by_mark = encoding_by_mark(start);
  if (by_mark != Encoding::Utf8) return rewritten(*file, by_mark, findings);
  const auto look = look_at(*file);
  if (look.nul) {
    findings.push_back(error("binary", 0, "", msg("The file contains characters that no text has: it is damaged or not a table.")));
    return std::nullopt;
  }
  if (look.utf8) return TextFile{file, start.starts_with("\xEF\xBB\xBF") ? 3u : 0u, size_of(*file)};
  // A file that is not UTF-8 is Windows-1252: the contract names these two, so nothing is to be told.
  if (look.windows1252 && !start.starts_with("\xEF\xBB\xBF")) return rewritten(*file, Encoding::Windows1252, findings);
  findings.push_back(error("bad_encoding", look.bad_line, "", msg("The file is neither UTF-8 nor Windows-1252. Save it again as UTF-8.")));
  return std::nullopt;
}

std::string first_bytes(const Descriptor& file, std::size_t most) {
  std::string bytes(std::min(most, size_of(file)), '\0');
  read_all(file, 0, bytes);
  return bytes;
}

TextRows::TextRows(TextFile text) : text_(std::move(text)), part_{text_.begin, text_.end, 1}, at_(text_.begin) {}

TextRows::TextRows(TextFile text, std::uint64_t heading_end, Parts parts)
    : text_(std::move(text)), parts_(std::move(parts)), part_{text_.begin, heading_end, 1}, at_(text_.begin) {}

bool TextRows::next_part() {
  const auto part = parts_ ? parts_() : std::nullopt;
  if (!part) return false;
  part_ = *part;
  at_ = part_.begin;
  return true;
}

CsvSource::Piece TextRows::more(std::size_t keep) {
  kept_.erase(0, kept_.size() - keep);
  if (keep == 0 && at_ == part_.end && !next_part()) return {};
  const auto begins_part = at_ == part_.begin && keep == 0;
  const auto count = static_cast<std::size_t>(std::min<std::uint64_t>(kPiece, part_.end - at_));
  kept_.resize(keep + count);
  read_all(*text_.file, at_, std::span(kept_).subspan(keep));
  at_ += count;
  return {kept_, at_ - kept_.size(), begins_part ? part_.line : 0, at_ == part_.end};
}

}  // namespace recours
