// /api/v1/webhooks: endpoints and their deliveries, for administrators' programs. The secret is in the answers that
// made it, nowhere else.
#pragma once

#include "accounts/site.h"
#include "webhooks/endpoint.h"

namespace recours::webhooks {

void register_webhooks_api(accounts::Site& site, Reach reach);

}  // namespace recours::webhooks
