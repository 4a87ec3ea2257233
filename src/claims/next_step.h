// The next step of a claim in words: who, what, by when.
#pragma once

#include <vector>

#include "claims/page_parts.h"

namespace recours::claims {

ui::Html next_step(const accounts::Visit& visit, const Policies& policies, const Claim& claim,
                   const std::vector<ClaimLine>& lines);

}  // namespace recours::claims
