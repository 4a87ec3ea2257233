#include "sales/by_hand_store.h"

#include "base/text.h"

namespace recours::sales {
namespace {

InvoiceId insert_invoice(db::Transaction& transaction, const HandWritten& written, Instant now) {
  return transaction.require(
      "INSERT INTO invoice (account_id, seller, number, number_key, issued_on, type, currency, net_cents, "
      "source_format, source_sha256, imported_at) VALUES (:account, :seller, :number, :number_key, :issued_on, '380', "
      ":currency, :net, :format, '', :now) RETURNING id",
      {{"account", written.account},
       {"seller", std::string(kByHand) + " " + written.mark},
       {"number", written.number},
       {"number_key", number_key(written.number)},
       {"issued_on", written.issued_on},
       {"currency", written.currency},
       {"net", written.line.net_cents},
       {"format", kByHand},
       {"now", now}},
      [](const db::Row& row) { return row.get<InvoiceId>("id"); });
}

InvoiceLineId insert_line(db::Transaction& transaction, InvoiceId invoice, const InvoiceLine& line) {
  return transaction.require(
      "INSERT INTO invoice_line (invoice_id, position, line_no, kind, article_no, article_key, manufacturer_id, "
      "description, quantity_micros, unit_price_micros, net_cents, vat_rate_micros) VALUES (:invoice, 1, :line_no, "
      ":kind, :article_no, :article_key, :manufacturer, :description, :quantity, :unit_price, :net, :vat) RETURNING id",
      {{"invoice", invoice},
       {"line_no", line.line_no},
       {"kind", name_of(line.kind)},
       {"article_no", line.article_no},
       {"article_key", number_key(line.article_no)},
       {"manufacturer", line.manufacturer},
       {"description", line.description},
       {"quantity", line.quantity},
       {"unit_price", line.unit_price},
       {"net", line.net_cents},
       {"vat", line.vat_rate}},
      [](const db::Row& row) { return row.get<InvoiceLineId>("id"); });
}

}  // namespace

LineWithInvoice insert_by_hand(db::Transaction& transaction, const HandWritten& written, Instant now) {
  LineWithInvoice found{written.line, {}};
  found.invoice.id = insert_invoice(transaction, written, now);
  found.invoice.account = written.account;
  found.invoice.number = written.number;
  found.invoice.issued_on = written.issued_on;
  found.invoice.type = "380";
  found.invoice.currency = written.currency;
  found.invoice.net_cents = written.line.net_cents;
  found.line.invoice = found.invoice.id;
  found.line.id = insert_line(transaction, found.invoice.id, written.line);
  return found;
}

}  // namespace recours::sales
