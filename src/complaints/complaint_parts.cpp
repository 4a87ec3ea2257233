#include "complaints/complaint_parts.h"

#include <algorithm>

#include "complaints/firm_people_store.h"
#include "complaints/list_store.h"

namespace recours::complaints {

using ui::el;
using ui::Html;
using ui::Language;
using ui::Tone;
using ui::tr;

std::string path_of(const std::string& number) { return "/complaints/" + number; }
std::string path_of(ComplaintId draft) { return "/complaints/drafts/" + std::to_string(draft.value); }

namespace {

Tone tone_of(State state) {
  switch (state) {
    case State::New: return Tone::Accent;
    case State::Acknowledged:
    case State::InProgress: return Tone::Info;
    case State::Answered:
    case State::Closed: return Tone::Success;
    case State::Draft:
    case State::Cancelled: break;
  }
  return Tone::Neutral;
}

Tone tone_of(DueState state) {
  switch (state) {
    case DueState::Late:
    case DueState::KeptLate: return Tone::Danger;
    case DueState::DueSoon: return Tone::Warning;
    case DueState::InTime: return Tone::Success;
    case DueState::None:
    case DueState::Pending:
    case DueState::Moot: break;
  }
  return Tone::Neutral;
}

}  // namespace

Html state_badge(Language language, State state) { return ui::badge(tone_of(state), label_of(language, state)); }

Html complexity_badge(Language language, std::string_view complexity) {
  if (complexity.empty()) return {};
  const auto label = label_of(language, complexities(), complexity);
  return complexity == "high" ? ui::badge(Tone::Warning, label) : el("span", {}, label);
}

Html due_badge(Language language, DueState state) {
  return state == DueState::None ? Html() : ui::badge(tone_of(state), label_of(language, state));
}

std::string due_label(Language language, std::string_view what) {
  return what == "acknowledgement" ? tr(language, "Acknowledgement") : what == "answer" ? tr(language, "Answer") : "";
}

Html next_due_cell(Language language, const ListedComplaint& complaint, Date today) {
  if (!complaint.next_due_on) return el("span", {{"class", "muted"}}, "–");
  const DueState state = next_due_state(*complaint.next_due_on, today);
  return el("span", {{"class", "due"}},
            el("span", {{"class", "due-what"}}, due_label(language, complaint.next_due), " ",
               state == DueState::Pending ? Html() : due_badge(language, state)),
            " ",
            el("span", {{"class", "num"}}, ui::format_date_with_distance(language, *complaint.next_due_on, today)));
}

std::vector<ui::Choice> code_choices(Language language, std::span<const Code> codes) {
  std::vector<ui::Choice> choices{{"", tr(language, "Please choose")}};
  for (const auto& code : codes) choices.push_back({std::string(code.code), tr(language, code.label)});
  return choices;
}

std::vector<ui::Choice> item_choices(const accounts::Visit& visit, std::string_view list, std::string_view chosen,
                                     std::string_view parent) {
  const Language l = visit.language();
  std::vector<ui::Choice> choices{{"", tr(l, "Please choose")}};
  for (const auto& item : list_items(visit.reader, list, visit.today(), parent)) choices.push_back({item.code, item.label(l)});
  const bool is_there = std::any_of(choices.begin(), choices.end(), [&](const auto& c) { return c.value == chosen; });
  if (!is_there) choices.push_back({std::string(chosen), item_label(visit.reader, l, list, chosen)});
  return choices;
}

std::vector<ui::Choice> people_choices(const accounts::Visit& visit, accounts::Right right,
                                       const std::optional<UserId>& chosen) {
  std::vector<ui::Choice> choices{{"", tr(visit.language(), "Nobody yet")}};
  for (const auto& person : list_people_with(visit.reader, right, visit.today(), chosen)) {
    choices.push_back({std::to_string(person.id.value), person.name});
  }
  return choices;
}

}  // namespace recours::complaints
