// GET /api/v1/me.
#pragma once

#include "accounts/site.h"

namespace recours::accounts {

void register_accounts_api(Site& site);

}  // namespace recours::accounts
