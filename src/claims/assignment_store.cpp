#include "claims/assignment_store.h"

namespace recours::claims {

std::vector<Assignment> list_assignments(db::Reader& reader, ClaimId claim) {
  return reader.list(
      "SELECT at, actor_name, assignee_name FROM claim_assignment WHERE claim_id = :claim ORDER BY id DESC",
      {{"claim", claim}}, [](const db::Row& row) {
        return Assignment{row.get<Instant>("at"), row.get<std::string>("actor_name"),
                          row.get<std::string>("assignee_name")};
      });
}

void hand_over(db::Transaction& transaction, Claim& claim, const StaffMember& to, const accounts::Viewer& by,
               Instant now) {
  const auto assignee = to.id.value == 0 ? std::nullopt : std::optional(to.id);
  if (claim.assignee == assignee) return;
  claim.assignee = assignee;
  transaction.execute(
      "INSERT INTO claim_assignment (claim_id, at, actor_name, assignee_id, assignee_name) "
      "VALUES (:claim, :at, :actor, :assignee, :name)",
      {{"claim", claim.id},
       {"at", now},
       {"actor", by.name},
       {"assignee", assignee},
       {"name", assignee ? to.name : std::string()}});
}

}  // namespace recours::claims
