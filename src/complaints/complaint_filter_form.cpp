#include "complaints/complaint_filter_form.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "complaints/complaint_parts.h"
#include "complaints/complaint_store.h"
#include "complaints/firm_people_store.h"
#include "complaints/list_store.h"
#include "contacts/contact_parts.h"
#include "contacts/contact_store.h"
#include "ui/hidden_field.h"

namespace recours::complaints {

using ui::el;
using ui::Html;
using ui::Language;
using ui::tr;

namespace {

constexpr std::array<std::string_view, 15> kNames{"q",           "state",    "late",    "adviser",    "handler",
                                                  "received_by", "channel",  "subject", "complexity", "product",
                                                  "reason",      "activity", "from",    "to",         "sort"};

using Choices = std::vector<ui::Choice>;

Choices after_all(std::string all, Choices more) {
  Choices choices{{"", std::move(all)}};
  for (auto& choice : more) choices.push_back(std::move(choice));
  return choices;
}

bool is_among(const Choices& choices, std::string_view value) {
  return std::any_of(choices.begin(), choices.end(), [&](const auto& choice) { return choice.value == value; });
}

Choices codes(Language l, std::string all, std::span<const Code> list) {
  Choices choices{{"", std::move(all)}};
  for (const auto& code : list) choices.push_back({std::string(code.code), tr(l, code.label)});
  return choices;
}

// Several states at once come from a link or a saved view: they stay choosable as they are.
Choices state_choices(Language l, const std::string& chosen) {
  Choices choices{{"", tr(l, "All states")}, {"open", tr(l, "Not closed")}};
  for (const State state :
       {State::New, State::Acknowledged, State::InProgress, State::Answered, State::Closed, State::Cancelled}) {
    choices.push_back({std::string(name_of(state)), label_of(l, state)});
  }
  if (is_among(choices, chosen)) return choices;
  std::vector<std::string> labels;
  for (const auto& code : split(chosen, ',')) {
    const auto state = state_named(code);
    labels.push_back(state ? label_of(l, *state) : code);
  }
  choices.push_back({chosen, join(labels, ", ")});
  return choices;
}

Choices handler_choices(const accounts::Visit& visit, const std::string& chosen) {
  const Language l = visit.language();
  Choices choices{{"", tr(l, "All handlers")}, {"me", tr(l, "Me")}};
  for (const auto& person : list_people_with(visit.reader, accounts::Right::HandleComplaint, visit.today())) {
    choices.push_back({std::to_string(person.id.value), person.name});
  }
  if (!is_among(choices, chosen)) choices.push_back({chosen, tr(l, "Somebody who left")});
  return choices;
}

Choices adviser_choices(const accounts::Visit& visit, const std::string& chosen) {
  const Language l = visit.language();
  auto choices =
      after_all(tr(l, "All advisers"), contacts::adviser_choices(contacts::list_advisers(visit.reader, visit.today())));
  if (!is_among(choices, chosen)) choices.push_back({chosen, tr(l, "Somebody who left")});
  return choices;
}

struct Fields {
  const accounts::Visit& visit;
  const FilterForm& form;
  const ui::FieldErrors& errors;

  ui::Field field(const char* name, std::string label) const {
    return {name, std::move(label), form.text(name), "", errors.of(name), false};
  }
  Html select(const char* name, std::string label, const Choices& choices) const {
    return ui::select_field(visit.language(), field(name, std::move(label)), choices);
  }
  Html day(const char* name, std::string label) const {
    return ui::text_field(visit.language(), field(name, std::move(label)), {{"type", "date"}});
  }
};

Html people_fields(const Fields& fields) {
  if (complaint_scope(fields.visit.viewer) != 0) return {};
  const Language l = fields.visit.language();
  return fields.select("adviser", tr(l, "Adviser"), adviser_choices(fields.visit, fields.form.text("adviser"))) +
         fields.select("handler", tr(l, "Handler"), handler_choices(fields.visit, fields.form.text("handler")));
}

Html more_fields(const Fields& fields) {
  const Language l = fields.visit.language();
  return el(
      "div", {{"class", "filter-row"}},
      fields.select("state", tr(l, "State"), state_choices(l, fields.form.text("state"))), people_fields(fields),
      fields.select("channel", tr(l, "Received by"), codes(l, tr(l, "All channels"), channels())),
      fields.select("subject", tr(l, "Subject"), codes(l, tr(l, "All subjects"), subjects())),
      fields.select("complexity", tr(l, "Complexity"), codes(l, tr(l, "All complexities"), complexities())),
      fields.day("from", tr(l, "Sent from")), fields.day("to", tr(l, "until")),
      fields.select("sort", tr(l, "Sort by"), {{"", tr(l, "Newest first")}, {"due", tr(l, "Next deadline first")}}));
}

// What has no field of its own here is carried.
Html carried(const FilterForm& form, bool whole_firm) {
  Html hidden;
  for (const char* name : {"late", "received_by", "product", "reason", "activity"}) {
    if (!form.text(name).empty()) hidden += ui::hidden(name, form.text(name));
  }
  if (whole_firm) return hidden;
  for (const char* name : {"adviser", "handler"}) {
    if (!form.text(name).empty()) hidden += ui::hidden(name, form.text(name));
  }
  return hidden;
}

bool is_more_set(const FilterForm& form) { return !form.with("q", "").with("late", "").with("sort", "").is_blank(); }

std::string with_count(Language l, std::string label, const std::optional<Counted>& count) {
  return count && count->count > 0 ? label + " (" + counted(l, *count) + ")" : label;
}

}  // namespace

FilterForm::FilterForm(const http::Fields& query) {
  for (const auto name : kNames) query_.emplace_back(name, join(query.all(name), ","));
  for (auto& [name, value] : query_) value = trim(value);
}

std::string FilterForm::text(std::string_view name) const {
  const auto found = std::find_if(query_.begin(), query_.end(), [&](const auto& item) { return item.first == name; });
  return found == query_.end() ? std::string() : found->second;
}

FilterForm FilterForm::with(std::string_view name, std::string_view value) const {
  FilterForm other = *this;
  for (auto& item : other.query_) {
    if (item.first == name) item.second = value;
  }
  return other;
}

http::Fields FilterForm::fields() const {
  http::Fields fields;
  for (const auto& [name, value] : query_) fields.add(name, value);
  return fields;
}

bool FilterForm::is_blank() const {
  return std::all_of(query_.begin(), query_.end(),
                     [](const auto& item) { return item.second.empty() || item.first == "sort"; });
}

std::string counted(Language l, const Counted& count) {
  return count.more ? tr(l, "1,000+") : ui::format_number(l, Decimal::of(count.count));
}

Html filter_chips(Language l, const FilterForm& form, const std::optional<DueCounts>& dues) {
  const auto due = [&](const char* late, std::string label, const std::optional<Counted>& count) {
    const FilterForm chosen = form.with("late", late).with("state", "");
    return ui::Chip{with_count(l, std::move(label), count), chosen.address(), form.text("late") == late};
  };
  const bool any_time = form.text("late").empty();
  const auto counts = [&](Counted DueCounts::*which) {
    return dues ? std::optional<Counted>((*dues).*which) : std::nullopt;
  };
  const FilterForm all = form.with("late", "").with("state", "");
  return ui::chips(tr(l, "Show"), {due("true", tr(l, "Late"), counts(&DueCounts::late)),
                                   due("today", tr(l, "Due today"), counts(&DueCounts::today)),
                                   due("week", tr(l, "Due this week"), counts(&DueCounts::week)),
                                   {tr(l, "Not closed"), all.with("state", "open").address(),
                                    any_time && form.text("state") == "open"},
                                   {tr(l, "All complaints"), all.address(), any_time && form.text("state").empty()}});
}

Html filter_fields(const accounts::Visit& visit, const FilterForm& form, const ui::FieldErrors& errors) {
  const Language l = visit.language();
  const Fields fields{visit, form, errors};
  const ui::Field search{
      "q", tr(l, "Search"), form.text("q"), tr(l, "Title, details, client or number"), errors.of("q"), false};
  const bool open = is_more_set(form) || !errors.empty();
  return el(
      "form", {{"class", "filters"}, {"method", "get"}, {"action", kListPath}, {"role", "search"}},
      el("div", {{"class", "filter-row"}}, ui::text_field(l, search, {{"type", "search"}, {"autocomplete", "off"}}),
         ui::button(ui::Weight::Secondary, tr(l, "Filter the results")),
         form.is_blank() ? Html() : ui::link_button(ui::Weight::Ghost, tr(l, "Reset"), kListPath),
         el("details", {{"class", "filter-details"}, {"open", open}}, el("summary", {}, tr(l, "More filters")),
            more_fields(fields))),
      carried(form, complaint_scope(visit.viewer) == 0));
}

}  // namespace recours::complaints
