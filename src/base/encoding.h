// Bytes of a file into UTF-8 text. Knows the encodings invoices come in, nothing about what the text says.
// Called by the readers of XML and CSV.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace recours {

enum class TextProblem { None, WrongEncoding, UnknownEncoding, Binary };

struct DecodedText {
  std::string text;                       // UTF-8 without byte order mark; empty when it could not be read
  // WrongEncoding: not what was declared, read as Windows-1252 instead (the text is there).
  TextProblem problem = TextProblem::None;
};

// A byte order mark decides, then `declared` ("" : UTF-8), then whether the bytes are UTF-8.
DecodedText decode_text(std::string_view bytes, std::string_view declared);

// Of <?xml … encoding="…"?>; empty when there is none.
std::string declared_xml_encoding(std::string_view bytes);

}  // namespace recours
