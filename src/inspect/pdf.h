// What a PDF would do or carry besides its pages.
#pragma once

#include <string_view>

namespace recours::inspect {

// R-813 Throws Unacceptable: Damaged, Encrypted, ActiveContent (scripts, programs, forms that send themselves, films,
// XFA), EmbeddedFiles (other than the XML of an electronic invoice), Polyglot, TooComplex. The file is not changed.
void check_pdf(std::string_view bytes);

}  // namespace recours::inspect
