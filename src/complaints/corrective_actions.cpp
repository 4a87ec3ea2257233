// R-765 What is done so that it does not happen again: who, until when, the proof, whether it had an effect.
#include <algorithm>

#include "base/text.h"
#include "complaints/case_turn_actions.h"
#include "complaints/complaint_writes_store.h"
#include "complaints/firm_people_store.h"
#include "complaints/list_store.h"
#include "complaints/typed_text.h"

namespace recours::complaints {
namespace {

bool is_kind(db::Reader& reader, std::string_view code, Date today) {
  const auto kinds = list_items(reader, "corrective_action", today);
  return std::any_of(kinds.begin(), kinds.end(), [&](const ListItem& item) { return item.code == code; });
}

std::vector<FieldRefusal> objections_to(const CorrectiveAction& action, const Complaint& complaint, db::Reader& reader,
                                        Date today) {
  std::vector<FieldRefusal> refusals;
  check_choice("kind", action.kind, is_kind(reader, action.kind, today), Needed::Yes, refusals);
  check_typed("description", action.description, kLongestReason, Needed::No, refusals);
  check_choice("state", action.state, is_code(corrective_states(), action.state), Needed::No, refusals);
  if (action.owner == UserId()) {
    refusals.push_back({"owner", "required", msg("Choose who sees to it.")});
  } else if (!is_one_with(reader, action.owner, accounts::Right::SeeComplaints, today)) {
    refusals.push_back({"owner", "unknown_person", msg("This person does not exist or has no access any more.")});
  }
  if (action.due_on == Date()) {
    refusals.push_back({"due_on", "required", msg("Enter the day it is to be done by.")});
  } else if (complaint.received_on && action.due_on < *complaint.received_on) {
    refusals.push_back({"due_on", "before_received", msg("The complaint was received on {1} only.", *complaint.received_on)});
  } else if (action.check_on && *action.check_on < action.due_on) {
    refusals.push_back({"check_on", "before_due", msg("The effect is checked after the action is done.")});
  }
  return refusals;
}

CorrectiveAction require_action(db::Reader& reader, const Complaint& complaint, CorrectiveActionId id) {
  auto file = load_case(reader, complaint);
  const auto found = std::find_if(file.corrective_actions.begin(), file.corrective_actions.end(),
                                  [&](const CorrectiveAction& action) { return action.id == id; });
  if (found == file.corrective_actions.end()) throw NotFound();
  return *found;
}

bool wants_proof(const std::string& state) { return state == "done" || state == "effective"; }

}  // namespace

Outcome add_corrective_action(const Act& act, const CorrectiveAction& action) {
  return carry_out(act, Command::AddCorrectiveAction, [&](Turn& turn) -> std::optional<Refusal> {
    auto refusals = objections_to(action, turn.complaint, turn.transaction, turn.today);
    if (!refusals.empty()) return incomplete(std::move(refusals));
    CorrectiveAction added = action;
    if (added.state.empty()) added.state = "to_do";
    const auto id = insert_corrective_action(turn.transaction, turn.complaint.id, added, act.now);
    turn.event.reason_code = added.kind;
    turn.event.detail = added.description;
    turn.noted["action_id"] = id.value;
    turn.noted["kind"] = added.kind;
    turn.noted["description"] = added.description;
    turn.noted["owner"] = added.owner.value;
    turn.noted["due_on"] = added.due_on.iso();
    return std::nullopt;
  });
}

Outcome complete_corrective_action(const Act& act, CorrectiveActionId action, const std::string& state,
                                   const std::string& proof) {
  return carry_out(act, Command::AddCorrectiveAction, [&](Turn& turn) -> std::optional<Refusal> {
    auto found = require_action(turn.transaction, turn.complaint, action);
    const auto said = trim(proof).empty() ? found.proof : std::string(trim(proof));
    std::vector<FieldRefusal> refusals;
    check_choice("state", state, is_code(corrective_states(), state), Needed::Yes, refusals);
    check_typed("proof", said, kLongestReason, wants_proof(state) ? Needed::Yes : Needed::No, refusals);
    if (!refusals.empty()) return incomplete(std::move(refusals));
    turn.event.reason_code = state;
    turn.event.detail = said;
    turn.noted["action_id"] = found.id.value;
    turn.noted["state_before"] = found.state;
    turn.noted["state"] = state;
    turn.noted["proof"] = said;
    found.state = state;
    found.proof = said;
    update_corrective_action(turn.transaction, found);
    return std::nullopt;
  });
}

}  // namespace recours::complaints
