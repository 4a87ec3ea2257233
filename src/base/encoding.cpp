#include "base/encoding.h"

#include <algorithm>
#include <array>

#include <unicode/unistr.h>

#include "base/text.h"

namespace recours {
namespace {

using namespace std::string_view_literals;

struct KnownEncoding {
  std::string_view name, converter;
};
// Latin-1 is read as Windows-1252, which agrees with it on every printable character.
constexpr std::array kEncodings{
    KnownEncoding{"windows-1252", "windows-1252"}, KnownEncoding{"cp1252", "windows-1252"},
    KnownEncoding{"iso-8859-1", "windows-1252"},   KnownEncoding{"latin1", "windows-1252"},
    KnownEncoding{"iso-8859-15", "iso-8859-15"},   KnownEncoding{"utf-16le", "UTF-16LE"},
    KnownEncoding{"utf-16be", "UTF-16BE"},
};

std::string convert(std::string_view bytes, std::string_view converter) {
  const icu::UnicodeString text(bytes.data(), static_cast<std::int32_t>(bytes.size()), std::string(converter).c_str());
  std::string out;
  text.toUTF8String(out);
  return out;
}

// UTF-16 shows itself by its mark, or by the NUL beside the first character of XML.
std::string_view utf16_converter(std::string_view bytes) {
  if (bytes.starts_with("\xFF\xFE"sv) || bytes.starts_with("<\0"sv)) return "UTF-16LE";
  if (bytes.starts_with("\xFE\xFF"sv) || bytes.starts_with("\0<"sv)) return "UTF-16BE";
  return {};
}

DecodedText checked(std::string text, TextProblem problem) {
  if (text.starts_with("\xEF\xBB\xBF")) text.erase(0, 3);  // UTF-16 keeps its mark through the conversion
  if (text.find('\0') != std::string::npos) return {{}, TextProblem::Binary};
  return {std::move(text), problem};
}

}  // namespace

DecodedText decode_text(std::string_view bytes, std::string_view declared) {
  if (const auto converter = utf16_converter(bytes); !converter.empty()) {
    return checked(convert(bytes, converter), TextProblem::None);
  }
  std::string name = fold(declared);
  if (bytes.starts_with("\xEF\xBB\xBF")) {
    bytes.remove_prefix(3);
    name = "utf-8";
  }
  if (name.empty() || name == "utf-8" || name == "utf8" || name == "us-ascii" || name == "ascii" || name == "utf-16") {
    if (is_valid_utf8(bytes)) return checked(std::string(bytes), TextProblem::None);
    return checked(convert(bytes, "windows-1252"), TextProblem::WrongEncoding);
  }
  const auto known = std::find_if(kEncodings.begin(), kEncodings.end(), [&](const auto& e) { return e.name == name; });
  if (known == kEncodings.end()) return {{}, TextProblem::UnknownEncoding};
  return checked(convert(bytes, known->converter), TextProblem::None);
}

std::string declared_xml_encoding(std::string_view bytes) {
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  bytes = trim(bytes.substr(0, 256));
  if (!bytes.starts_with("<?xml")) return {};
  bytes = bytes.substr(0, bytes.find("?>"));
  const auto at = bytes.find("encoding");
  if (at == std::string_view::npos) return {};
  const auto open = bytes.find_first_of("\"'", at);
  if (open == std::string_view::npos) return {};
  const auto close = bytes.find(bytes[open], open + 1);
  if (close == std::string_view::npos) return {};
  return std::string(trim(bytes.substr(open + 1, close - open - 1)));
}

}  // namespace recours
