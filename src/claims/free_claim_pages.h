// R-614 « Réclamation libre »: the page and the API on which staff register what stands on no invoice.
#pragma once

#include "accounts/site.h"

namespace recours::claims {

void register_free_claim_pages(accounts::Site& site);
void register_free_claim_api(accounts::Site& site);

}  // namespace recours::claims
