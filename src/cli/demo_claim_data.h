// The demo's data of claims: a procedure the SAV wrote, a fee that is going to change, a reason of refusals of the
// house.
#pragma once

#include "base/date.h"
#include "db/database.h"

namespace recours::cli {

void make_demo_claim_data(db::Database& database, Instant now);

}  // namespace recours::cli
