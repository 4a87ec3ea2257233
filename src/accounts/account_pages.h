// Sign-in, sign-out, preferences and the way home. Registered first: the other features' pages lie behind it.
#pragma once

#include "accounts/site.h"

namespace recours::accounts {

void register_accounts(Site& site);

}  // namespace recours::accounts
