// What left or will leave for the complainant, what never does, and what is joined: answers with their versions,
// letters, internal notes, files. Rendering only.
#pragma once

#include "complaints/case_parts.h"

namespace recours::complaints {

ui::Html answers_card(const accounts::Visit& visit, const CaseSeen& seen);
ui::Html letters_card(const accounts::Visit& visit, const CaseSeen& seen);
// R-722 In a colour of their own, clearly never for the client.
ui::Html notes_card(const accounts::Visit& visit, const CaseSeen& seen);
ui::Html files_card(const accounts::Visit& visit, const CaseSeen& seen);

}  // namespace recours::complaints
