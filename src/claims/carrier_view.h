// R-690 The carrier's deadline on the page of a claim about the carriage: by when the reasoned protest must leave, why that
// day, and what a reserve must say (article L133-3 Code de commerce; the shorter reading, calendar/deadlines.h).
#pragma once

#include "accounts/site.h"
#include "claims/claim.h"

namespace recours::claims {

// Nothing for claims that are not about the carriage (02, 03), or once the claim is closed.
ui::Html carrier_card(const accounts::Visit& visit, const Claim& claim, const std::vector<ClaimLine>& lines);

}  // namespace recours::claims
