#include "support/invoices.h"

#include <fmt/format.h>

#include "base/text.h"

namespace recours::testing_support {
namespace {

std::string key_or_empty(const std::string& number) { return number.empty() ? "" : number_key(number); }

std::optional<std::string> key_of(const std::optional<std::string>& number) {
  if (!number) return std::nullopt;
  return number_key(*number);
}

std::optional<sales::ManufacturerId> manufacturer_id(db::Transaction& transaction, const std::string& name) {
  if (name.empty()) return std::nullopt;
  transaction.execute("INSERT INTO manufacturer (name, name_key, slug) VALUES (:name, :key, :slug) ON CONFLICT (name_key) DO NOTHING",
                      {{"name", name}, {"key", fold(name)}, {"slug", slug(name)}});
  return transaction.value<sales::ManufacturerId>("SELECT id AS value FROM manufacturer WHERE name_key = :key", {{"key", fold(name)}});
}

void make_article(db::Transaction& transaction, const LineSpec& line, std::optional<sales::ManufacturerId> manufacturer) {
  transaction.execute(
      "INSERT INTO article (article_no, manufacturer_id, product_group, kind, non_returnable) "
      "VALUES (:article, :manufacturer, :group, :kind, :non_returnable) ON CONFLICT (article_no) DO UPDATE SET "
      "product_group = excluded.product_group, non_returnable = excluded.non_returnable",
      {{"article", line.article_no}, {"manufacturer", manufacturer}, {"group", line.product_group},
       {"kind", sales::name_of(line.kind)}, {"non_returnable", line.non_returnable}});
}

void make_delivery_note(db::Transaction& transaction, const std::string& number, std::optional<Date> delivered_on) {
  transaction.execute(
      "INSERT INTO delivery_note (number, number_key, delivered_on) VALUES (:number, :key, :delivered) "
      "ON CONFLICT (number_key) DO UPDATE SET delivered_on = COALESCE(excluded.delivered_on, delivery_note.delivered_on)",
      {{"number", number}, {"key", number_key(number)}, {"delivered", delivered_on}});
}

void make_line(db::Transaction& transaction, sales::InvoiceId invoice, int position, LineSpec line) {
  const auto manufacturer = manufacturer_id(transaction, line.manufacturer);
  if (!line.product_group.empty() || line.non_returnable) {
    if (line.article_no.empty()) line.article_no = fmt::format("A{}-{}", invoice.value, position);
    make_article(transaction, line, manufacturer);
  }
  if (line.delivery_note_no) make_delivery_note(transaction, *line.delivery_note_no, line.delivered_on);
  const auto id = transaction.value<sales::InvoiceLineId>(
      "INSERT INTO invoice_line (invoice_id, position, line_no, kind, article_no, article_key, manufacturer_part_no, part_key, "
      "gtin, manufacturer_id, description, quantity_micros, unit_price_micros, net_cents, vat_rate_micros, order_no, order_key, "
      "delivery_note_no, delivery_note_key) VALUES (:invoice, :position, :line_no, :kind, :article, :article_key, :part, "
      ":part_key, :gtin, :manufacturer, :description, :quantity, :price, :net, :vat, :order_no, :order_key, :delivery, "
      ":delivery_key) RETURNING id AS value",
      {{"invoice", invoice}, {"position", position},
       {"line_no", line.line_no.empty() ? std::to_string(position * 100) : line.line_no}, {"kind", sales::name_of(line.kind)},
       {"article", line.article_no}, {"article_key", key_or_empty(line.article_no)}, {"part", line.manufacturer_part_no},
       {"part_key", key_or_empty(line.manufacturer_part_no)}, {"gtin", line.gtin}, {"manufacturer", manufacturer},
       {"description", line.description}, {"quantity", line.quantity}, {"price", line.unit_price},
       {"net", cents_of(line.quantity, line.unit_price)}, {"vat", line.vat_rate}, {"order_no", line.order_no},
       {"order_key", key_of(line.order_no)}, {"delivery", line.delivery_note_no}, {"delivery_key", key_of(line.delivery_note_no)}});
  for (const auto& serial : line.serials) {
    transaction.execute("INSERT INTO serial_number (line_id, number, number_key) VALUES (:line, :number, :key)",
                        {{"line", id}, {"number", serial}, {"key", number_key(serial)}});
  }
}

void make_citation(db::Transaction& transaction, sales::InvoiceId invoice, sales::InvoiceId cited) {
  transaction.execute(
      "INSERT INTO invoice_citation (invoice_id, cited_number, cited_key, cited_on, cited_id) "
      "SELECT :invoice, number, number_key, issued_on, id FROM invoice WHERE id = :cited",
      {{"invoice", invoice}, {"cited", cited}});
}

std::string next_invoice_number(db::Transaction& transaction) {
  const auto known = transaction.value<std::int64_t>("SELECT COUNT(*) AS value FROM invoice");
  return fmt::format("{:010}", 33442137 + known);
}

}  // namespace

LineSpec goods_line() { return {}; }

LineSpec service_line() {
  LineSpec line;
  line.kind = sales::LineKind::Service;
  line.description = "Extension de garantie 3 ans";
  return line;
}

LineSpec freight_line() {
  LineSpec line;
  line.kind = sales::LineKind::Freight;
  line.description = "Frais de port";
  line.quantity = Decimal::of(1);
  line.unit_price = Decimal::of(15);
  return line;
}

ResellerAccountId make_account(db::Database& database, const std::string& customer_no, const std::string& name,
                               const std::string& vat_no) {
  return database.write([&](db::Transaction& transaction) {
    return transaction.value<ResellerAccountId>(
        "INSERT INTO reseller_account (customer_no, name, vat_no, created_at) VALUES (:customer_no, :name, :vat_no, :at) "
        "RETURNING id AS value",
        {{"customer_no", customer_no}, {"name", name}, {"vat_no", vat_no}, {"at", "2019-01-01T00:00:00.000Z"}});
  });
}

sales::InvoiceId make_invoice(db::Database& database, ResellerAccountId account, const InvoiceSpec& spec) {
  return database.write([&](db::Transaction& transaction) {
    const std::string number = spec.number.empty() ? next_invoice_number(transaction) : spec.number;
    std::int64_t net_cents = 0;
    for (const auto& line : spec.lines) net_cents += cents_of(line.quantity, line.unit_price);
    const auto id = transaction.value<sales::InvoiceId>(
        "INSERT INTO invoice (account_id, seller, number, number_key, issued_on, type, currency, net_cents, source_format, "
        "source_sha256, imported_at) VALUES (:account, :seller, :number, :key, :issued, :type, :currency, :net, 'csv', '', :at) "
        "RETURNING id AS value",
        {{"account", account}, {"seller", spec.seller}, {"number", number}, {"key", number_key(number)},
         {"issued", spec.issued_on}, {"type", spec.type}, {"currency", spec.currency}, {"net", net_cents},
         {"at", spec.issued_on.iso() + "T08:00:00.000Z"}});
    int position = 0;
    for (const auto& line : spec.lines) make_line(transaction, id, ++position, line);
    for (const auto cited : spec.cites) make_citation(transaction, id, cited);
    return id;
  });
}

std::vector<sales::InvoiceLineId> line_ids(db::Database& database, sales::InvoiceId invoice) {
  return database.reader()->list("SELECT id FROM invoice_line WHERE invoice_id = :invoice ORDER BY position",
                                 {{"invoice", invoice}},
                                 [](const db::Row& row) { return row.get<sales::InvoiceLineId>("id"); });
}

}  // namespace recours::testing_support
