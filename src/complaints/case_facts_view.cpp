#include "complaints/case_facts_view.h"

#include "complaints/complaint_form.h"
#include "complaints/complaint_parts.h"
#include "complaints/dues.h"
#include "complaints/list_store.h"

namespace recours::complaints {

using accounts::Visit;
using ui::el;
using ui::Html;
using ui::Language;
using ui::tr;

namespace {

using Items = std::vector<std::pair<std::string, Html>>;

void add_if(Items& items, std::string label, const std::string& value) {
  if (!value.empty()) items.emplace_back(std::move(label), value);
}

Html wide(const Items& items) { return el("div", {{"class", "facts-wide"}}, ui::facts(items)); }
Html figures(const std::string& text) { return el("span", {{"class", "num"}}, text); }
Html nothing_yet(const std::string& text) { return el("p", {{"class", "muted"}}, text); }

// The button under a card, for who may.
Html door(const Visit& visit, const CaseSeen& seen, Command command) {
  if (!seen.offers(command)) return {};
  return ui::link_button(ui::Weight::Secondary, label_of(visit.language(), command),
                         command_path(visit.viewer, seen, command));
}

std::string reason_of(const Visit& visit, const Complaint& complaint) {
  const Language l = visit.language();
  const auto first = complaint.reason.empty() ? "" : item_label(visit.reader, l, "reason", complaint.reason);
  if (complaint.sub_reason.empty()) return first;
  return first + " › " + item_label(visit.reader, l, "sub_reason", complaint.sub_reason);
}

}  // namespace

Html what_card(const Visit& visit, const CaseSeen& seen) {
  const Language l = visit.language();
  const Complaint& c = seen.complaint();
  Items items;
  add_if(items, field_label(l, "subject"), label_of(l, subjects(), c.subject));
  add_if(items, field_label(l, "reason"), reason_of(visit, c));
  add_if(items, field_label(l, "activity"), label_of(l, activities(), c.activity));
  if (!c.product.empty()) add_if(items, field_label(l, "product"), item_label(visit.reader, l, "product", c.product));
  items.emplace_back(field_label(l, "complexity"), complexity_badge(l, c.complexity));
  add_if(items, field_label(l, "channel"), label_of(l, channels(), c.channel));
  add_if(items, field_label(l, "medium"), label_of(l, media(), c.medium));
  add_if(items, field_label(l, "capacity"), c.capacity.empty() ? "" : label_of(l, capacities(), c.capacity));
  add_if(items, tr(l, "Old reference"), c.old_reference);
  Html body = wide(items) + el("h3", {{"class", "strong"}}, field_label(l, "details")) + as_typed(c.details);
  const auto more = [&](const char* field, const std::string& text) {
    if (!text.empty()) body += el("h3", {{"class", "strong"}}, field_label(l, field)) + as_typed(text);
  };
  more("expected_outcome", c.expected_outcome);
  more("persons", c.persons);
  more("third_parties", c.third_parties);
  return ui::card(tr(l, "The complaint"), el("div", {{"class", "case-what"}}, body));
}

Html dates_card(const Visit& visit, const CaseSeen& seen) {
  const Language l = visit.language();
  const Complaint& c = seen.complaint();
  Items items;
  const auto day = [&](std::string label, const std::optional<Date>& date) {
    if (date) items.emplace_back(std::move(label), figures(ui::format_date(l, *date)));
  };
  day(field_label(l, "sent_on"), c.sent_on);
  if (!c.proof_of_sending.empty())
    items.emplace_back(field_label(l, "proof_of_sending"), label_of(l, proofs(), c.proof_of_sending));
  day(field_label(l, "received_on"), c.received_on);
  if (c.registered_at) items.emplace_back(tr(l, "Registered on"), figures(ui::format_instant(l, *c.registered_at)));
  day(field_label(l, "invited_to_write_on"), c.invited_to_write_on);
  day(tr(l, "Acknowledged on"), c.acknowledged_on);
  day(tr(l, "Answered on"), c.answered_on);
  day(tr(l, "Closed on"), c.closed_on);
  return ui::card(tr(l, "Dates"), wide(items));
}

Html grievances_card(const Visit& visit, const CaseSeen& seen) {
  const Language l = visit.language();
  const auto& grievances = seen.complaint().grievances;
  const Html add = door(visit, seen, Command::AddGrievance);
  if (grievances.empty()) return {};
  const bool decides = seen.offers(Command::Decide);
  ui::Table table;
  table.caption = tr(l, "Grievances");
  table.columns = {{tr(l, "Grievance")}, {tr(l, "Finding on it")}};
  if (decides) table.columns.push_back({tr(l, "Record its finding"), ui::Column::Kind::Actions});
  for (const auto& grievance : grievances) {
    const Html finding = grievance.finding.empty()
                             ? ui::badge(ui::Tone::Neutral, tr(l, "No finding yet"))
                             : el("strong", {}, label_of(l, findings(), grievance.finding)) +
                                   ui::when(!grievance.finding_text.empty(), as_typed(grievance.finding_text));
    ui::TableRow row{{as_typed(grievance.text), finding}, ""};
    const auto path =
        path_of(seen.complaint().number) + "/grievances/" + std::to_string(grievance.id.value) + "/finding";
    if (decides)
      row.cells.push_back(ui::link_button(
          ui::Weight::Secondary, grievance.finding.empty() ? tr(l, "Record its finding") : tr(l, "Change the finding"),
          path, {{"class", "btn-sm"}}));
    table.rows.push_back(std::move(row));
  }
  return ui::card(tr(l, "Grievances"), ui::table(table), add);
}

Html decision_card(const Visit& visit, const CaseSeen& seen) {
  const Language l = visit.language();
  const auto& decision = seen.file.decision;
  const Html decide = door(visit, seen, Command::Decide);
  if (!decision && !is_awaited(seen, Command::Decide)) return {};
  if (!decision) return ui::card(tr(l, "Decision"), nothing_yet(tr(l, "The decision is not recorded yet.")), decide);
  Items items{{tr(l, "Decision"), el("strong", {}, label_of(l, decisions(), decision->decision))}};
  if (!decision->finding.empty()) items.emplace_back(tr(l, "Merit"), label_of(l, findings(), decision->finding));
  if (!decision->solution.empty())
    items.emplace_back(tr(l, "Solution"), item_label(visit.reader, l, "solution", decision->solution));
  if (decision->amount) items.emplace_back(tr(l, "Amount"), figures(ui::format_money(l, *decision->amount)));
  if (!decision->root_cause.empty())
    items.emplace_back(tr(l, "Root cause"), item_label(visit.reader, l, "root_cause", decision->root_cause));
  items.emplace_back(tr(l, "Decided by"),
                     Html(decision->decided_by_name) + ", " + figures(ui::format_instant(l, decision->decided_at)));
  Html body = wide(items);
  if (!decision->dysfunction.empty())
    body += el("h3", {{"class", "strong"}}, tr(l, "Dysfunction")) + as_typed(decision->dysfunction);
  return ui::card(tr(l, "Decision"), el("div", {{"class", "case-what"}}, body), decide);
}

namespace {

ui::Tone tone_of_action(const std::string& state) {
  if (state == "done" || state == "effective") return ui::Tone::Success;
  if (state == "ineffective") return ui::Tone::Warning;
  return state == "in_progress" ? ui::Tone::Info : ui::Tone::Neutral;
}

bool is_open_action(const CorrectiveAction& action) { return action.state == "to_do" || action.state == "in_progress"; }

Html when_cell(const Visit& visit, const CorrectiveAction& action) {
  const Language l = visit.language();
  if (!is_open_action(action)) return figures(ui::format_date(l, action.due_on));
  Html due = day_with_distance(visit, action.due_on);
  if (action.due_on < visit.today()) due += Html(" ") + ui::badge(ui::Tone::Danger, tr(l, "Late"));
  if (action.check_on)
    due += el("div", {{"class", "muted small num"}}, tr(l, "Effect checked on {1}", *action.check_on));
  return due;
}

}  // namespace

Html corrective_actions_card(const Visit& visit, const CaseSeen& seen) {
  const Language l = visit.language();
  const auto& actions = seen.file.corrective_actions;
  const Html add = door(visit, seen, Command::AddCorrectiveAction);
  if (actions.empty()) return {};
  ui::Table table;
  table.caption = tr(l, "Corrective actions");
  table.columns = {{tr(l, "Action")}, {tr(l, "Due")}};
  if (!add.empty()) table.columns.push_back({tr(l, "Bring up to date"), ui::Column::Kind::Actions});
  for (const auto& action : actions) {
    Html what = el("strong", {}, item_label(visit.reader, l, "corrective_action", action.kind));
    if (!action.description.empty()) what += as_typed(action.description);
    what += el("div", {{"class", "muted small"}}, tr(l, "In charge: {1}", action.owner_name));
    if (!action.proof.empty()) what += el("div", {{"class", "muted small"}}, tr(l, "Proof: {1}", action.proof));
    const Html state = ui::badge(tone_of_action(action.state), label_of(l, corrective_states(), action.state));
    ui::TableRow row{{what, el("div", {}, when_cell(visit, action), el("div", {}, state))}, ""};
    const auto path =
        path_of(seen.complaint().number) + "/corrective-actions/" + std::to_string(action.id.value) + "/completion";
    if (!add.empty())
      row.cells.push_back(
          ui::link_button(ui::Weight::Secondary, tr(l, "Bring up to date"), path, {{"class", "btn-sm"}}));
    table.rows.push_back(std::move(row));
  }
  return ui::card(tr(l, "Corrective actions"), ui::table(table), add);
}

Html mediation_card(const Visit& visit, const CaseSeen& seen) {
  const Language l = visit.language();
  if (seen.file.mediation.empty()) return {};
  ui::Table table;
  table.caption = tr(l, "Mediation and other recourse");
  table.columns = {{tr(l, "Date"), ui::Column::Kind::Date}, {tr(l, "Step")}, {tr(l, "Outcome")}};
  for (const auto& step : seen.file.mediation) {
    table.rows.push_back({{figures(ui::format_date(l, step.happened_on)), label_of(l, mediation_events(), step.event),
                           as_typed(step.outcome)},
                          ""});
  }
  return ui::card(tr(l, "Mediation and other recourse"), ui::table(table), door(visit, seen, Command::RecordMediation));
}

}  // namespace recours::complaints
