// What only staff see on the page of a claim: who works on it, other claims on the same goods, where each serial number
// was sold and claimed, the way on through the queue. All of it empty for a reseller.
#pragma once

#include "claims/claim_files_view.h"
#include "claims/page_parts.h"

namespace recours::claims {

//
ui::Html assignment_card(accounts::Visit& visit, const Claim& claim);
DatedMoments assignment_moments(accounts::Visit& visit, const Claim& claim);
//
ui::Html past_cards(accounts::Visit& visit, const Policies& policies, const Claim& claim,
                    const std::vector<ClaimLine>& lines);
// R-608 Suivant dans la file: of the queue the address names, else of the viewer's own.
ui::Html next_in_queue(accounts::Visit& visit, const Claim& claim);

}  // namespace recours::claims
