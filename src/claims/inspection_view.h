// What goods-in found when it inspected the goods, with its photos, on the page of a claim.
#pragma once

#include "accounts/site.h"
#include "claims/claim_traces.h"
#include "ui/html.h"

namespace recours::claims {

// Nothing where nothing was inspected.
ui::Html inspection_card(const accounts::Visit& visit, const std::vector<Inspection>& inspections,
                         const std::vector<ClaimLine>& lines);

}  // namespace recours::claims
