// Documents of Word 97 to 2003 (OLE compound files), and what hides in such containers instead.
#pragma once

#include <string_view>

namespace recours::inspect {

// R-814 Throws Unacceptable: UnsupportedType (no Word document), Damaged, Encrypted, Macros, EmbeddedFiles,
// ExternalContent, Polyglot, TooComplex.
void check_word_binary(std::string_view bytes);

}  // namespace recours::inspect
