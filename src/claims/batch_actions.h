// R-606 One command on several claims: each in a transaction of its own, through the same actions as on its page.
#pragma once

#include "base/result.h"
#include "claims/batch_store.h"

namespace recours::claims {

// Refused as a whole when nothing, or more than kMostAtOnce, was chosen, or for a reason nobody may give. What is not
// possible for one claim is its own result, and stops no other.
Result<BatchId, Refusal> carry_out_batch(db::Database& database, const accounts::Viewer& viewer, Queue queue,
                                         const BatchOrder& order, Instant now);

// Whether approving asks more than which lines: that is not answered for several claims at once.
bool asks_for_return(db::Reader& reader, const accounts::Viewer& viewer, const Claim& claim);

}  // namespace recours::claims
