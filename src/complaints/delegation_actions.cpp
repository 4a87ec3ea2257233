#include "complaints/delegation_actions.h"

#include <algorithm>
#include <array>

#include <boost/json.hpp>

#include "accounts/user_store.h"
#include "complaints/complaint_store.h"
#include "complaints/typed_text.h"

namespace recours::complaints {
namespace {

using accounts::Right;

// What an absent person's cases may wait for.
constexpr std::array kHandedOver{Right::NoteComplaint,     Right::AcknowledgeComplaint, Right::HandleComplaint,
                                 Right::ReviewAnswer,      Right::SendAnswer,           Right::CloseComplaint,
                                 Right::ReopenComplaint,   Right::CancelComplaint,      Right::RequalifyComplaint,
                                 Right::TransferComplaint, Right::RecordMediation};

void require_right(const accounts::Viewer& viewer) {
  if (viewer.read_only || !viewer.can(Right::DelegateComplaints)) throw Forbidden();
}

bool can_stand_in(const accounts::Viewer& absent, const accounts::Viewer& delegate) {
  return complaint_scope(delegate) == 0 && std::all_of(kHandedOver.begin(), kHandedOver.end(), [&](Right right) {
           return !absent.can(right) || delegate.can(right);
         });
}

void check_days(const Absence& absence, Date today, std::vector<FieldRefusal>& refusals) {
  if (!absence.from_on) refusals.push_back({"from", "required", msg("Enter the first day of the absence.")});
  if (!absence.to_on) refusals.push_back({"to", "required", msg("Enter the last day of the absence.")});
  if (absence.to_on && *absence.to_on < today) {
    refusals.push_back({"to", "in_past", msg("The absence is already over on this day.")});
  } else if (absence.from_on && absence.to_on && *absence.to_on < *absence.from_on) {
    refusals.push_back({"to", "before_start", msg("The last day comes before the first.")});
  }
}

void check_delegate(db::Reader& reader, const accounts::Viewer& viewer, const Absence& absence, Date today,
                    std::vector<FieldRefusal>& refusals) {
  if (!absence.delegate) {
    refusals.push_back({"delegate", "required", msg("Choose who stands in for you.")});
    return;
  }
  const auto user = accounts::find_user(reader, *absence.delegate);
  if (!user || !accounts::is_active(*user, today)) {
    refusals.push_back({"delegate", "unknown_person", msg("This person does not exist or has no access any more.")});
  } else if (user->id == viewer.id) {
    refusals.push_back({"delegate", "own_name", msg("Choose somebody else than yourself.")});
  } else if (!can_stand_in(viewer, accounts::viewer_of(*user, viewer.source))) {
    refusals.push_back({"delegate", "lacks_rights",
                        msg("{1} does not have the rights to stand in for you: choose a handler or who answers for "
                            "compliance.",
                            user->name)});
  }
}

void check_overlap(db::Reader& reader, const accounts::Viewer& viewer, const Absence& absence, Date today,
                   std::vector<FieldRefusal>& refusals) {
  if (!absence.from_on || !absence.to_on) return;
  for (const auto& other : list_delegations(reader, viewer.id, today)) {
    if (other.user != viewer.id || other.to_on < *absence.from_on || other.from_on > *absence.to_on) continue;
    refusals.push_back(
        {"from", "overlaps",
         msg("{1} already stands in for you from {2} to {3}.", other.delegate_name, other.from_on, other.to_on)});
    return;
  }
}

boost::json::object noted(const Delegation& delegation) {
  return {{"user", delegation.user.value},
          {"delegate", delegation.delegate.value},
          {"from", delegation.from_on.iso()},
          {"to", delegation.to_on.iso()}};
}

// The one the same request made, unless it was taken back meanwhile.
Delegation given_before(db::Reader& reader, DelegationId id) {
  auto given = find_delegation(reader, id);
  if (!given) throw NotFound();
  return *std::move(given);
}

}  // namespace

//
Result<Delegation, Refusal> delegate_complaints(db::Database& database, const accounts::Viewer& viewer,
                                                const Absence& absence, Instant now,
                                                const std::optional<accounts::IdempotencyKey>& key) {
  require_right(viewer);
  return database.write([&](db::Transaction& transaction) -> Result<Delegation, Refusal> {
    transaction.lock_rows("app_user", {viewer.id.value});  // two requests at once must not overlap
    if (key) {
      const auto kept = accounts::recall(transaction, *key, now);
      if (!kept) return fail(kept.error());
      if (*kept) return given_before(transaction, {std::stoll((*kept)->body)});
    }
    const Date today = paris_day(now);
    std::vector<FieldRefusal> refusals;
    check_days(absence, today, refusals);
    check_delegate(transaction, viewer, absence, today, refusals);
    check_overlap(transaction, viewer, absence, today, refusals);
    if (!refusals.empty()) return fail(incomplete(std::move(refusals)));
    const Delegation delegation{{}, viewer.id, *absence.delegate, {}, {}, *absence.from_on, *absence.to_on};
    const auto id = insert_delegation(transaction, delegation, now);
    journal::append(transaction, viewer.actor(), now, "delegation.give", {"delegation", std::to_string(id.value)},
                    noted(delegation));
    if (key) accounts::keep(transaction, *key, {201, std::to_string(id.value)}, now);
    return *find_delegation(transaction, id);
  });
}

std::vector<Person> list_possible_delegates(db::Reader& reader, const accounts::Viewer& viewer, Date today) {
  std::vector<Person> possible;
  for (auto& person : list_people_with(reader, Right::SeeComplaints, today)) {
    const auto user = accounts::find_user(reader, person.id);
    const bool fits = user && user->id != viewer.id && can_stand_in(viewer, accounts::viewer_of(*user, viewer.source));
    if (fits) possible.push_back(std::move(person));
  }
  return possible;
}

void end_delegation(db::Database& database, const accounts::Viewer& viewer, DelegationId id, Instant now) {
  require_right(viewer);
  database.write([&](db::Transaction& transaction) {
    const auto delegation = find_delegation(transaction, id);
    if (!delegation || delegation->user != viewer.id) throw NotFound();
    end_delegation_row(transaction, id, now);
    journal::append(transaction, viewer.actor(), now, "delegation.end", {"delegation", std::to_string(id.value)},
                    noted(*delegation));
  });
}

}  // namespace recours::complaints
