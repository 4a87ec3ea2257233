// What an inspection looks at, what was declared beside what came; and what it found, with its photos, on the page of a
// claim.
#pragma once

#include "accounts/site.h"
#include "claims/claim_traces.h"
#include "ui/html.h"

namespace recours::claims {

// Of these lines of the claim, above the form of their inspection.
ui::Html declared_and_received(const accounts::Visit& visit, const Claim& claim,
                               const std::vector<ClaimLine>& inspected);

// Nothing where nothing was inspected.
ui::Html inspection_card(const accounts::Visit& visit, const std::vector<Inspection>& inspections,
                         const std::vector<ClaimLine>& lines);

}  // namespace recours::claims
