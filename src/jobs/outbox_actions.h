// What a person may do to the outbox.
#pragma once

#include "accounts/viewer.h"
#include "mail/outbox.h"

namespace recours::jobs {

// Sends a parked message again, from its first try. Forbidden without the right; Conflict when it is not parked.
void retry(db::Database& database, const accounts::Viewer& viewer, mail::OutboxId id, Instant now);

}  // namespace recours::jobs
