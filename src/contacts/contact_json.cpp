#include "base/whole_number.h"
#include "contacts/contact_json.h"

namespace recours::contacts {
namespace {

namespace json = boost::json;

bool is_date(std::string_view field) { return field == "start" || field == "end" || field == "date"; }

json::value id_or_null(std::string_view text) {
  const auto id = whole_number(text);
  return id ? json::value(*id) : json::value(nullptr);
}

json::value field_json(std::string_view field, std::string_view text) {
  if (field == "contract_id") return id_or_null(text);
  if (is_date(field) && text.empty()) return nullptr;
  return json::string(text);
}

json::value adviser_json(const Contact& contact) {
  if (!contact.adviser) return nullptr;
  return {{"id", contact.adviser->value}, {"name", contact.adviser_name}, {"email", contact.adviser_email}};
}

// An adviser may be sent back as it was received.
std::optional<std::string> text_of(const json::value& value) {
  if (value.is_null()) return "";
  if (value.is_string()) return std::string(value.as_string());
  if (value.is_int64()) return std::to_string(value.as_int64());
  if (value.is_object() && value.as_object().contains("id") && value.at("id").is_int64()) {
    return std::to_string(value.at("id").as_int64());
  }
  return std::nullopt;
}

}  // namespace

json::object contact_json(const Contact& contact) {
  return {{"id", contact.id.value},
          {"version", contact.version},
          {"ref", contact.ref},
          {"kind", name_of(contact.kind)},
          {"display_name", display_name(contact)},
          {"name", contact.name},
          {"first_name", contact.first_name},
          {"company", contact.company},
          {"email", contact.email},
          {"phone", contact.phone},
          {"street", contact.street},
          {"postcode", contact.postcode},
          {"city", contact.city},
          {"country", contact.country},
          {"adviser", adviser_json(contact)},
          {"notes", contact.notes},
          {"created_at", contact.created_at.iso()},
          {"updated_at", contact.updated_at.iso()}};
}

json::object record_json(RecordKind kind, std::int64_t id, ContactId contact, std::int64_t version,
                         const std::string& title, const Draft& fields) {
  json::object object{{"id", id}, {"version", version}, {"contact_id", contact.value}};
  for (const auto& field : record_fields(kind)) object[field.name] = field_json(field.name, fields.text(field.name));
  object["display_name"] = title;
  return object;
}

Result<Draft, Refusal> overlaid(Draft draft, std::span<const FieldSpec> fields, const json::object& body) {
  Refusal refusal{"invalid_json", msg("Some fields have a form that is not understood."), {}, Refusal::Kind::Rule};
  for (const auto& field : fields) {
    const auto* value = body.if_contains(field.name);
    if (!value) continue;
    const auto text = text_of(*value);
    if (text)
      draft.set(field.name, *text);
    else
      refusal.fields.push_back({std::string(field.name), "wrong_type", msg("Send a text here, or null.")});
  }
  if (!refusal.fields.empty()) return fail(std::move(refusal));
  return draft;
}

json::object changes_json(std::span<const FieldSpec> fields, const Draft& before, const Draft& after) {
  json::object changes;
  for (const auto name : differing_fields(fields, before, after)) {
    changes[name] = {{"from", before.text(name)}, {"to", after.text(name)}};
  }
  return changes;
}

}  // namespace recours::contacts
