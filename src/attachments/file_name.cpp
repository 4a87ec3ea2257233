// the name under which a file is shown and handed out. What is kept on disk has no name but its hash (blobs.h).
#include <algorithm>

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include "attachments/attachment.h"
#include "base/text.h"

namespace recours::attachments {
namespace {

constexpr std::size_t kMostCharacters = 120;
constexpr std::size_t kMostBytes = 255;  // of one name on common disks, in UTF-8

std::string_view without_folders(std::string_view name) {
  const auto slash = name.find_last_of("/\\");
  return slash == std::string_view::npos ? name : name.substr(slash + 1);
}

// One form for the same letters: some systems send é as e and an accent. Broken bytes become U+FFFD.
icu::UnicodeString composed(std::string_view text) {
  UErrorCode status = U_ZERO_ERROR;
  const auto* composition = icu::Normalizer2::getNFCInstance(status);
  const auto given =
      icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
  auto normal = composition->normalize(given, status);
  return U_SUCCESS(status) ? normal : given;
}

// Controls, what turns the direction of writing or is not seen at all, halves of characters, what no font knows.
bool is_unseen(UChar32 point) {
  constexpr std::uint32_t kUnseen = U_GC_CC_MASK | U_GC_CF_MASK | U_GC_CS_MASK | U_GC_CO_MASK | U_GC_CN_MASK;
  return point == 0xFFFD || (U_GET_GC_MASK(point) & kUnseen) != 0;
}

bool is_reserved(UChar32 point) {
  return point < 0x80 && std::string_view("<>:\"|?*").find(static_cast<char>(point)) != std::string_view::npos;
}

icu::UnicodeString readable(const icu::UnicodeString& text) {
  icu::UnicodeString kept;
  bool blank = false;
  for (std::int32_t at = 0; at < text.length();) {
    const UChar32 point = text.char32At(at);
    at += U16_LENGTH(point);
    if (u_isUWhiteSpace(point)) {
      blank = true;
      continue;
    }
    if (is_unseen(point)) continue;
    if (blank && !kept.isEmpty()) kept.append(static_cast<UChar32>(' '));
    blank = false;
    kept.append(is_reserved(point) ? static_cast<UChar32>('_') : point);
  }
  return kept;
}

bool is_edge(UChar32 point) { return point == '.' || point == ' '; }

bool is_mark(UChar32 point) { return (U_GET_GC_MASK(point) & U_GC_M_MASK) != 0; }

// Trailing dots and blanks vanish on some disks.
icu::UnicodeString without_tail(icu::UnicodeString text) {
  while (!text.isEmpty() && is_edge(text[text.length() - 1])) text.truncate(text.length() - 1);
  return text;
}

// Leading dots hide a file; accents without a letter belong to nothing.
icu::UnicodeString without_head(icu::UnicodeString text) {
  while (!text.isEmpty() && (is_edge(text.char32At(0)) || is_mark(text.char32At(0)))) {
    text.remove(0, U16_LENGTH(text.char32At(0)));
  }
  return text;
}

// Only an ending that says a kind of file we know: "Avenant v1.2" keeps its 2.
std::string_view without_extension(std::string_view name) {
  constexpr std::string_view kKnown[] = {".pdf",  ".doc",  ".docx", ".jpg", ".jpeg", ".jpe", ".png",
                                         ".heic", ".heif", ".webp", ".eml", ".mp3",  ".m4a", ".wav"};
  const auto dot = name.rfind('.');
  if (dot == std::string_view::npos) return name;
  const auto ending = fold(name.substr(dot));
  return std::find(std::begin(kKnown), std::end(kKnown), ending) == std::end(kKnown) ? name : name.substr(0, dot);
}

std::string utf8(const icu::UnicodeString& text) {
  std::string bytes;
  text.toUTF8String(bytes);
  return bytes;
}

// At most so long, between two characters, never between a letter and its accents.
icu::UnicodeString shortened(const icu::UnicodeString& text, std::size_t characters, std::size_t bytes) {
  std::int32_t at = 0;
  std::int32_t whole = 0;  // end of the last letter that fits with all of its accents
  while (at < text.length()) {
    const UChar32 point = text.char32At(at);
    if (!is_mark(point)) whole = at;
    const auto size = static_cast<std::size_t>(point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4);
    if (characters < 1 || bytes < size) return {text, 0, whole};
    --characters;
    bytes -= size;
    at += U16_LENGTH(point);
  }
  return text;
}

// Names of devices, which Windows opens instead of a file, whatever follows the first dot.
bool is_device(std::string_view name) {
  const auto word = fold(trim(name.substr(0, name.find('.'))));
  if (word == "con" || word == "prn" || word == "aux" || word == "nul" || word == "conin$" || word == "conout$")
    return true;
  return word.size() == 4 && (word.starts_with("com") || word.starts_with("lpt")) && word[3] >= '0' && word[3] <= '9';
}

}  // namespace

//
std::string safe_file_name(std::string_view name, FileType type) {
  const auto extension = extension_of(type);
  const auto clean = utf8(without_tail(readable(composed(without_folders(name)))));
  auto stem = without_head(without_tail(icu::UnicodeString::fromUTF8(std::string(without_extension(clean)))));
  if (is_device(utf8(stem))) stem.insert(0, static_cast<UChar32>('_'));
  stem = without_tail(shortened(stem, kMostCharacters - extension.size(), kMostBytes - extension.size()));
  return (stem.isEmpty() ? "document" : utf8(stem)) + std::string(extension);
}

}  // namespace recours::attachments
