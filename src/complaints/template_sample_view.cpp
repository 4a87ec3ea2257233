#include "complaints/template_sample_view.h"

#include <algorithm>

#include "accounts/settings.h"
#include "complaints/list_store.h"

namespace recours::complaints {

using ui::el;
using ui::Html;
using ui::Language;
using ui::tr;

std::string template_label(Language l, std::string_view kind) {
  const auto letter = letter_kind_named(kind);
  return letter ? label_of(l, *letter) : tr(l, "Answer");
}

std::string placeholder_label(Language l, std::string_view name) {
  if (name == "organisation") return tr(l, "Name of the firm");
  if (name == "reference") return tr(l, "Number of the complaint");
  if (name == "complainant") return tr(l, "Name of the complainant");
  if (name == "address") return tr(l, "Postal address of the complainant");
  if (name == "handler") return tr(l, "Who handles the complaint");
  if (name == "handler_contact") return tr(l, "Telephone and e-mail of that person");
  if (name == "state") return tr(l, "State of the complaint");
  if (name == "done_so_far") return tr(l, "What was done so far");
  if (name == "today") return tr(l, "Day of the letter");
  if (name == "sent_on") return tr(l, "Day of sending that is retained");
  if (name == "received_on") return tr(l, "Day it was received");
  if (name == "acknowledgement_due_on") return tr(l, "Day the acknowledgement is due");
  if (name == "answer_due_on") return tr(l, "Day the answer is due");
  if (name == "new_date") return tr(l, "Day announced by a holding letter");
  if (name == "reason") return tr(l, "Reason of a holding letter");
  if (name == "institution") return tr(l, "Institution the complaint is passed on to");
  if (name == "answer") return tr(l, "Text of the answer");
  if (name == "mediator") return tr(l, "Block of the mediator: name, postal address, website, free of charge");
  return std::string(name);
}

namespace {

Mediator sample_mediator(const accounts::Visit& visit) {
  for (const auto& activity : activities()) {
    if (auto mediator = mediator_on(visit.reader, activity.code, visit.today())) return *mediator;
  }
  const Language l = Language::French;
  return {0, "", tr(l, "Name of the mediator"), tr(l, "Postal address of the mediator"), "www.exemple.example"};
}

}  // namespace

LetterFacts invented_facts(const accounts::Visit& visit) {
  constexpr auto french = Language::French;
  const Date today = visit.today();
  LetterFacts facts;
  facts.organisation = accounts::find_setting(visit.reader, "organisation").value_or("");
  facts.reference = "REC-" + std::to_string(today.year()) + "-000000";
  facts.complainant = "Camille Exemple";
  facts.address = "1 rue de l’Exemple\n75000 Paris";
  facts.handler = visit.viewer.name;
  facts.handler_contact = visit.viewer.email;
  facts.state = label_of(french, State::InProgress);
  facts.done_so_far = tr(french, "your file is being examined");
  facts.today = today;
  facts.sent_on = today.plus_days(-3);
  facts.received_on = today.plus_days(-1);
  facts.acknowledgement_due_on = today.plus_days(9);
  facts.answer_due_on = facts.sent_on->plus_months(2);
  facts.new_date = today.plus_days(21);
  facts.reason = tr(french, "Example of a reason.");
  facts.institution = tr(french, "Example of an institution");
  facts.answer = tr(french, "Example of an answer.");
  facts.mediator = sample_mediator(visit);
  facts.mediator_closes_on = facts.sent_on->plus_months(12);
  return facts;
}

Html letter_preview(Language l, const WrittenLetter& letter) {
  return ui::card(tr(l, "Preview with an invented complaint"),
                  ui::facts({{tr(l, "Subject of the letter"), letter.subject}}) + el("hr", {}) +
                      el("pre", {{"class", "mail-text"}}, letter.text));
}

Html placeholder_card(Language l, std::string_view kind) {
  const auto needed = required_placeholders(kind);
  Html items;
  for (const auto name : placeholders()) {
    const bool is_needed = std::find(needed.begin(), needed.end(), name) != needed.end();
    items += el("li", {}, el("code", {}, "{" + std::string(name) + "}"), el("span", {}, placeholder_label(l, name)),
                ui::when(is_needed, ui::badge(ui::Tone::Accent, tr(l, "Needed"))));
  }
  return ui::card(
      tr(l, "Placeholders"),
      el("p", {{"class", "muted small"}},
         tr(l, "Type them in braces. A line whose placeholder has nothing to say is left out of the letter.")) +
          el("ul", {}, items));
}

}  // namespace recours::complaints
