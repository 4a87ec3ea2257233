#include "claims/declaration_json.h"

#include "claims/body_reading.h"

namespace recours::claims {

void read_contact(Reading& reading, Contact& contact) {
  const json::object* object = reading.object("contact");
  if (!object) return;
  reading.text_of(*object, "name", "contact.name", contact.name);
  reading.text_of(*object, "email", "contact.email", contact.email);
  reading.text_of(*object, "phone", "contact.phone", contact.phone);
}

namespace {

void read_end_customer_invoice(Reading& reading, Declaration& declaration) {
  const json::object* object = reading.object("end_customer_invoice");
  if (!object) return;
  reading.text_of(*object, "number", "end_customer_invoice", declaration.end_customer_invoice_no);
  reading.date(*object, "date", "end_customer_invoice", declaration.end_customer_invoice_on);
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
  reading.text("staff_reason", start.staff_reason);
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

Result<std::string, Refusal> reference_from(const json::object& body) {
  Reading reading(body);
  std::string reference;
  if (!body.contains("reference")) reading.refuse("reference", "required", msg("Please fill in this field."));
  reading.text("reference", reference);
  if (!reading.ok()) return reading.failure();
  return reference;
}

}  // namespace recours::claims
