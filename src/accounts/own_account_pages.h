// « Mon compte »: who one is, the password, the open sessions, the API tokens.
#pragma once

#include "accounts/site.h"

namespace recours::accounts {

void register_own_account(Site& site);

}  // namespace recours::accounts
