// What confirmation makes of groups that may go: claims with their events, journal entries and mails, within the
// transaction of whoever decides that they may (the basket, a claim without invoice).
#pragma once

#include <vector>

#include "claims/basket.h"
#include "claims/claim_mail.h"
#include "db/database.h"

namespace recours::claims {

// Every line of them is taken; nothing is asked about limits and free quantities here.
std::vector<ClaimWithLines> register_groups(db::Transaction& transaction, const accounts::Viewer& viewer,
                                            std::vector<BasketGroup> groups, Instant now);

}  // namespace recours::claims
