// The goods and the money of a claim as cards of its page: parcels, what goods-in found, the ledger.
#pragma once

#include "claims/claim_traces.h"
#include "ui/html.h"

namespace recours::claims {

// Nothing where neither goods nor money have moved yet.
ui::Html settlement_card(ui::Language language, const Claim& claim, const std::vector<ClaimLine>& lines,
                         const ClaimTraces& traces);

}  // namespace recours::claims
