#include "complaints/past_handling_form.h"

#include <algorithm>

#include "base/text.h"
#include "complaints/complaint_parts.h"

namespace recours::complaints {

using accounts::Visit;
using ui::el;
using ui::Html;
using ui::Language;
using ui::tr;

namespace {

// What the parts of the group share.
struct Group {
  const Visit& visit;
  Language language;
  const PastHandling& past;
  const ui::FieldErrors& errors;
};

Html day(const Group& group, const std::string& name, const std::string& label, const std::optional<Date>& value) {
  return ui::text_field(group.language, {name, label, value ? value->iso() : "", "", group.errors.of(name)},
                        {{"type", "date"}, {"max", group.visit.today().iso()}});
}

Html line(const Group& group, const std::string& name, const std::string& label, const std::string& value,
          const std::string& help = "") {
  return ui::text_field(group.language, {name, label, value, help, group.errors.of(name)});
}

Html codes(const Group& group, const std::string& name, const std::string& label, const std::string& value,
           std::span<const Code> among, const std::string& help = "") {
  return ui::select_field(group.language, {name, label, value, help, group.errors.of(name)},
                          code_choices(group.language, among));
}

Html items(const Group& group, const std::string& name, const std::string& label, const std::string& value,
           std::string_view list) {
  return ui::select_field(group.language, {name, label, value, "", group.errors.of(name)},
                          item_choices(group.visit, list, value));
}

// The states in which this part is asked for, for the script.
Html part(const std::string& title, std::string_view states, Html content) {
  return el("fieldset", {{"class", "form-group"}, {"data-states", states}}, el("legend", {}, title), content);
}

Html row(Html left, Html right) { return el("div", {{"class", "form-row"}}, left, right); }

std::string late_help(Language l) { return tr(l, "Only where it left after its date."); }

Html acknowledgement_part(const Group& group) {
  const Language l = group.language;
  return part(tr(l, "Acknowledgement of receipt"), "acknowledged in_progress answered closed",
              row(day(group, "past.acknowledged_on", tr(l, "Acknowledgement sent on"), group.past.acknowledged_on),
                  line(group, "past.acknowledgement_late_reason", tr(l, "Reason of the delay of the acknowledgement"),
                       group.past.acknowledgement_late_reason, late_help(l))));
}

Html answer_part(const Group& group) {
  const Language l = group.language;
  const auto mentioned = group.past.mediator_mentioned ? std::vector<std::string>{"yes"} : std::vector<std::string>();
  return part(
      tr(l, "Written answer"), "answered closed",
      row(day(group, "past.answered_on", tr(l, "Answer sent on"), group.past.answered_on),
          line(group, "past.answer_late_reason", tr(l, "Reason of the delay of the answer"),
               group.past.answer_late_reason, late_help(l))) +
          ui::text_area(
              l,
              {"past.answer", tr(l, "Text of the answer"), group.past.answer,
               tr(l, "Its text, or where it is kept: “letter of 12/03/2025, joined”."), group.errors.of("past.answer")},
              4) +
          ui::checkbox_field(
              l, {"past.mediator_mentioned", tr(l, "Mediator"), "", "", group.errors.of("past.mediator_mentioned")},
              {{"yes", tr(l, "The answer names the mediator and how to reach it")}}, mentioned));
}

Html grievance_findings(const Group& group, const std::vector<std::string>& grievances) {
  Html all;
  for (std::size_t at = 0; at < grievances.size(); ++at) {
    const auto number = static_cast<std::int64_t>(at + 1);
    const auto value = at < group.past.findings.size() ? group.past.findings[at] : std::string();
    all +=
        codes(group, "past.findings/" + std::to_string(number), tr(group.language, "Finding of grievance {1}", number),
              value, findings(), shortened(grievances[at], 200));
  }
  return all;
}

Html decision_part(const Group& group, const std::vector<std::string>& grievances) {
  const Language l = group.language;
  const auto& past = group.past;
  return part(tr(l, "Decision"), "answered closed",
              row(codes(group, "past.decision", tr(l, "Decision"), past.decision, decisions()),
                  codes(group, "past.finding", tr(l, "Finding"), past.finding, findings(),
                        tr(l, "Holds for each grievance without a finding of its own."))) +
                  grievance_findings(group, grievances) +
                  row(items(group, "past.solution", tr(l, "Solution"), past.solution, "solution"),
                      line(group, "past.amount", tr(l, "Amount (€)"), past.amount)) +
                  items(group, "past.root_cause", tr(l, "Root cause"), past.root_cause, "root_cause") +
                  line(group, "past.dysfunction", tr(l, "Dysfunction"), past.dysfunction,
                       tr(l, "What went wrong in the firm, where something did.")));
}

Html closing_part(const Group& group) {
  const Language l = group.language;
  return part(
      tr(l, "Closing"), "closed",
      el("p", {{"class", "field-help"}},
         tr(l,
            "A closed complaint has its answer, decision, root cause, mediator and findings; or a reasoned waiver.")) +
          row(day(group, "past.closed_on", tr(l, "Closed on"), group.past.closed_on),
              codes(group, "past.waiver", tr(l, "Waiver"), group.past.waiver, waivers())) +
          line(group, "past.waiver_reason", tr(l, "Reason of the waiver"), group.past.waiver_reason));
}

bool may_record(const accounts::Viewer& viewer, State state) {
  PastHandling past;
  past.state = name_of(state);
  const auto rights = rights_for(past);
  return std::all_of(rights.begin(), rights.end(), [&](accounts::Right right) { return viewer.can(right); });
}

std::vector<ui::Choice> state_choices(const Visit& visit) {
  std::vector<ui::Choice> choices;
  for (const auto state : states_to_begin_with()) {
    if (may_record(visit.viewer, state))
      choices.push_back({std::string(name_of(state)), label_of(visit.language(), state)});
  }
  return choices;
}

bool has_error(const ui::FieldErrors& errors) {
  return std::any_of(errors.items.begin(), errors.items.end(),
                     [](const auto& item) { return item.first.starts_with("past."); });
}

}  // namespace

Html past_handling_group(const Visit& visit, const Registration& said, const ui::FieldErrors& errors) {
  const Language l = visit.language();
  const Group group{visit, l, said.past, errors};
  Html parts = acknowledgement_part(group);
  if (may_record(visit.viewer, State::Answered)) {
    parts += answer_part(group) + decision_part(group, said.grievances) + closing_part(group);
  }
  const bool is_open = !is_empty(said.past) || has_error(errors);
  return el(
      "div", {{"data-past", true}},
      ui::select_field(
          l,
          {"state", tr(l, "State"), said.past.state,
           tr(l, "New, or how far it is already: the dates of what was done are then asked for."), errors.of("state")},
          state_choices(visit)),
      el("details", {{"class", "filter-details"}, {"open", is_open}}, el("summary", {}, tr(l, "What was done already")),
         el("p", {{"class", "field-help"}}, tr(l, "Fill in what the chosen state needs; leave the rest empty.")),
         parts));
}

PastHandling read_past_handling(const http::Fields& fields, std::vector<FieldRefusal>& refusals) {
  PastHandling past;
  const auto text = [&](const char* name) { return std::string(trim(fields.text(name))); };
  const auto read_day = [&](const char* name) -> std::optional<Date> {
    const auto typed = trim(fields.text(name));
    const auto read = Date::parse(typed);
    if (!typed.empty() && !read) refusals.push_back({name, "not_a_date", msg("This is not a date.")});
    return read;
  };
  if (const auto state = text("state"); !state.empty()) past.state = state;
  past.acknowledged_on = read_day("past.acknowledged_on");
  past.answered_on = read_day("past.answered_on");
  past.closed_on = read_day("past.closed_on");
  past.acknowledgement_late_reason = text("past.acknowledgement_late_reason");
  past.answer_late_reason = text("past.answer_late_reason");
  past.answer = text("past.answer");
  past.mediator_mentioned = fields.has("past.mediator_mentioned");
  past.decision = text("past.decision");
  past.finding = text("past.finding");
  past.solution = text("past.solution");
  past.amount = text("past.amount");
  past.root_cause = text("past.root_cause");
  past.dysfunction = text("past.dysfunction");
  past.waiver = text("past.waiver");
  past.waiver_reason = text("past.waiver_reason");
  for (int number = 1; fields.has("past.findings/" + std::to_string(number)); ++number)
    past.findings.push_back(text(("past.findings/" + std::to_string(number)).c_str()));
  const bool says_none =
      std::all_of(past.findings.begin(), past.findings.end(), [](const auto& one) { return one.empty(); });
  if (says_none) past.findings.clear();
  return past;
}

}  // namespace recours::complaints
