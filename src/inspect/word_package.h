// Documents of Word since 2007 (.docx): a ZIP package of XML parts.
#pragma once

#include <string_view>

namespace recours::inspect {

// R-814 Throws Unacceptable: UnsupportedType (another package, a template), Macros, ExternalContent, EmbeddedFiles,
// Encrypted, and what unpack() throws.
void check_word_package(std::string_view bytes);

}  // namespace recours::inspect
