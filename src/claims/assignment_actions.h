// R-605 Giving an open claim to a person of its department, or to nobody. No state changes by it.
#pragma once

#include "base/result.h"
#include "claims/claim_store.h"

namespace recours::claims {

// Forbidden for who may not take claims of this department; Conflict for a version that is not that of the claim any
// more; refused when the person is not of the department or has left, or the claim is closed.
Result<Claim, Refusal> assign(db::Database& database, const accounts::Viewer& viewer, const std::string& number,
                              const std::optional<UserId>& assignee, const std::optional<std::int64_t>& version,
                              Instant now);

}  // namespace recours::claims
