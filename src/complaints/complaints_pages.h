// What the complaint register serves. For composition only.
#pragma once

#include "accounts/site.h"

namespace recours::complaints {

void register_deadlines(accounts::Site& site);  // /deadlines and GET /api/v1/deadlines

}  // namespace recours::complaints
