// The claims of the demonstration, opened and decided by its people at moments of the last months.
#pragma once

#include "attachments/attachment_actions.h"
#include "db/database.h"

namespace recours::cli {

void make_demo_claims(db::Database& database, const attachments::Depot& depot, Instant now);

}  // namespace recours::cli
