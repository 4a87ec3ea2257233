// Stating the work of claims from before there were queues, once, by the job of claims.
#pragma once

#include "db/database.h"

namespace recours::claims {

// R-603 A few hundred at a time, until none is left.
void state_missing_work(db::Database& database);

}  // namespace recours::claims
