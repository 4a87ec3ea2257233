// Where a claim was opened from, above its page: the list, the work queue of the address (?queue=), goods-in.
#pragma once

#include "accounts/site.h"

namespace recours::claims {

ui::Crumb list_crumb(const accounts::Visit& visit);

}  // namespace recours::claims
