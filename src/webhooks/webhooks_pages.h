// /webhooks: which programs are told of what, whether it arrives, and sending again; for administrators.
#pragma once

#include "accounts/site.h"
#include "webhooks/endpoint.h"

namespace recours::webhooks {

void register_webhooks_pages(accounts::Site& site, Reach reach);

}  // namespace recours::webhooks
