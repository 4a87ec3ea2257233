// The declaration as typed: read from the form, shown again with its errors, turned into values. Field names are the
// API's, with a low line where the API nests. No rule: those are in admission.h.
#pragma once

#include <string>
#include <vector>

#include "claims/page_parts.h"

namespace recours::claims {

struct DeclarationForm {
  std::string variant, quantity, delivered_quantity, comment, customer_reference, other_serial, condition,
      requested_outcome, fault_description, accessories, expected_unit_price, call_id, end_customer_invoice_number,
      end_customer_invoice_date, contact_name, contact_email, contact_phone, staff_reason;
  std::vector<std::string> serials;
  std::string upload_form;               // key of the form files are joined to
  std::vector<std::string> attachments;  // ids of files that wait with the person: of a declaration put back
  ui::FieldErrors errors;
};

DeclarationForm read_declaration_form(const http::Fields& fields);
// Starts at 0 pieces, with this contact.
DeclarationForm blank_declaration_form(const Contact& contact, const std::string& variant);
DeclarationForm form_of(ui::Language language, const Declaration& declaration, const sales::InvoiceLine& line);
// Every field under its name, to be carried in hidden fields.
Query fields_of(const DeclarationForm& form);

// What is no number is an id nobody has.
std::vector<attachments::AttachmentId> attachment_ids(const DeclarationForm& form);

struct ReadDeclaration {
  Declaration declaration;
  std::vector<FieldRefusal> unreadable;  // numbers and dates that are none
};
ReadDeclaration to_declaration(const DeclarationForm& form, const sales::InvoiceLine& line, const ClaimType& type);

// What the rules refused, beside the fields of this form. A field that could not be read has its error once.
ui::FieldErrors form_errors(ui::Language language, const std::vector<FieldRefusal>& unreadable,
                            const std::vector<FieldRefusal>& refused);

struct FormContext {
  const sales::InvoiceLine& line;
  const ClaimType& type;
  const DoaPolicy* doa;  // of a type by DOA policy
  Decimal free_quantity;
  std::string currency;
  ui::Html files;  // the field that joins files
};
// What this type asks, in groups; not the facts above it and not the buttons below.
ui::Html declaration_fields(ui::Language language, const DeclarationForm& form, const FormContext& context);

}  // namespace recours::claims
