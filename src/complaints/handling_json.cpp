#include "complaints/handling_json.h"

#include "base/text.h"
#include "complaints/transition.h"

namespace recours::complaints {
namespace {

namespace json = boost::json;

template <class T>
json::value iso_or_null(const std::optional<T>& time) {
  return time ? json::value(time->iso()) : json::value(nullptr);
}

json::value text_or_null(const std::string& text) { return text.empty() ? json::value(nullptr) : json::value(text); }

template <class Noun>
json::value person_json(const std::optional<Id<Noun>>& id, const std::string& name) {
  if (!id) return nullptr;
  return {{"id", id->value}, {"name", name}};
}

json::object letter_json(const Letter& letter) {
  return {{"id", letter.id.value},
          {"kind", name_of(letter.kind)},
          {"via", name_of(letter.via)},
          {"recipient", letter.recipient},
          {"subject", letter.subject},
          {"delivery", text_or_null(letter.delivery)},
          {"posted_on", iso_or_null(letter.posted_on)},
          {"counted_on", iso_or_null(letter.counted_on)},
          {"new_date", iso_or_null(letter.new_date)},
          {"late_reason", letter.late_reason},
          {"reason", letter.reason},
          {"created_at", letter.created_at.iso()}};
}

json::object answer_json(const Answer& answer) {
  return {{"id", answer.id.value},
          {"state", name_of(answer.state)},
          {"text", answer.text},
          {"author", person_json(std::optional(answer.author), answer.author_name)},
          {"reviewer", person_json(answer.reviewer, answer.reviewer_name)},
          {"reviewed_at", iso_or_null(answer.reviewed_at)},
          {"refusal_code", text_or_null(answer.refusal_code)},
          {"review_comment", answer.review_comment},
          {"sent_text", answer.state == AnswerState::Sent ? json::value(answer.sent_text) : json::value(nullptr)},
          {"via", text_or_null(answer.via)},
          {"delivery", text_or_null(answer.delivery)},
          {"posted_on", iso_or_null(answer.posted_on)},
          {"counted_on", iso_or_null(answer.counted_on)},
          {"late_reason", answer.late_reason},
          {"version", answer.version}};
}

json::object grievance_json(const Grievance& grievance) {
  return {{"id", grievance.id.value},
          {"text", grievance.text},
          {"finding", text_or_null(grievance.finding)},
          {"finding_text", grievance.finding_text}};
}

json::value decision_json(const std::optional<Decision>& decision) {
  if (!decision) return nullptr;
  json::value amount = nullptr;
  if (decision->amount) amount = {{"amount", decision->amount->amount()}, {"currency", decision->amount->currency}};
  return {{"decision", decision->decision},
          {"finding", text_or_null(decision->finding)},
          {"solution", text_or_null(decision->solution)},
          {"amount", std::move(amount)},
          {"root_cause", text_or_null(decision->root_cause)},
          {"dysfunction", decision->dysfunction}};
}

json::object action_json(const CorrectiveAction& action) {
  return {{"id", action.id.value},
          {"kind", action.kind},
          {"description", action.description},
          {"owner", person_json(std::optional(action.owner), action.owner_name)},
          {"due_on", action.due_on.iso()},
          {"check_on", iso_or_null(action.check_on)},
          {"state", action.state},
          {"proof", action.proof}};
}

json::object mediation_json(const MediationEvent& event) {
  return {{"event", event.event}, {"on", event.happened_on.iso()}, {"outcome", event.outcome}};
}

json::object note_json(const Note& note) {
  return {{"text", note.text}, {"author", note.author_name}, {"at", note.created_at.iso()}};
}

template <class Items, class Show>
json::array each_json(const Items& items, Show show) {
  json::array shown;
  for (const auto& item : items) shown.push_back(show(item));
  return shown;
}

json::array commands_json(const accounts::Viewer& viewer, State state) {
  return each_json(allowed_commands(viewer, state), [&](Command command) {
    return json::object{{"command", name_of(command)}, {"label", label_of(viewer.language, command)}};
  });
}

}  // namespace

json::object handled_json(const CaseFile& file, const accounts::Viewer& viewer) {
  const Complaint& complaint = file.complaint;
  json::object shown{{"number", complaint.number},
                     {"state", name_of(complaint.state)},
                     {"state_label", label_of(viewer.language, complaint.state)},
                     {"version", complaint.version},
                     {"handler", person_json(complaint.handler, complaint.handler_name)},
                     {"acknowledged_on", iso_or_null(complaint.acknowledged_on)},
                     {"answered_on", iso_or_null(complaint.answered_on)},
                     {"closed_on", iso_or_null(complaint.closed_on)},
                     {"next_due", text_or_null(complaint.next_due)},
                     {"next_due_on", iso_or_null(complaint.next_due_on)}};
  shown["grievances"] = each_json(complaint.grievances, grievance_json);
  shown["letters"] = each_json(file.letters, letter_json);
  shown["answers"] = each_json(file.answers, answer_json);
  shown["decision"] = decision_json(file.decision);
  shown["corrective_actions"] = each_json(file.corrective_actions, action_json);
  shown["mediation"] = each_json(file.mediation, mediation_json);
  shown["notes"] = each_json(file.notes, note_json);
  shown["commands"] = commands_json(viewer, complaint.state);
  return shown;
}

const json::value* Fields::find(const char* field) const {
  const json::value* value = body_.if_contains(field);
  return value && !value->is_null() ? value : nullptr;
}

bool Fields::is_text(const char* field) const {
  const json::value* value = find(field);
  return value && value->is_string();
}

void Fields::refuse(const char* field, const char* code, Message message) {
  refusals_.push_back({field, code, std::move(message)});
}

std::string Fields::text(const char* field) {
  const json::value* value = find(field);
  if (!value) return {};
  if (value->is_string()) return std::string(value->as_string());
  refuse(field, "not_a_text", msg("A text is expected here."));
  return {};
}

std::optional<Date> Fields::date(const char* field) {
  const auto iso = text(field);
  if (trim(iso).empty()) return std::nullopt;
  const auto date = Date::parse_iso(trim(iso));
  if (!date) refuse(field, "not_a_date", msg("A date such as 2026-01-31 is expected here."));
  return date;
}

std::optional<std::int64_t> Fields::id(const char* field) {
  const json::value* value = find(field);
  if (!value) return std::nullopt;
  if (value->is_int64() && value->as_int64() > 0) return value->as_int64();
  refuse(field, "not_an_id", msg("The number of an existing record is expected here."));
  return std::nullopt;
}

std::optional<Money> Fields::money(const char* field) {
  const json::value* value = find(field);
  if (!value) return std::nullopt;
  const json::value* amount = value->is_object() ? value->as_object().if_contains("amount") : value;
  const json::value* currency = value->is_object() ? value->as_object().if_contains("currency") : nullptr;
  const bool in_euros = !currency || (currency->is_string() && currency->as_string() == "EUR");
  std::optional<std::int64_t> cents;
  if (amount && amount->is_string() && in_euros) cents = Money::parse_cents(std::string_view(amount->as_string()));
  if (cents) return Money{*cents};
  refuse(field, "not_an_amount", msg("An amount in euros such as 190.00 is expected here."));
  return std::nullopt;
}

bool Fields::flag(const char* field, bool otherwise) {
  const json::value* value = find(field);
  if (!value) return otherwise;
  if (value->is_bool()) return value->as_bool();
  refuse(field, "not_a_flag", msg("true or false is expected here."));
  return otherwise;
}

Refusal Fields::refusal() const {
  return {"incomplete", msg("Please check these fields."), refusals_, Refusal::Kind::Rule};
}

}  // namespace recours::complaints
