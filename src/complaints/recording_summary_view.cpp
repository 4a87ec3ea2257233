#include "complaints/recording_summary_view.h"

#include "base/text.h"
#include "complaints/complaint_fields.h"
#include "complaints/complaint_form.h"
#include "complaints/complaint_parts.h"
#include "complaints/list_store.h"
#include "contacts/contact_parts.h"
#include "ui/components.h"

namespace recours::complaints {

using accounts::Visit;
using ui::el;
using ui::Html;
using ui::Language;
using ui::tr;

namespace {

using Items = std::vector<std::pair<std::string, Html>>;

Html lines_of(const std::string& text) {
  return ui::each(split(text, '\n'),
                  [](const std::string& line) { return el("div", {}, line.empty() ? Html("\u00a0") : Html(line)); });
}

// What is empty is left out.
class Summary {
 public:
  Summary(const Visit& visit, const Complaint& draft) : visit_(visit), l_(visit.language()), draft_(draft) {}

  Html complainant() const {
    const auto& who = draft_.complainant;
    Items items{{field_label(l_, "contact_id"), el("strong", {}, who.display_name())}};
    if (who.kind == "company")
      text(items, tr(l_, "Person to ask for"), std::string(trim(who.first_name + " " + who.name)));
    code(items, "capacity", capacities(), draft_.capacity);
    if (!who.email.empty()) items.emplace_back(tr(l_, "E-mail"), contacts::email_link(who.email));
    if (!who.phone.empty()) items.emplace_back(tr(l_, "Telephone"), contacts::phone_link(who.phone));
    if (const auto lines = address(); !lines.empty()) items.emplace_back(tr(l_, "Address"), lines_of(lines));
    return section(tr(l_, "Complainant"), items);
  }
  Html reception() const {
    Items items;
    code(items, "channel", channels(), draft_.channel);
    code(items, "medium", media(), draft_.medium);
    day(items, "sent_on", draft_.sent_on);
    code(items, "proof_of_sending", proofs(), draft_.proof_of_sending);
    day(items, "received_on", draft_.received_on);
    day(items, "invited_to_write_on", draft_.invited_to_write_on);
    text(items, field_label(l_, "received_by"), draft_.received_by_name);
    return section(tr(l_, "Reception"), items);
  }
  Html matter() const {
    Items items;
    code(items, "subject", subjects(), draft_.subject);
    if (!draft_.links.empty()) {
      items.emplace_back(field_label(l_, "linked"), ui::each(draft_.links, [&](const Link& link) {
                           return el("div", {}, label_of(l_, link.kind), " – ", link.label);
                         }));
    }
    code(items, "activity", activities(), draft_.activity);
    listed(items, "product", draft_.product);
    listed(items, "reason", draft_.reason);
    listed(items, "sub_reason", draft_.sub_reason);
    return section(tr(l_, "Subject of the complaint"), items);
  }
  Html story() const {
    Items items{{field_label(l_, "title"), el("strong", {}, draft_.title)}};
    lines(items, "details", draft_.details);
    if (!draft_.grievances.empty()) {
      items.emplace_back(
          field_label(l_, "grievances"),
          el("ol", {}, ui::each(draft_.grievances, [](const Grievance& one) { return el("li", {}, one.text); })));
    }
    lines(items, "expected_outcome", draft_.expected_outcome);
    return ui::card(tr(l_, "What it says"), ui::facts(items));
  }
  Html handling() const {
    Items items;
    code(items, "complexity", complexities(), draft_.complexity);
    text(items, field_label(l_, "handler"), draft_.handler_name.empty() ? tr(l_, "Nobody yet") : draft_.handler_name);
    lines(items, "persons", draft_.persons);
    lines(items, "third_parties", draft_.third_parties);
    return section(tr(l_, "Handling"), items);
  }
  //
  Html past() const {
    const auto past = registration_of(draft_).past;
    if (is_empty(past)) return {};
    Items items{{tr(l_, "State"), state_badge(l_, state_of(past))}};
    date(items, tr(l_, "Acknowledgement sent on"), past.acknowledged_on);
    date(items, tr(l_, "Answer sent on"), past.answered_on);
    if (!past.answer.empty()) items.emplace_back(tr(l_, "Text of the answer"), lines_of(past.answer));
    if (!past.decision.empty()) items.emplace_back(tr(l_, "Decision"), label_of(l_, decisions(), past.decision));
    if (!past.finding.empty()) items.emplace_back(tr(l_, "Finding"), label_of(l_, findings(), past.finding));
    listed_as(items, tr(l_, "Solution"), "solution", past.solution);
    text(items, tr(l_, "Amount (€)"), past.amount);
    listed_as(items, tr(l_, "Root cause"), "root_cause", past.root_cause);
    date(items, tr(l_, "Closed on"), past.closed_on);
    if (!past.waiver.empty()) items.emplace_back(tr(l_, "Waiver"), label_of(l_, waivers(), past.waiver));
    text(items, tr(l_, "Reason of the waiver"), past.waiver_reason);
    return section(tr(l_, "What was done already"), items);
  }

 private:
  std::string address() const {
    const auto& who = draft_.complainant;
    std::vector<std::string> lines{who.street, std::string(trim(who.postcode + " " + who.city))};
    if (!who.country.empty()) lines.push_back(contacts::country_name(l_, who.country));
    std::erase(lines, "");
    return join(lines, "\n");
  }
  static Html section(const std::string& title, const Items& items) {
    return ui::card(title, el("div", {{"class", "facts-wide"}}, ui::facts(items)));
  }
  static void text(Items& items, std::string label, const std::string& value) {
    if (!value.empty()) items.emplace_back(std::move(label), value);
  }
  void lines(Items& items, const char* field, const std::string& value) const {
    if (!value.empty()) items.emplace_back(field_label(l_, field), lines_of(value));
  }
  void code(Items& items, const char* field, std::span<const Code> codes, const std::string& value) const {
    if (!value.empty()) items.emplace_back(field_label(l_, field), label_of(l_, codes, value));
  }
  void listed(Items& items, const char* field, const std::string& value) const {
    listed_as(items, field_label(l_, field), field, value);
  }
  void listed_as(Items& items, std::string label, const char* list, const std::string& value) const {
    if (!value.empty()) items.emplace_back(std::move(label), item_label(visit_.reader, l_, list, value));
  }
  void date(Items& items, std::string label, const std::optional<Date>& value) const {
    if (value) items.emplace_back(std::move(label), el("span", {{"class", "num"}}, ui::format_date(l_, *value)));
  }
  void day(Items& items, const char* field, const std::optional<Date>& value) const {
    date(items, field_label(l_, field), value);
  }

  const Visit& visit_;
  Language l_;
  const Complaint& draft_;
};

}  // namespace

Html recording_summary(const Visit& visit, const Complaint& draft) {
  const Summary summary(visit, draft);
  return summary.complainant() + summary.reception() + summary.matter() + summary.story() + summary.handling() +
         summary.past();
}

}  // namespace recours::complaints
