// Public holidays: the page where they are seen and changed, and the carrier's deadline of the API, which needs nothing else.
#pragma once

#include "accounts/site.h"

namespace recours::accounts {

void register_calendar(Site& site);       // /calendar, GET /api/v1/carrier-protest-deadline

}  // namespace recours::accounts
