#include "attachments/embedded_invoice.h"

namespace recours::attachments {
namespace {

Finding refusal_of(const std::string& code) {
  const auto refused = [](const char* name, Message message) { return error(name, 0, "", std::move(message)); };
  if (code == "none") {
    return refused("pdf_without_invoice", msg("This PDF holds no invoice data, only pages to read. Ask the sender for the Factur-X (ZUGFeRD) version or for the XML file."));
  }
  if (code == "several") {
    return refused("pdf_several_invoices", msg("This PDF holds several invoice files; which one counts is unknown. Save the XML of the right one and import that."));
  }
  if (code == "order") {
    return refused("pdf_order", msg("This PDF holds an order (Order-X), not an invoice."));
  }
  if (code == "encrypted") {
    return refused("pdf_encrypted", msg("This PDF is encrypted. Save it without a password and import it again."));
  }
  if (code == "damaged") {
    return refused("pdf_damaged", msg("This PDF is damaged and cannot be opened. Ask the sender for it again."));
  }
  return refused("pdf_too_complex", msg("This PDF could not be opened safely. Save the XML of the invoice and import that."));
}

}  // namespace

Result<std::string, Finding> embedded_invoice(const Inspector& inspector, std::string_view pdf) {
  auto found = inspector.invoice_in(pdf);
  if (!found) return fail(refusal_of(found.error()));
  return std::move(*found);
}

}  // namespace recours::attachments
