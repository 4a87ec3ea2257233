// Finding invoices and lines, always through the viewer: another account's do not exist.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "db/database.h"
#include "sales/invoice_query.h"

namespace recours::sales {

// Newest first (issued_on, id). Malformed for a bad cursor. Only documents one can claim on: types 380 and 384.
PageOf<Invoice> list_invoices(db::Reader& reader, const accounts::Viewer& viewer, const InvoiceFilter& filter, const Page& page);

// Kinds under which this viewer has documents with this number (exact with or without zeros first; prefixes only when
// nothing is exact); in the order of NumberKind.
std::vector<NumberKind> recognise_number(db::Reader& reader, const accounts::Viewer& viewer, const std::string& number);

Invoice require_invoice(db::Reader& reader, const accounts::Viewer& viewer, InvoiceId id);

// Lines of these invoices in document order, with serials; when `filter` names an order, delivery note, serial or part
// number only the lines that match. The invoices must come from the viewer's own list. No query per line.
std::vector<InvoiceLine> list_lines(db::Reader& reader, const std::vector<InvoiceId>& invoices, const InvoiceFilter& filter = {});

struct LineWithInvoice {
  InvoiceLine line;
  Invoice invoice;
};
// Only of documents one can claim on: a credit note's line does not exist here.
LineWithInvoice require_line(db::Reader& reader, const accounts::Viewer& viewer, InvoiceLineId id);

// Credit notes and corrected invoices that cite this invoice.
std::vector<Invoice> list_citing(db::Reader& reader, const accounts::Viewer& viewer, InvoiceId id);

std::optional<Account> find_account(db::Reader& reader, ResellerAccountId id);
std::optional<Account> find_account_by_customer_no(db::Reader& reader, const std::string& customer_no);
std::vector<Manufacturer> list_manufacturers(db::Reader& reader);
std::optional<Manufacturer> find_manufacturer(db::Reader& reader, const std::string& slug);

}  // namespace recours::sales
