// Commands that only write down what was done: taking in hand, notes, grievances and their findings, the decision,
// corrective actions, steps of the mediation.
#include "complaints/command_pages.h"

#include <algorithm>

#include "base/text.h"
#include "complaints/command_page.h"
#include "complaints/complaint_parts.h"
#include "complaints/list_store.h"
#include "complaints/typed_text.h"

namespace recours::complaints {

using accounts::Right;
using accounts::Visit;
using ui::el;
using ui::Html;
using ui::Language;
using ui::tr;

namespace {

Html lead(const std::string& text) { return el("p", {{"class", "lead"}}, text); }

// ---- in hand

http::Fields handler_now(Visit& visit, const CaseSeen& seen) {
  http::Fields fields;
  const auto handler = seen.complaint().handler.value_or(visit.viewer.id);
  fields.add("handler", std::to_string(handler.value));
  return fields;
}

CommandForm handling_form(Visit& visit, const CaseSeen& seen, const Typed& typed) {
  const Language l = visit.language();
  auto people = people_choices(visit, Right::HandleComplaint, seen.complaint().handler);
  people.erase(people.begin());  // somebody takes it
  return {tr(l, "Take in hand"), lead(tr(l, "The handler gets the alarms and signs the letters.")),
          ui::select_field(l, typed.required("handler", tr(l, "Handler")), people), tr(l, "Take in hand")};
}

Outcome handle(Visit&, const Act& act, const http::Fields& fields) {
  const auto handler = id_in(fields, "handler");
  return take_in_hand(act, handler ? std::optional(UserId{*handler}) : std::nullopt);
}

// ---- notes and grievances

CommandForm note_form(Visit& visit, const CaseSeen&, const Typed& typed) {
  const Language l = visit.language();
  return {
      tr(l, "Add an internal note"),
      ui::notice(ui::Tone::Warning,
                 tr(l,
                    "Internal: a note is never sent to the client and stands in no letter. Write it so that anybody "
                    "may read it all the same.")),
      el("div", {{"class", "notes"}}, ui::text_area(l, typed.required("text", tr(l, "Note")), 6)),
      tr(l, "Add the note")};
}

Outcome note(Visit&, const Act& act, const http::Fields& fields) { return add_note(act, text_in(fields, "text")); }

CommandForm grievance_form(Visit& visit, const CaseSeen&, const Typed& typed) {
  const Language l = visit.language();
  return {tr(l, "Add a grievance"), lead(tr(l, "One point of the complaint, which gets its own finding.")),
          ui::text_area(l, typed.required("text", tr(l, "Grievance")), 3), tr(l, "Add the grievance")};
}

Outcome grieve(Visit&, const Act& act, const http::Fields& fields) {
  return add_grievance(act, text_in(fields, "text"));
}

// ---- findings

const Grievance& require_grievance(const Visit& visit, const CaseSeen& seen) {
  const auto id = visit.request.path_id<GrievanceId>("id");
  const auto& all = seen.complaint().grievances;
  const auto found = std::find_if(all.begin(), all.end(), [&](const Grievance& one) { return one.id == id; });
  if (found == all.end()) throw NotFound();
  return *found;
}

http::Fields finding_now(Visit& visit, const CaseSeen& seen) {
  const auto& grievance = require_grievance(visit, seen);
  http::Fields fields;
  fields.add("finding", grievance.finding);
  fields.add("text", grievance.finding_text);
  return fields;
}

std::vector<ui::Choice> radio_choices(Language l, std::span<const Code> codes) {
  auto choices = code_choices(l, codes);
  choices.erase(choices.begin());
  return choices;
}

CommandForm finding_form(Visit& visit, const CaseSeen& seen, const Typed& typed) {
  const Language l = visit.language();
  return {tr(l, "Finding on a grievance"),
          el("blockquote", {{"class", "quoted"}}, as_typed(require_grievance(visit, seen).text)),
          ui::radio_field(l, typed.required("finding", tr(l, "This grievance is")), radio_choices(l, findings())) +
              ui::text_area(l, typed.field("text", tr(l, "Why")), 3),
          tr(l, "Record its finding")};
}

Outcome find(Visit& visit, const Act& act, const http::Fields& fields) {
  return set_finding(act, visit.request.path_id<GrievanceId>("id"), text_in(fields, "finding"),
                     text_in(fields, "text"));
}

// ---- decision

http::Fields decision_now(Visit&, const CaseSeen& seen) {
  http::Fields fields;
  if (!seen.file.decision) return fields;
  const Decision& decision = *seen.file.decision;
  fields.add("decision", decision.decision);
  fields.add("finding", decision.finding);
  fields.add("solution", decision.solution);
  fields.add("root_cause", decision.root_cause);
  fields.add("dysfunction", decision.dysfunction);
  if (decision.amount) fields.add("amount", decision.amount->amount());
  return fields;
}

Html list_field(Visit& visit, const Typed& typed, const char* name, std::string label, std::string help = {}) {
  return ui::select_field(visit.language(), typed.field(name, std::move(label), std::move(help)),
                          item_choices(visit, name, typed.text(name)));
}

CommandForm decision_form(Visit& visit, const CaseSeen&, const Typed& typed) {
  const Language l = visit.language();
  const Html fields =
      ui::select_field(l, typed.required("decision", tr(l, "Decision")), code_choices(l, decisions())) +
      ui::select_field(l, typed.field("finding", tr(l, "Merit")), code_choices(l, findings())) +
      el("div", {{"class", "form-row"}}, list_field(visit, typed, "solution", tr(l, "Solution")),
         ui::text_field(l, typed.field("amount", tr(l, "Amount in euros")),
                        {{"inputmode", "decimal"}, {"autocomplete", "off"}})) +
      list_field(visit, typed, "root_cause", tr(l, "Root cause"), tr(l, "Needed before the complaint can be closed.")) +
      ui::text_area(
          l,
          typed.field("dysfunction", tr(l, "Dysfunction"),
                      tr(l, "What went wrong in the firm, if anything did; corrective actions follow from it.")),
          3);
  return {tr(l, "Record the decision"), lead(tr(l, "Each decision is kept; the latest counts.")), fields,
          tr(l, "Record the decision")};
}

Outcome decide_from(Visit&, const Act& act, const http::Fields& fields) {
  Decision decision;
  decision.decision = text_in(fields, "decision");
  decision.finding = text_in(fields, "finding");
  decision.solution = text_in(fields, "solution");
  decision.root_cause = text_in(fields, "root_cause");
  decision.dysfunction = text_in(fields, "dysfunction");
  const auto amount = text_in(fields, "amount");
  if (!amount.empty()) {
    const auto cents = Money::parse_cents(amount);
    if (!cents) return fail(incomplete({{"amount", "not_an_amount", msg("Enter an amount such as 190,00.")}}));
    decision.amount = Money{*cents, "EUR"};
  }
  return decide(act, decision);
}

// ---- corrective actions

CommandForm corrective_form(Visit& visit, const CaseSeen&, const Typed& typed) {
  const Language l = visit.language();
  auto people = people_choices(visit, Right::SeeComplaints, std::nullopt);
  people.front().label = tr(l, "Please choose");
  return {tr(l, "Add a corrective action"),
          lead(tr(l, "What is done so that it does not happen again: who, until when, and whether it had an effect.")),
          ui::select_field(l, typed.required("kind", tr(l, "Kind of action")),
                           item_choices(visit, "corrective_action", typed.text("kind"))) +
              ui::text_area(l, typed.field("description", tr(l, "Description")), 3) +
              ui::select_field(l, typed.required("owner", tr(l, "In charge")), people) +
              el("div", {{"class", "form-row"}},
                 day_field(l, typed, "due_on", tr(l, "To be done by"), tr(l, "The action is late after this day.")),
                 day_field(l, typed, "check_on", tr(l, "Effect to be checked on"), tr(l, "Left empty: not planned."))),
          tr(l, "Add the corrective action")};
}

Outcome correct(Visit&, const Act& act, const http::Fields& fields) {
  std::vector<FieldRefusal> refusals;
  CorrectiveAction action;
  action.kind = text_in(fields, "kind");
  action.description = text_in(fields, "description");
  action.owner = UserId{id_in(fields, "owner").value_or(0)};
  action.due_on = day_in(fields, "due_on", refusals).value_or(Date());
  action.check_on = day_in(fields, "check_on", refusals);
  if (!refusals.empty()) return fail(incomplete(std::move(refusals)));
  return add_corrective_action(act, action);
}

const CorrectiveAction& require_action(const Visit& visit, const CaseSeen& seen) {
  const auto id = visit.request.path_id<CorrectiveActionId>("id");
  const auto& all = seen.file.corrective_actions;
  const auto found = std::find_if(all.begin(), all.end(), [&](const CorrectiveAction& one) { return one.id == id; });
  if (found == all.end()) throw NotFound();
  return *found;
}

http::Fields completion_now(Visit& visit, const CaseSeen& seen) {
  const auto& action = require_action(visit, seen);
  http::Fields fields;
  fields.add("state", action.state);
  fields.add("proof", action.proof);
  return fields;
}

CommandForm completion_form(Visit& visit, const CaseSeen& seen, const Typed& typed) {
  const Language l = visit.language();
  const auto& action = require_action(visit, seen);
  return {
      tr(l, "Bring the corrective action up to date"),
      el("blockquote", {{"class", "quoted"}},
         el("strong", {}, item_label(visit.reader, l, "corrective_action", action.kind)), as_typed(action.description),
         el("p", {{"class", "muted small"}}, action.owner_name, ", ",
            el("span", {{"class", "num"}}, ui::format_date(l, action.due_on)))),
      ui::radio_field(l, typed.required("state", tr(l, "State")), radio_choices(l, corrective_states())) +
          ui::text_area(l,
                        typed.field("proof", tr(l, "Proof"),
                                    tr(l, "What shows that it was done, or that it had an effect: needed for both.")),
                        3),
      tr(l, "Save")};
}

Outcome complete(Visit& visit, const Act& act, const http::Fields& fields) {
  return complete_corrective_action(act, visit.request.path_id<CorrectiveActionId>("id"), text_in(fields, "state"),
                                    text_in(fields, "proof"));
}

// ---- mediation

http::Fields today_as_day(Visit& visit, const CaseSeen&) {
  http::Fields fields;
  fields.add("on", visit.today().iso());
  return fields;
}

CommandForm mediation_form(Visit& visit, const CaseSeen& seen, const Typed& typed) {
  const Language l = visit.language();
  Html intro;
  if (const auto& clock = seen.complaint().clock)
    intro =
        lead(tr(l, "The mediator can be asked from {1} to {2}.", clock->mediator_opens_on, clock->mediator_closes_on));
  return {tr(l, "Record a step of the mediation"), intro,
          ui::select_field(l, typed.required("event", tr(l, "Step")), code_choices(l, mediation_events())) +
              day_field(l, typed, "on", tr(l, "Day it happened")) +
              ui::text_area(l, typed.field("outcome", tr(l, "Outcome")), 3),
          tr(l, "Record the step")};
}

Outcome mediate(Visit&, const Act& act, const http::Fields& fields) {
  std::vector<FieldRefusal> refusals;
  MediationEvent event;
  event.event = text_in(fields, "event");
  event.outcome = text_in(fields, "outcome");
  event.happened_on = day_in(fields, "on", refusals).value_or(Date());
  if (!refusals.empty()) return fail(incomplete(std::move(refusals)));
  return record_mediation(act, event);
}

}  // namespace

void register_command_pages(accounts::Site& site) {
  register_command(site, {"/handling", Command::TakeInHand, "take_in_hand", handling_form, handle, handler_now});
  register_command(site, {"/notes", Command::AddNote, "add_note", note_form, note});
  register_command(site, {"/grievances", Command::AddGrievance, "add_grievance", grievance_form, grieve});
  register_command(site, {"/grievances/{id}/finding", Command::Decide, "finding", finding_form, find, finding_now});
  register_command(site, {"/decision", Command::Decide, "decide", decision_form, decide_from, decision_now});
  register_command(
      site, {"/corrective-actions", Command::AddCorrectiveAction, "add_corrective_action", corrective_form, correct});
  register_command(site, {"/corrective-actions/{id}/completion", Command::AddCorrectiveAction, "completion",
                          completion_form, complete, completion_now});
  register_command(site,
                   {"/mediation", Command::RecordMediation, "record_mediation", mediation_form, mediate, today_as_day});
}

}  // namespace recours::complaints
