// The verbs on registered complaints as API routes (interface.md), and delegations.
#pragma once

#include "accounts/site.h"

namespace recours::complaints {

void register_handling_api(accounts::Site& site);

}  // namespace recours::complaints
