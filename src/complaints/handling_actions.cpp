// Taking in hand, notes, grievances, the decision, the mediation file.
#include "complaints/handling_actions.h"

#include <algorithm>

#include "base/text.h"
#include "complaints/case_turn_actions.h"
#include "complaints/complaint_rows_store.h"
#include "complaints/complaint_writes_store.h"
#include "complaints/firm_people_store.h"
#include "complaints/list_store.h"
#include "complaints/typed_text.h"

namespace recours::complaints {
namespace {

bool is_in_list(db::Reader& reader, std::string_view list, std::string_view code, Date today) {
  const auto items = list_items(reader, list, today);
  return std::any_of(items.begin(), items.end(), [&](const ListItem& item) { return item.code == code; });
}

std::vector<FieldRefusal> objections_to(const Decision& decision, db::Reader& reader, Date today) {
  std::vector<FieldRefusal> refusals;
  check_choice("decision", decision.decision, is_code(decisions(), decision.decision), Needed::Yes, refusals);
  check_choice("finding", decision.finding, is_code(findings(), decision.finding), Needed::No, refusals);
  check_choice("solution", decision.solution, is_in_list(reader, "solution", decision.solution, today), Needed::No,
               refusals);
  check_choice("root_cause", decision.root_cause, is_in_list(reader, "root_cause", decision.root_cause, today),
               Needed::No, refusals);
  check_typed("dysfunction", decision.dysfunction, kLongestReason, Needed::No, refusals);
  if (decision.amount && decision.amount->cents < 0) {
    refusals.push_back({"amount", "negative", msg("The amount is not below zero.")});
  }
  return refusals;
}

// Of the steps of a mediation the later one: admissible before a proposal before its acceptance before what was agreed.
int rank_of(std::string_view step) {
  if (step == "referred") return 0;
  if (step == "admissible" || step == "inadmissible") return 1;
  if (step == "proposal") return 2;
  return step == "executed" ? 4 : 3;
}

// A complaint may be referred again; each later step follows a referral, and steps already there.
std::optional<FieldRefusal> objection_to_order(const MediationEvent& event, const std::vector<MediationEvent>& steps) {
  if (rank_of(event.event) == 0) return std::nullopt;
  const bool is_referred = std::any_of(steps.begin(), steps.end(), [&](const MediationEvent& step) {
    return rank_of(step.event) == 0 && step.happened_on <= event.happened_on;
  });
  if (!is_referred) return FieldRefusal{"on", "not_referred", msg("Record first when the mediator was called upon.")};
  for (const auto& step : steps) {
    const int rank = rank_of(step.event);
    if (rank > 0 && rank < rank_of(event.event) && step.happened_on > event.happened_on)
      return FieldRefusal{"on", "out_of_order",
                          msg("The step before it happened on {1}: this one comes after.", step.happened_on)};
  }
  return std::nullopt;
}

std::vector<FieldRefusal> objections_to(const MediationEvent& event, const Complaint& complaint,
                                        const std::vector<MediationEvent>& steps, Date today) {
  std::vector<FieldRefusal> refusals;
  check_choice("event", event.event, is_code(mediation_events(), event.event), Needed::Yes, refusals);
  check_typed("outcome", event.outcome, kLongestReason, Needed::No, refusals);
  if (event.happened_on == Date()) {
    refusals.push_back({"on", "required", msg("Enter the day it happened.")});
  } else if (event.happened_on > today) {
    refusals.push_back({"on", "in_future", msg("This day is still to come.")});
  } else if (complaint.received_on && event.happened_on < *complaint.received_on) {
    refusals.push_back({"on", "before_received", msg("The complaint was received on {1} only.", *complaint.received_on)});
  } else if (refusals.empty()) {
    if (auto refusal = objection_to_order(event, steps)) refusals.push_back(*std::move(refusal));
  }
  return refusals;
}

Grievance& require_grievance(Complaint& complaint, GrievanceId id) {
  const auto found = std::find_if(complaint.grievances.begin(), complaint.grievances.end(),
                                  [&](const Grievance& grievance) { return grievance.id == id; });
  if (found == complaint.grievances.end()) throw NotFound();
  return *found;
}

}  // namespace

Outcome take_in_hand(const Act& act, std::optional<UserId> handler) {
  return carry_out(act, Command::TakeInHand, [&](Turn& turn) -> std::optional<Refusal> {
    const UserId chosen = handler.value_or(act.viewer.id);
    if (!is_one_with(turn.transaction, chosen, accounts::Right::HandleComplaint, turn.today)) {
      return incomplete({{"handler", "lacks_rights", msg("This person cannot handle complaints.")}});
    }
    if (turn.complaint.handler) turn.noted["handler_before"] = turn.complaint.handler->value;
    turn.complaint.handler = chosen;
    turn.noted["handler"] = chosen.value;
    return std::nullopt;
  });
}

// R-722 Internal: nothing that writes a letter reads it.
Outcome add_note(const Act& act, const std::string& text) {
  return carry_out(act, Command::AddNote, [&](Turn& turn) -> std::optional<Refusal> {
    std::vector<FieldRefusal> refusals;
    check_typed("text", text, kLongestNote, Needed::Yes, refusals);
    if (!refusals.empty()) return incomplete(std::move(refusals));
    insert_note(turn.transaction, turn.complaint.id, std::string(trim(text)), act.viewer.id, act.now);
    turn.noted["text"] = trim(text);
    return std::nullopt;
  });
}

Outcome add_grievance(const Act& act, const std::string& text) {
  return carry_out(act, Command::AddGrievance, [&](Turn& turn) -> std::optional<Refusal> {
    std::vector<FieldRefusal> refusals;
    check_typed("text", text, kLongestReason, Needed::Yes, refusals);
    if (!refusals.empty()) return incomplete(std::move(refusals));
    const auto id = insert_grievance(turn.transaction, turn.complaint.id, std::string(trim(text)));
    turn.noted["grievance_id"] = id.value;
    turn.noted["text"] = trim(text);
    return std::nullopt;
  });
}

Outcome set_finding(const Act& act, GrievanceId grievance, const std::string& finding, const std::string& text) {
  return carry_out(act, Command::Decide, [&](Turn& turn) -> std::optional<Refusal> {
    Grievance& found = require_grievance(turn.complaint, grievance);
    std::vector<FieldRefusal> refusals;
    check_choice("finding", finding, is_code(findings(), finding), Needed::Yes, refusals);
    check_typed("text", text, kLongestReason, Needed::No, refusals);
    if (!refusals.empty()) return incomplete(std::move(refusals));
    turn.noted["grievance_id"] = found.id.value;
    turn.noted["finding_before"] = found.finding;
    turn.noted["finding"] = finding;
    turn.noted["finding_text"] = trim(text);
    turn.event.reason_code = finding;
    turn.event.detail = found.text;
    found.finding = finding;
    found.finding_text = trim(text);
    update_grievance(turn.transaction, found);
    return std::nullopt;
  });
}

// Each decision is kept; the latest counts.
Outcome decide(const Act& act, const Decision& decision) {
  return carry_out(act, Command::Decide, [&](Turn& turn) -> std::optional<Refusal> {
    auto refusals = objections_to(decision, turn.transaction, turn.today);
    if (!refusals.empty()) return incomplete(std::move(refusals));
    insert_decision(turn.transaction, turn.complaint.id, decision, act.viewer.id, act.now);
    turn.event.reason_code = decision.decision;
    turn.noted["decision"] = decision.decision;
    turn.noted["finding"] = decision.finding;
    turn.noted["solution"] = decision.solution;
    turn.noted["root_cause"] = decision.root_cause;
    turn.noted["dysfunction"] = decision.dysfunction;
    if (decision.amount) turn.noted["amount"] = decision.amount->amount();
    return std::nullopt;
  });
}

Outcome record_mediation(const Act& act, const MediationEvent& event) {
  return carry_out(act, Command::RecordMediation, [&](Turn& turn) -> std::optional<Refusal> {
    const auto steps = mediation_of(turn.transaction, turn.complaint.id);
    auto refusals = objections_to(event, turn.complaint, steps, turn.today);
    if (!refusals.empty()) return incomplete(std::move(refusals));
    insert_mediation(turn.transaction, turn.complaint.id, event, act.viewer.id, act.now);
    turn.event.reason_code = event.event;
    turn.event.detail = event.outcome;
    turn.noted["event"] = event.event;
    turn.noted["on"] = event.happened_on.iso();
    turn.noted["outcome"] = event.outcome;
    return std::nullopt;
  });
}

}  // namespace recours::complaints
