// What became of several claims at once, kept for the person who decided on them: the page of results may be read
// again.
#pragma once

#include "accounts/viewer.h"
#include "claims/batch.h"
#include "db/database.h"

namespace recours::claims {

BatchId insert_batch(db::Transaction& transaction, UserId owner, const Batch& batch, Instant now);
// NotFound when it is not the viewer's.
Batch require_batch(db::Reader& reader, const accounts::Viewer& viewer, BatchId id);

}  // namespace recours::claims
