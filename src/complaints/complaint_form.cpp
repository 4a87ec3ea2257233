#include "complaints/complaint_form.h"

#include <algorithm>

#include "base/catalogue_key.h"
#include "base/text.h"
#include "base/whole_number.h"
#include "complaints/complaint_parts.h"
#include "complaints/list_store.h"
#include "contacts/contact_parts.h"
#include "contacts/contact_store.h"
#include "contacts/record_store.h"
#include "ui/hidden_field.h"

namespace recours::complaints {

using accounts::Right;
using accounts::Visit;
using ui::el;
using ui::Html;
using ui::Language;
using ui::tr;

// ---- labels

namespace {

struct FieldWord {
  std::string_view field;
  const char* label;
};
constexpr FieldWord kFieldWords[]{
    {"contact_id", key("Client")},
    {"adviser", key("Adviser")},
    {"received_by", key("Adviser who received the complaint")},
    {"handler", key("Handler")},
    {"sent_on", key("Date sent")},
    {"received_on", key("Date received")},
    {"proof_of_sending", key("Proof of the date sent")},
    {"complexity", key("Complexity")},
    {"channel", key("Way it was received")},
    {"medium", key("Medium of the complaint")},
    {"subject", key("Subject")},
    {"title", key("Title")},
    {"details", key("Detail of the complaint")},
    {"reason", key("Reason")},
    {"sub_reason", key("Second level of the reason")},
    {"activity", key("Activity")},
    {"product", key("Product")},
    {"capacity", key("Capacity of the complainant")},
    {"expected_outcome", key("What the complainant expects")},
    {"persons", key("Persons concerned")},
    {"third_parties", key("Other parties involved")},
    {"linked", key("Project, contract or loss concerned")},
    {"grievances", key("Grievances")},
    {"invited_to_write_on", key("Invited to write on")},
    {"acknowledgement_due_on", key("Acknowledgement due")},
    {"answer_due_on", key("Answer due")},
    {"mediator_closes_on", key("Mediator possible until")},
    {"complainant.kind", key("Kind")},
    {"complainant.name", key("Last name")},
    {"complainant.first_name", key("First name")},
    {"complainant.company", key("Company name")},
    {"complainant.email", key("E-mail")},
    {"complainant.phone", key("Telephone")},
    {"complainant.street", key("Street")},
    {"complainant.postcode", key("Postcode")},
    {"complainant.city", key("City")},
    {"complainant.country", key("Country")},
};

}  // namespace

std::string field_label(Language language, std::string_view field) {
  const auto* found = std::find_if(std::begin(kFieldWords), std::end(kFieldWords),
                                   [&](const FieldWord& word) { return word.field == field; });
  return found == std::end(kFieldWords) ? std::string(field) : tr(language, found->label);
}

// ---- what was typed

namespace {

std::int64_t number_in(std::string_view text) { return std::max<std::int64_t>(0, whole_number(text).value_or(0)); }

std::optional<Date> read_day(const http::Fields& fields, const char* name, TypedComplaint& typed) {
  const auto text = trim(fields.text(name));
  if (text.empty()) return std::nullopt;
  const auto day = Date::parse(text);
  if (!day) {
    typed.refusals.push_back({name, "not_a_date", msg("Enter a date such as 31/01/2026.")});
    typed.unread.emplace_back(name, text);
  }
  return day;
}

std::optional<UserId> read_person(const http::Fields& fields, const char* name) {
  const auto id = number_in(fields.text(name));
  return id > 0 ? std::optional(UserId{id}) : std::nullopt;
}

Complainant read_complainant(const http::Fields& fields) {
  const auto text = [&](const char* name) {
    return std::string(trim(fields.text(std::string("complainant.") + name)));
  };
  Complainant who;
  if (const auto kind = text("kind"); !kind.empty()) who.kind = kind;
  who.name = text("name");
  who.first_name = text("first_name");
  who.company = text("company");
  who.email = text("email");
  who.phone = text("phone");
  who.street = text("street");
  who.postcode = text("postcode");
  who.city = text("city");
  who.country = text("country");
  return who;
}

std::vector<Link> read_links(const http::Fields& fields) {
  std::vector<Link> links;
  for (const auto& value : fields.all("linked")) {
    const auto slash = value.find('/');
    if (slash == value.npos) continue;
    const auto kind = link_kind_named(std::string_view(value).substr(0, slash));
    const auto id = number_in(std::string_view(value).substr(slash + 1));
    if (kind && *kind != LinkKind::Complaint && id > 0) links.push_back({*kind, id, ""});
  }
  return links;
}

// Line breaks of a browser are those of the server.
std::string lines_of(std::string_view text) {
  std::string lines(trim(text));
  std::erase(lines, '\r');
  return lines;
}

void read_texts(const http::Fields& fields, Registration& said) {
  const std::pair<const char*, std::string*> texts[]{{"proof_of_sending", &said.proof_of_sending},
                                                     {"complexity", &said.complexity},
                                                     {"channel", &said.channel},
                                                     {"medium", &said.medium},
                                                     {"subject", &said.subject},
                                                     {"title", &said.title},
                                                     {"details", &said.details},
                                                     {"activity", &said.activity},
                                                     {"product", &said.product},
                                                     {"capacity", &said.capacity},
                                                     {"persons", &said.persons},
                                                     {"third_parties", &said.third_parties},
                                                     {"expected_outcome", &said.expected_outcome},
                                                     {"upload_form", &said.upload_form}};
  for (const auto& [name, into] : texts) *into = lines_of(fields.text(name));
  const auto reason = trim(fields.text("reason"));
  const auto slash = reason.find('/');
  said.reason = reason.substr(0, slash);
  if (slash != reason.npos) said.sub_reason = reason.substr(slash + 1);
}

}  // namespace

TypedComplaint read_complaint(const http::Fields& fields) {
  TypedComplaint typed;
  Registration& said = typed.said;
  if (const auto contact = number_in(fields.text("contact_id")); contact > 0) said.contact = contact;
  said.complainant = read_complainant(fields);
  said.sent_on = read_day(fields, "sent_on", typed);
  said.received_on = read_day(fields, "received_on", typed);
  said.invited_to_write_on = read_day(fields, "invited_to_write_on", typed);
  said.received_by = read_person(fields, "received_by");
  said.handler = read_person(fields, "handler");
  read_texts(fields, said);
  said.links = read_links(fields);
  for (const auto& text : fields.all("grievances")) {
    if (auto grievance = lines_of(text); !grievance.empty()) said.grievances.push_back(std::move(grievance));
  }
  return typed;
}

// ---- fields

namespace {

constexpr std::size_t kEmptyGrievances = 2;

Html group(std::string legend, const Html& fields) {
  return el("fieldset", {{"class", "form-group"}}, el("legend", {}, legend), fields);
}

template <class... Fields>
Html row(Fields&&... fields) {
  return el("div", {{"class", "form-row"}}, fields...);
}

class FieldsOf {
 public:
  FieldsOf(const Visit& visit, const ComplaintForm& form)
      : visit_(visit), l_(visit.language()), form_(form), said_(form.typed.said) {}

  Html complainant() const;
  Html reception() const;
  Html matter() const;
  Html story() const;
  Html handling() const;

 private:
  enum class Need { Optional, Required };
  ui::Field field(const char* name, std::string value, Need need = Need::Optional, std::string help = {}) const {
    return {
        name, field_label(l_, name), std::move(value), std::move(help), form_.errors.of(name), need == Need::Required};
  }
  // No `required` of the browser on dates an oral complaint does not have.
  Html day(const char* name, const std::optional<Date>& value, std::string help) const {
    const auto& unread = form_.typed.unread;
    const auto found = std::find_if(unread.begin(), unread.end(), [&](const auto& one) { return one.first == name; });
    const bool is_read = found == unread.end();
    const auto text = is_read ? (value ? value->iso() : std::string()) : found->second;
    return ui::text_field(l_, field(name, text, Need::Optional, std::move(help)),
                          {{"type", is_read ? "date" : "text"}});
  }
  Html code(const char* name, std::span<const Code> codes, const std::string& chosen, Need need,
            std::string help = {}) const {
    return ui::select_field(l_, field(name, chosen, need, std::move(help)), code_choices(l_, codes));
  }
  Html person(const char* name, Right right, const std::optional<UserId>& chosen) const {
    return ui::select_field(l_, field(name, contacts::id_text(chosen)), people_choices(visit_, right, chosen));
  }
  Html who_text(const char* name, const std::string& value, std::string_view type = "text") const {
    return ui::text_field(l_, field(name, value), {{"type", type}, {"autocomplete", "off"}});
  }
  Html somebody() const;
  Html reasons() const;
  Html links() const;
  Html grievances() const;

  const Visit& visit_;
  Language l_;
  const ComplaintForm& form_;
  const Registration& said_;
};

Html FieldsOf::somebody() const {
  const Complainant& who = said_.complainant;
  const ui::Field kind{"complainant.kind", tr(l_, "Kind"), who.kind, "", form_.errors.of("complainant.kind"), false};
  return ui::radio_field(l_, kind,
                         {{"person", contacts::kind_label(l_, contacts::ContactKind::Person)},
                          {"company", contacts::kind_label(l_, contacts::ContactKind::Company)}}) +
         row(who_text("complainant.name", who.name), who_text("complainant.first_name", who.first_name)) +
         who_text("complainant.company", who.company) +
         row(who_text("complainant.email", who.email, "email"), who_text("complainant.phone", who.phone, "tel")) +
         who_text("complainant.street", who.street) +
         row(who_text("complainant.postcode", who.postcode), who_text("complainant.city", who.city)) +
         who_text("complainant.country", who.country);
}

Html FieldsOf::complainant() const {
  Html fields = form_.client;
  if (form_.complainant == ComplaintForm::Complainant::Typed) fields += somebody();
  fields += code("capacity", capacities(), said_.capacity, Need::Optional);
  return group(tr(l_, "Complainant"), fields);
}

Html FieldsOf::reception() const {
  const Html written = row(day("sent_on", said_.sent_on, tr(l_, "By the complainant: this day starts the clock.")),
                           code("proof_of_sending", proofs(), said_.proof_of_sending, Need::Optional));
  const Html oral = day("invited_to_write_on", said_.invited_to_write_on,
                        tr(l_, "Oral complaints only: the day the complainant was invited to write."));
  return group(
      tr(l_, "Reception"),
      row(code("channel", channels(), said_.channel, Need::Required),
          code("medium", media(), said_.medium, Need::Required)) +
          el("p", {{"class", "field-help"}},
             tr(l_, "Said aloud or sent by messaging, a complaint has no clock yet: no date sent is asked for.")) +
          el("div", {{"data-shown-for", "medium"}, {"data-values", "durable"}}, written) +
          row(day("received_on", said_.received_on, tr(l_, "By the firm, whoever received it.")),
              person("received_by", Right::RecordComplaint, said_.received_by)) +
          el("div", {{"data-shown-for", "medium"}, {"data-values", "oral messaging"}}, oral));
}

// Both levels in one list: the first alone, or one of its second level.
Html FieldsOf::reasons() const {
  const auto today = visit_.today();
  auto firsts = list_items(visit_.reader, "reason", today);
  std::vector<ui::Choice> choices{{"", tr(l_, "Please choose")}};
  const std::string chosen = said_.sub_reason.empty() ? said_.reason : said_.reason + "/" + said_.sub_reason;
  for (const auto& first : firsts) {
    const auto seconds = list_items(visit_.reader, "sub_reason", today, first.code);
    choices.push_back({first.code, seconds.empty() ? first.label(l_) : tr(l_, "{1}, in general", first.label(l_)),
                       false, first.label(l_)});
    for (const auto& second : seconds)
      choices.push_back(
          {first.code + "/" + second.code, first.label(l_) + " › " + second.label(l_), false, first.label(l_)});
  }
  const bool is_there = std::any_of(choices.begin(), choices.end(), [&](const auto& c) { return c.value == chosen; });
  if (!is_there) {
    const auto second = item_label(visit_.reader, l_, "sub_reason", said_.sub_reason);
    choices.push_back(
        {chosen, said_.sub_reason.empty() ? item_label(visit_.reader, l_, "reason", said_.reason) : second});
  }
  ui::Field reason = field("reason", chosen, Need::Required);
  if (reason.error.empty()) reason.error = form_.errors.of("sub_reason");
  return el("div", {{"id", "sub_reason"}}, ui::select_field(l_, reason, choices));
}

Html FieldsOf::links() const {
  const auto linkable = linkable_of(visit_, said_);
  if (linkable.empty()) return {};
  const auto value = [](const Link& link) { return std::string(name_of(link.kind)) + "/" + std::to_string(link.id); };
  std::vector<ui::Choice> choices;
  for (const auto& link : linkable) choices.push_back({value(link), label_of(l_, link.kind) + " – " + link.label});
  std::vector<std::string> chosen;
  for (const auto& link : said_.links) chosen.push_back(value(link));
  return ui::checkbox_field(l_, field("linked", ""), choices, chosen);
}

Html FieldsOf::matter() const {
  return group(
      tr(l_, "Subject of the complaint"),
      code("subject", subjects(), said_.subject, Need::Required) + links() +
          row(code("activity", activities(), said_.activity, Need::Required),
              ui::select_field(l_, field("product", said_.product), item_choices(visit_, "product", said_.product))) +
          reasons());
}

// A row each, and some empty ones: more come with script, or after saving.
Html FieldsOf::grievances() const {
  if (form_.grievances == ComplaintForm::Grievances::Elsewhere) return {};
  const auto error = form_.errors.of("grievances");
  Html rows;
  for (std::size_t at = 0; at < said_.grievances.size() + kEmptyGrievances; ++at) {
    const std::string id = at == 0 ? "grievances" : "grievances-" + std::to_string(at + 1);
    const bool is_filled = at < said_.grievances.size();
    rows += el("input", {{"class", "form-control"},
                         {"type", "text"},
                         {"id", id},
                         {"name", "grievances"},
                         {"value", is_filled ? said_.grievances[at] : std::string()},
                         {"aria-label", tr(l_, "Grievance {1}", static_cast<std::int64_t>(at + 1))},
                         {"autocomplete", "off"}});
  }
  return el(
      "fieldset", {{"class", error.empty() ? "field" : "field field-invalid"}},
      el("legend", {{"class", "form-label"}}, tr(l_, "Grievances")),
      el("p", {{"class", "field-help"}},
         tr(l_, "One point a line: each one gets its own finding before the complaint is closed.")),
      el("div", {{"class", "rows"}, {"data-rows", true}}, rows),
      ui::when(!error.empty(), el("p", {{"class", "field-error"}}, ui::icon("alert-circle"), el("span", {}, error))));
}

Html FieldsOf::story() const {
  return group(
      tr(l_, "What it says"),
      ui::text_field(l_, field("title", said_.title, Need::Required, tr(l_, "In a few words, as lists show it.")),
                     {{"autocomplete", "off"}, {"maxlength", "200"}}) +
          ui::text_area(l_, field("details", said_.details, Need::Required), 7) + grievances() +
          ui::text_area(l_, field("expected_outcome", said_.expected_outcome), 2));
}

Html FieldsOf::handling() const {
  return group(tr(l_, "Handling"), row(code("complexity", complexities(), said_.complexity, Need::Required),
                                       person("handler", Right::HandleComplaint, said_.handler)) +
                                       ui::text_area(l_,
                                                     field("persons", said_.persons, Need::Optional,
                                                           tr(l_, "People of the firm or its partners it is about.")),
                                                     2) +
                                       ui::text_area(l_, field("third_parties", said_.third_parties), 2));
}

}  // namespace

Html complaint_fields(const Visit& visit, const ComplaintForm& form) {
  const FieldsOf fields(visit, form);
  return fields.complainant() + fields.reception() + fields.matter() + fields.story() + fields.handling();
}

Html fixed_client(Language l, std::int64_t contact, const Complainant& who) {
  std::vector<std::pair<std::string, Html>> items{{tr(l, "Client"), el("strong", {}, who.display_name())}};
  if (!who.email.empty()) items.emplace_back(tr(l, "E-mail"), who.email);
  if (!who.phone.empty()) items.emplace_back(tr(l, "Telephone"), el("span", {{"class", "num"}}, who.phone));
  const auto town = std::string(trim(who.postcode + " " + who.city));
  if (!town.empty()) items.emplace_back(tr(l, "City"), town);
  return ui::hidden("contact_id", std::to_string(contact)) +
         el("div", {{"class", "field facts-wide"}}, ui::facts(items));
}

std::vector<Link> linkable_of(const Visit& visit, const Registration& said) {
  std::vector<Link> links;
  const auto client = said.contact
                          ? contacts::find_contact(visit.reader, visit.viewer, contacts::ContactId{*said.contact})
                          : std::nullopt;
  if (client) {
    for (const auto& one : contacts::list_projects(visit.reader, client->id).items)
      links.push_back({LinkKind::Project, one.id.value, contacts::title_of(one)});
    for (const auto& one : contacts::list_contracts(visit.reader, client->id).items)
      links.push_back({LinkKind::Contract, one.id.value, contacts::title_of(one)});
    for (const auto& one : contacts::list_losses(visit.reader, client->id).items)
      links.push_back({LinkKind::Loss, one.id.value, contacts::title_of(one)});
  }
  for (const auto& kept : said.links) {
    const bool is_there = std::any_of(links.begin(), links.end(),
                                      [&](const Link& link) { return link.kind == kept.kind && link.id == kept.id; });
    if (!is_there && !kept.label.empty()) links.push_back(kept);
  }
  return links;
}

}  // namespace recours::complaints
