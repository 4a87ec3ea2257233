#include "claims/declaration_json.h"

#include "base/text.h"

namespace recours::claims {
namespace {

namespace json = boost::json;

constexpr std::size_t kMostSerials = 10000;

// Reads fields one by one into variables that keep their value when the field is absent; null empties them.
class Reading {
 public:
  explicit Reading(const json::object& body) : body_(body) {}

  void text(const char* field, std::string& into) { text_of(body_, field, field, into); }
  void text_of(const json::object& object, const char* key, const std::string& field, std::string& into) {
    const json::value* value = object.if_contains(key);
    if (!value) return;
    if (value->is_null())
      into.clear();
    else if (!value->is_string())
      refuse(field, "not_a_text", msg("A text is expected here."));
    else if (contains_nul(value->as_string()))
      refuse(field, "not_a_text", msg("A text is expected here."));
    else
      into = trim(std::string_view(value->as_string()));
  }

  // "2", "1.5" or a whole number; never a binary fraction.
  void decimal(const char* field, std::optional<Decimal>& into) { decimal_of(body_, field, field, into); }
  void decimal_of(const json::object& object, const char* key, const std::string& field, std::optional<Decimal>& into) {
    const json::value* value = object.if_contains(key);
    if (!value) return;
    into.reset();
    if (value->is_null()) return;
    std::optional<Decimal::Parsed> parsed;
    if (value->is_string())
      parsed = Decimal::parse(std::string_view(value->as_string()));
    else if (value->is_int64())
      parsed = Decimal::parse(std::to_string(value->as_int64()));
    if (!parsed || parsed->rounded)
      refuse(field, "not_a_number", msg("This is not a number with at most six decimals."));
    else
      into = parsed->value;
  }

  void date(const json::object& object, const char* key, const std::string& field, std::optional<Date>& into) {
    std::string iso;
    text_of(object, key, field, iso);
    if (!object.if_contains(key)) return;
    into = Date::parse_iso(iso);
    if (!into && !iso.empty()) refuse(field, "not_a_date", msg("A date such as 2026-01-31 is expected here."));
  }

  void texts(const char* field, std::vector<std::string>& into) { texts_of(body_, field, field, into); }
  void texts_of(const json::object& object, const char* key, const std::string& field, std::vector<std::string>& into) {
    const json::value* value = object.if_contains(key);
    if (!value) return;
    into.clear();
    if (value->is_null()) return;
    if (!value->is_array() || value->as_array().size() > kMostSerials) {
      return refuse(field, "not_a_list", msg("A list of texts is expected here."));
    }
    for (const auto& item : value->as_array()) {
      if (!item.is_string() || contains_nul(item.as_string())) {
        return refuse(field, "not_a_list", msg("A list of texts is expected here."));
      }
      into.emplace_back(trim(std::string_view(item.as_string())));
    }
  }

  template <class IdType>
  std::optional<IdType> id_in(const json::object& object, const char* key, const std::string& field) {
    const json::value* value = object.if_contains(key);
    if (value && value->is_int64() && value->as_int64() > 0) return IdType{value->as_int64()};
    refuse(field, value ? "not_an_id" : "required", msg("The number of an existing record is expected here."));
    return std::nullopt;
  }

  const json::object* object(const char* field) {
    const json::value* value = body_.if_contains(field);
    if (!value || value->is_null()) return nullptr;
    if (value->is_object()) return &value->as_object();
    refuse(field, "not_an_object", msg("An object is expected here."));
    return nullptr;
  }

  void refuse(const std::string& field, const char* code, Message message) {
    fields_.push_back({field, code, std::move(message)});
  }
  bool ok() const { return fields_.empty(); }
  Failure<Refusal> failure() {
    return fail(Refusal{"incomplete", msg("Please check these fields."), std::move(fields_), Refusal::Kind::Rule});
  }

 private:
  static bool contains_nul(const json::string& text) {
    return std::string_view(text).find('\0') != std::string_view::npos;
  }

  const json::object& body_;
  std::vector<FieldRefusal> fields_;
};

void read_contact(Reading& reading, Contact& contact) {
  const json::object* object = reading.object("contact");
  if (!object) return;
  reading.text_of(*object, "name", "contact.name", contact.name);
  reading.text_of(*object, "email", "contact.email", contact.email);
  reading.text_of(*object, "phone", "contact.phone", contact.phone);
}

void read_end_customer_invoice(Reading& reading, Declaration& declaration) {
  const json::object* object = reading.object("end_customer_invoice");
  if (!object) return;
  reading.text_of(*object, "number", "end_customer_invoice", declaration.end_customer_invoice_no);
  reading.date(*object, "date", "end_customer_invoice", declaration.end_customer_invoice_on);
}

// Given but unreadable is refused like any other number; null says nothing about the line.
void read_portion(Reading& reading, const json::object& line, const std::string& field, NamedLine& named) {
  reading.decimal_of(line, "quantity", field + "/quantity", named.quantity);
  const json::value* serials = line.if_contains("serials");
  if (!serials || serials->is_null()) return;
  reading.texts_of(line, "serials", field + "/serials", named.serials.emplace());
}

// An empty list is nobody's way to say all lines.
void read_lines(Reading& reading, const json::object& body, Instruction& instruction) {
  const json::value* lines = body.if_contains("lines");
  if (!lines) return;
  if (!lines->is_array()) return reading.refuse("lines", "not_a_list", msg("A list of lines is expected here."));
  if (lines->as_array().empty()) return reading.refuse("lines", "required", msg("Choose at least one line."));
  std::size_t at = 0;
  for (const auto& line : lines->as_array()) {
    const std::string field = "lines/" + std::to_string(at++);
    if (!line.is_object()) return reading.refuse(field, "not_an_object", msg("An object is expected here."));
    const auto id = reading.id_in<ClaimLineId>(line.as_object(), "id", field + "/id");
    if (!id) continue;
    instruction.lines.emplace_back(*id);
    read_portion(reading, line.as_object(), field, instruction.lines.back());
  }
}

// The ids of files that were sent before; null, as an empty list, names none.
void read_attachments(Reading& reading, const json::object& body, Declaration& declaration) {
  const json::value* ids = body.if_contains("attachments");
  if (!ids) return;
  auto& named = declaration.attachments.emplace();
  if (ids->is_null()) return;
  if (!ids->is_array() || ids->as_array().size() > attachments::kMostFiles) {
    return reading.refuse("attachments", "not_a_list",
                          msg("A list of at most {1} files is expected here.", attachments::kMostFiles));
  }
  for (const auto& id : ids->as_array()) {
    if (!id.is_int64() || id.as_int64() < 1) {
      return reading.refuse("attachments", "not_an_id", msg("The number of an existing record is expected here."));
    }
    named.push_back({id.as_int64()});
  }
}

}  // namespace

Result<Declaration, Refusal> overlaid(Declaration start, const json::object& body) {
  Reading reading(body);
  const bool is_new = start.invoice_line == sales::InvoiceLineId{};
  if (is_new || body.contains("invoice_line_id")) {
    const auto id = reading.id_in<sales::InvoiceLineId>(body, "invoice_line_id", "invoice_line_id");
    if (id) start.invoice_line = *id;
  }
  reading.text("department", start.department);
  reading.text("code", start.code);
  reading.text("variant", start.variant);
  reading.decimal("quantity", start.quantity);
  reading.decimal("delivered_quantity", start.delivered_quantity);
  reading.text("comment", start.comment);
  reading.text("customer_reference", start.customer_reference);
  reading.text("fault_description", start.fault_description);
  reading.text("condition", start.condition);
  reading.text("requested_outcome", start.requested_outcome);
  reading.text("accessories", start.accessories);
  reading.text("call_id", start.call_id);
  reading.texts("serials", start.serials);
  reading.decimal("expected_unit_price", start.expected_unit_price);
  read_end_customer_invoice(reading, start);
  read_contact(reading, start.contact);
  read_attachments(reading, body, start);
  if (!reading.ok()) return reading.failure();
  return start;
}

Result<Declaration, Refusal> declaration_from(const json::object& body, const accounts::Viewer& viewer) {
  Declaration start;
  start.contact = {viewer.name, viewer.email, viewer.phone};
  return overlaid(std::move(start), body);
}

Result<Instruction, Refusal> instruction_from(const json::object& body) {
  Reading reading(body);
  Instruction instruction;
  reading.text("reason_code", instruction.reason_code);
  reading.text("comment", instruction.comment);
  read_lines(reading, body, instruction);
  if (!reading.ok()) return reading.failure();
  return instruction;
}

Result<std::string, Refusal> reference_from(const json::object& body) {
  Reading reading(body);
  std::string reference;
  if (!body.contains("reference")) reading.refuse("reference", "required", msg("Please fill in this field."));
  reading.text("reference", reference);
  if (!reading.ok()) return reading.failure();
  return reference;
}

}  // namespace recours::claims
