// R-645 The text of a procedure as resellers read it. Rendering only.
#pragma once

#include "claims/claim_data.h"
#include "ui/html.h"
#include "ui/language.h"

namespace recours::claims {

// In the reader's language, the French text where there is no other.
ui::Html procedure_text(ui::Language language, const Draft& procedure);
// Both languages, before it is saved.
ui::Html procedure_preview(ui::Language language, const Draft& procedure);

}  // namespace recours::claims
