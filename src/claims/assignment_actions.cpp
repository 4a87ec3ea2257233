#include "claims/assignment_actions.h"

#include <boost/json.hpp>

#include "claims/assignment_store.h"
#include "claims/claim_writes_store.h"
#include "claims/line_choice.h"
#include "claims/work_store.h"

namespace recours::claims {
namespace {

Result<StaffMember, Refusal> member_of(db::Reader& reader, const Claim& claim, const std::optional<UserId>& person,
                                       Date today) {
  if (!person) return StaffMember{};
  const auto role = words_of(queue_of_department(claim.department)).role;
  const auto name = name_among(list_staff(reader, role, today), person);
  if (!name.empty()) return StaffMember{*person, name};
  const auto message = msg("This person is not of the department, or has no access any more.");
  return fail(Refusal{"unknown_assignee", message, {{"assignee", "unknown_choice", message}}});
}

void note(db::Transaction& transaction, const Claim& claim, const accounts::Viewer& viewer, Instant now) {
  journal::append(transaction, viewer.actor(), now, "claim.assigned", {"claim", claim.number},
                  {{"claim_id", claim.id.value}, {"assignee_id", claim.assignee ? claim.assignee->value : 0}});
}

}  // namespace

//
Result<Claim, Refusal> assign(db::Database& database, const accounts::Viewer& viewer, const std::string& number,
                              const std::optional<UserId>& assignee, const std::optional<std::int64_t>& version,
                              Instant now) {
  return database.write([&](db::Transaction& transaction) -> Result<Claim, Refusal> {
    const auto id = require_claim(transaction, viewer, number).id;
    transaction.lock_rows("claim", {id.value});
    Claim claim = require_claim(transaction, id);
    if (viewer.read_only || !may_ever(viewer, claim.department, Command::Take)) throw Forbidden();
    if (version.value_or(claim.version) != claim.version) throw Conflict("claim changed");
    if (claim.closed_at) return fail(not_allowed_now());
    const auto member = member_of(transaction, claim, assignee, paris_day(now));
    if (!member) return fail(member.error());
    if (claim.assignee == assignee) return claim;
    hand_over(transaction, claim, *member, viewer, now);
    update_claim(transaction, claim, now);
    restate_work(transaction, claim, list_claim_lines(transaction, {id}), now);
    note(transaction, claim, viewer, now);
    return claim;
  });
}

}  // namespace recours::claims
