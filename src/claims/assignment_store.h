// Who works on a claim: handing it over, and the trace of that. For staff alone.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "claims/claim.h"
#include "claims/staff_store.h"
#include "db/database.h"

namespace recours::claims {

struct Assignment {
  Instant at;
  std::string actor_name, assignee_name;  // assignee empty: nobody any more
};
std::vector<Assignment> list_assignments(db::Reader& reader, ClaimId claim);  // newest first

// Sets the assignee in `claim` and leaves the trace; the row of the claim is the caller's to write. Nothing where the
// claim is theirs already. An id of 0: to nobody.
void hand_over(db::Transaction& transaction, Claim& claim, const StaffMember& to, const accounts::Viewer& by,
               Instant now);

}  // namespace recours::claims
