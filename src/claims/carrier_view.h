// R-690 The carrier's deadline on the page of a claim about the carriage: by when the reasoned protest must leave, why that
// day, and what a reserve must say (article L133-3 Code de commerce; the shorter reading, calendar/deadlines.h).
#pragma once

#include "accounts/site.h"
#include "claims/claim.h"

namespace recours::claims {

bool is_about_carriage(const Claim& claim);  // 02, 03

// The same without card and without the way to the letter.
ui::Html carrier_deadline(const accounts::Visit& visit, const Claim& claim);
// Nothing for claims that are not about the carriage (02, 03), or once the claim is closed.
ui::Html carrier_card(const accounts::Visit& visit, const Claim& claim);

}  // namespace recours::claims
