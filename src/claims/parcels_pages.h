// Pages and API of parcels that came without a number, and of the inspection with its photos. Registered by
// register_claims_pages.
#pragma once

#include "accounts/site.h"
#include "attachments/attachment_actions.h"

namespace recours::claims {

// `depot` outlives the site.
void register_parcel_pages(accounts::Site& site, const attachments::Depot& depot);
void register_parcels_api(accounts::Site& site);

}  // namespace recours::claims
