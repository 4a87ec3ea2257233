#include "complaints/handling_api.h"

#include "accounts/if_match.h"
#include "accounts/user_store.h"
#include "base/text.h"
#include "complaints/delegation_actions.h"
#include "complaints/handling_actions.h"
#include "complaints/handling_json.h"
#include "complaints/transition.h"

namespace recours::complaints {
namespace {

namespace json = boost::json;
using accounts::Right;
using accounts::Visit;

http::Response show(Visit& visit, const Complaint& complaint, int status) {
  return accounts::json_answer(handled_json(load_case(visit.reader, complaint), visit.viewer), status);
}

// One verb: its body read, the deed, the complaint as it is afterwards.
using Deed = std::function<Outcome(const Act&, Fields&, Visit&)>;

accounts::Handler doing(Deed deed, int status) {
  return [deed = std::move(deed), status](Visit& visit) {
    const auto body = visit.request.body.empty() ? json::object() : accounts::json_body(visit.request);
    Fields fields(body);
    const auto key = accounts::idempotency_key(visit.viewer.id, visit.request.path, visit.request);
    const Act act{visit.database, visit.viewer, visit.request.path_value("number"), accounts::expected_version(visit.request),
                  visit.now,      key};
    const auto outcome = deed(act, fields, visit);
    if (!outcome) return accounts::problem(visit, outcome.error());
    return show(visit, *outcome, status);
  };
}

Dispatch dispatch_from(Fields& fields) {
  Dispatch dispatch;
  const auto via = fields.text("via");
  const auto known = via_named(via);
  if (!via.empty() && !known) fields.refuse("via", "unknown_choice", msg("It leaves by email or by letter."));
  dispatch.via = known.value_or(Via::Email);
  dispatch.posted_on = fields.date("posted_on");
  dispatch.late_reason = fields.text("late_reason");
  return dispatch;
}

// By the id or by the e-mail address.
std::optional<UserId> person_from(Fields& fields, const char* field, db::Reader& reader) {
  if (!fields.is_text(field)) {
    const auto id = fields.id(field);
    return id ? std::optional(UserId{*id}) : std::nullopt;
  }
  const auto address = fields.text(field);
  if (trim(address).empty()) return std::nullopt;
  const auto user = accounts::find_user_by_email(reader, address);
  if (!user) fields.refuse(field, "unknown_person", msg("This person does not exist or has no access any more."));
  return user ? std::optional(user->id) : std::nullopt;
}

// ---- what leaves

using Sent = Outcome (*)(const Act&, const Dispatch&);
Deed with_dispatch(Sent verb) {
  return [verb](const Act& act, Fields& fields, Visit&) -> Outcome {
    const auto dispatch = dispatch_from(fields);
    if (!fields.ok()) return fail(fields.refusal());
    return verb(act, dispatch);
  };
}

Outcome post_holding_letter(const Act& act, Fields& fields, Visit&) {
  const auto dispatch = dispatch_from(fields);
  const auto reason = fields.text("reason");
  const auto new_date = fields.date("new_date");
  if (!fields.ok()) return fail(fields.refusal());
  return send_holding_letter(act, dispatch, reason, new_date);
}

// With `id` that draft is changed, or gone on from; `submit` false keeps it a draft.
Outcome post_answer(const Act& act, Fields& fields, Visit&) {
  const auto id = fields.id("id");
  const auto text = fields.text("text");
  const bool submit = fields.flag("submit", true);
  if (!fields.ok()) return fail(fields.refusal());
  const auto answer = id ? std::optional(AnswerId{*id}) : std::nullopt;
  return submit ? propose_answer(act, answer, text) : draft_answer(act, answer, text);
}

Outcome post_review(const Act& act, Fields& fields, Visit& visit) {
  Review review;
  review.approved = fields.flag("approved", false);
  review.refusal_code = fields.text("refusal_code");
  review.comment = fields.text("comment");
  if (!fields.ok()) return fail(fields.refusal());
  return review_answer(act, visit.request.path_id<AnswerId>("id"), review);
}

Outcome post_sending(const Act& act, Fields& fields, Visit& visit) {
  const auto dispatch = dispatch_from(fields);
  if (!fields.ok()) return fail(fields.refusal());
  return send_answer(act, visit.request.path_id<AnswerId>("id"), dispatch);
}

// ---- what is done with it

Outcome post_handling(const Act& act, Fields& fields, Visit& visit) {
  const auto handler = person_from(fields, "handler", visit.reader);
  if (!fields.ok()) return fail(fields.refusal());
  return take_in_hand(act, handler);
}

Outcome post_grievance(const Act& act, Fields& fields, Visit&) {
  const auto text = fields.text("text");
  if (!fields.ok()) return fail(fields.refusal());
  return add_grievance(act, text);
}

Outcome post_finding(const Act& act, Fields& fields, Visit& visit) {
  const auto finding = fields.text("finding");
  const auto text = fields.text("text");
  if (!fields.ok()) return fail(fields.refusal());
  return set_finding(act, visit.request.path_id<GrievanceId>("id"), finding, text);
}

Outcome post_decision(const Act& act, Fields& fields, Visit&) {
  Decision decision;
  decision.decision = fields.text("decision");
  decision.finding = fields.text("finding");
  decision.solution = fields.text("solution");
  decision.root_cause = fields.text("root_cause");
  decision.dysfunction = fields.text("dysfunction");
  decision.amount = fields.money("amount");
  if (!fields.ok()) return fail(fields.refusal());
  return decide(act, decision);
}

Outcome post_corrective_action(const Act& act, Fields& fields, Visit& visit) {
  CorrectiveAction action;
  action.kind = fields.text("kind");
  action.description = fields.text("description");
  action.owner = person_from(fields, "owner", visit.reader).value_or(UserId());
  action.due_on = fields.date("due_on").value_or(Date());
  action.check_on = fields.date("check_on");
  if (!fields.ok()) return fail(fields.refusal());
  return add_corrective_action(act, action);
}

Outcome post_completion(const Act& act, Fields& fields, Visit& visit) {
  const auto state = fields.text("state");
  const auto proof = fields.text("proof");
  if (!fields.ok()) return fail(fields.refusal());
  return complete_corrective_action(act, visit.request.path_id<CorrectiveActionId>("id"),
                                    state.empty() ? "done" : state, proof);
}

Outcome post_mediation(const Act& act, Fields& fields, Visit&) {
  MediationEvent event;
  event.event = fields.text("event");
  event.happened_on = fields.date("on").value_or(Date());
  event.outcome = fields.text("outcome");
  if (!fields.ok()) return fail(fields.refusal());
  return record_mediation(act, event);
}

Outcome post_delay_reason(const Act& act, Fields& fields, Visit&) {
  const auto what = late_named(fields.text("what"));
  const auto reason = fields.text("reason");
  if (!what) fields.refuse("what", "unknown_choice", msg("This choice does not exist."));
  if (!fields.ok()) return fail(fields.refusal());
  return explain_delay(act, *what, reason);
}

Outcome post_note(const Act& act, Fields& fields, Visit&) {
  const auto text = fields.text("text");
  if (!fields.ok()) return fail(fields.refusal());
  return add_note(act, text);
}

// ---- how it ends, and ways back

// Through the gate, or with a waiver.
Outcome post_closure(const Act& act, Fields& fields, Visit&) {
  const auto waiver = fields.text("waiver");
  const auto reason = fields.text("reason");
  if (!fields.ok()) return fail(fields.refusal());
  return waiver.empty() ? close(act) : close_by_waiver(act, waiver, reason);
}

using Reasoned = Outcome (*)(const Act&, const std::string&);
Deed with_reason(Reasoned verb) {
  return [verb](const Act& act, Fields& fields, Visit&) -> Outcome {
    const auto reason = fields.text("reason");
    if (!fields.ok()) return fail(fields.refusal());
    return verb(act, reason);
  };
}

Outcome post_requalification(const Act& act, Fields& fields, Visit&) {
  const auto kind = fields.text("kind");
  const auto reason = fields.text("reason");
  if (!fields.ok()) return fail(fields.refusal());
  return requalify(act, kind, reason);
}

Outcome post_transfer(const Act& act, Fields& fields, Visit&) {
  const auto institution = fields.text("institution");
  const auto reason = fields.text("reason");
  const auto dispatch = fields.is_text("via") ? std::optional(dispatch_from(fields)) : std::nullopt;
  if (!fields.ok()) return fail(fields.refusal());
  return transfer(act, institution, reason, dispatch);
}

// ---- absences

json::object delegation_json(const Delegation& delegation) {
  return {{"id", delegation.id.value},
          {"user", {{"id", delegation.user.value}, {"name", delegation.user_name}}},
          {"delegate", {{"id", delegation.delegate.value}, {"name", delegation.delegate_name}}},
          {"from", delegation.from_on.iso()},
          {"to", delegation.to_on.iso()}};
}

http::Response list_delegations_json(Visit& visit) {
  json::array items;
  for (const auto& delegation : list_delegations(visit.reader, visit.viewer.id, visit.today())) {
    items.push_back(delegation_json(delegation));
  }
  return accounts::json_answer(json::object{{"items", std::move(items)}, {"next", nullptr}});
}

http::Response post_delegation(Visit& visit) {
  const auto body = accounts::json_body(visit.request);
  Fields fields(body);
  const Absence absence{person_from(fields, "delegate", visit.reader), fields.date("from"), fields.date("to")};
  if (!fields.ok()) return accounts::problem(visit, fields.refusal());
  const auto key = accounts::idempotency_key(visit.viewer.id, "delegations", visit.request);
  const auto given = delegate_complaints(visit.database, visit.viewer, absence, visit.now, key);
  if (!given) return accounts::problem(visit, given.error());
  return accounts::json_answer(delegation_json(*given), 201);
}

http::Response delete_delegation(Visit& visit) {
  end_delegation(visit.database, visit.viewer, visit.request.path_id<DelegationId>("id"), visit.now);
  return accounts::json_answer(json::object());
}

struct VerbRoute {
  const char* path;
  Command command;  // whose right it asks
  Deed deed;
  int status;
};

std::vector<VerbRoute> verb_routes() {
  return {
      {"/acknowledgements", Command::Acknowledge, with_dispatch(acknowledge), 201},
      {"/progress-letters", Command::ResendProgress, with_dispatch(resend_progress), 201},
      {"/holding-letters", Command::SendHoldingLetter, post_holding_letter, 201},
      {"/invitation", Command::InviteToWrite, with_dispatch(invite_to_write), 201},
      {"/handling", Command::TakeInHand, post_handling, 200},
      {"/answers", Command::DraftAnswer, post_answer, 201},
      {"/answers/{id}/review", Command::ReviewAnswer, post_review, 200},
      {"/answers/{id}/sending", Command::SendAnswer, post_sending, 200},
      {"/grievances", Command::AddGrievance, post_grievance, 201},
      {"/grievances/{id}/finding", Command::Decide, post_finding, 200},
      {"/decision", Command::Decide, post_decision, 200},
      {"/corrective-actions", Command::AddCorrectiveAction, post_corrective_action, 201},
      {"/corrective-actions/{id}/completion", Command::AddCorrectiveAction, post_completion, 200},
      {"/closure", Command::Close, post_closure, 200},
      {"/reopening", Command::Reopen, with_reason(reopen), 200},
      {"/resumption", Command::Resume, with_reason(resume), 200},
      {"/cancellation", Command::Cancel, with_reason(cancel), 200},
      {"/requalification", Command::Requalify, post_requalification, 200},
      {"/transfer", Command::Transfer, post_transfer, 200},
      {"/mediation", Command::RecordMediation, post_mediation, 201},
      {"/notes", Command::AddNote, post_note, 201},
      {"/delay-reasons", Command::ExplainDelay, post_delay_reason, 201},
  };
}

}  // namespace

void register_handling_api(accounts::Site& site) {
  using http::Method;
  for (auto& route : verb_routes()) {
    site.api(Method::Post, std::string("/api/v1/complaints/{number}") + route.path, right_of(route.command),
             doing(std::move(route.deed), route.status));
  }
  site.api(Method::Get, "/api/v1/delegations", Right::DelegateComplaints, list_delegations_json);
  site.api(Method::Post, "/api/v1/delegations", Right::DelegateComplaints, post_delegation);
  site.api(Method::Delete, "/api/v1/delegations/{id}", Right::DelegateComplaints, delete_delegation);
}

}  // namespace recours::complaints
