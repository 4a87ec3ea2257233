// The files of a claim on its page: those of its lines, which stay as they were confirmed, and those added since; and
// what the history tells of them.
#pragma once

#include <utility>
#include <vector>

#include "claims/page_parts.h"

namespace recours::claims {

// The lines with their files added. Offers to add files to who may.
ui::Html files_card(accounts::Visit& visit, const Claim& claim, const std::vector<ClaimLine>& lines);

// Files added and removed, several of one person in one minute told together; in no order.
using DatedMoments = std::vector<std::pair<Instant, ui::Moment>>;
DatedMoments file_moments(accounts::Visit& visit, const Claim& claim, const std::vector<ClaimLine>& lines);

}  // namespace recours::claims
