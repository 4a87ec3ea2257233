// What a file is, by its bytes: its signature, and what libmagic says of it. Names and declared types are never asked.
#pragma once

#include <string_view>

namespace recours::inspect {

enum class Kind { Jpeg, Png, Heif, Webp, Pdf, WordBinary, WordPackage, Mail, Mp3, M4a, Wav };

// Reads libmagic's table; before the sandbox closes. Throws std::runtime_error when it is not there.
void load_content_types();

// Throws Unacceptable: UnsupportedType, or Polyglot when it is two kinds at once. What is said here is a promise of the
// first bytes only; the inspector of the kind checks the rest.
Kind kind_of(std::string_view bytes);

}  // namespace recours::inspect
