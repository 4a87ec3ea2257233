// Field codes of Word documents: { PAGE } is harmless, { DDEAUTO … } starts a program of the reader's machine.
#pragma once

#include <string_view>

namespace recours::inspect {

// Whether the code of a field starts a program or fetches something from elsewhere when the document is opened.
// A hyperlink is not fetched before somebody clicks it.
bool reaches_outside(std::string_view code);

}  // namespace recours::inspect
