// Invoices for tests, written straight into the tables: what an import would have left behind, without a file.
// Everything has a default that is fine for a claim: one goods line, two pieces at 100.00.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "db/database.h"
#include "sales/invoice.h"

namespace recours::testing_support {

struct LineSpec {
  std::string line_no;                       // empty: 100, 200…
  sales::LineKind kind = sales::LineKind::Goods;
  std::string article_no, manufacturer_part_no, gtin, manufacturer;
  std::string description = "Écran 27 pouces";
  std::string product_group;                 // makes an article when this or non_returnable is set
  bool non_returnable = false;
  Decimal quantity = Decimal::of(2);
  Decimal unit_price = Decimal::of(100);
  Decimal vat_rate = Decimal::of(20);
  std::optional<std::string> order_no, delivery_note_no;
  std::optional<Date> delivered_on;          // of the delivery note
  std::vector<std::string> serials;

  LineSpec& line(std::string value) { line_no = std::move(value); return *this; }
  LineSpec& article(std::string value) { article_no = std::move(value); return *this; }
  LineSpec& part(std::string value) { manufacturer_part_no = std::move(value); return *this; }
  LineSpec& by(std::string value) { manufacturer = std::move(value); return *this; }
  LineSpec& described(std::string value) { description = std::move(value); return *this; }
  LineSpec& group(std::string value) { product_group = std::move(value); return *this; }
  LineSpec& not_returnable() { non_returnable = true; return *this; }
  LineSpec& pieces(std::int64_t value) { quantity = Decimal::of(value); return *this; }
  LineSpec& at(Decimal value) { unit_price = value; return *this; }
  LineSpec& order(std::string value) { order_no = std::move(value); return *this; }
  LineSpec& delivery(std::string value, std::optional<Date> on = {}) {
    delivery_note_no = std::move(value);
    delivered_on = on;
    return *this;
  }
  LineSpec& serial_numbers(std::vector<std::string> values) { serials = std::move(values); return *this; }
};

LineSpec goods_line();
LineSpec service_line();                     // "Extension de garantie 3 ans"
LineSpec freight_line();                     // "Frais de port"

struct InvoiceSpec {
  std::string number;                        // empty: 0033442137, 0033442138… in each database
  Date issued_on = Date::of(2019, 12, 20);
  std::string type = "380";
  std::string currency = "EUR";
  std::string seller = "FR40303265045";
  std::vector<LineSpec> lines = {goods_line()};
  std::vector<sales::InvoiceId> cites;

  InvoiceSpec& numbered(std::string value) { number = std::move(value); return *this; }
  InvoiceSpec& issued(Date value) { issued_on = value; return *this; }
  InvoiceSpec& of_type(std::string value) { type = std::move(value); return *this; }
  InvoiceSpec& with(std::vector<LineSpec> value) { lines = std::move(value); return *this; }
  InvoiceSpec& citing(sales::InvoiceId value) { cites.push_back(value); return *this; }
};

// A reseller account, as the accounts import would make it.
ResellerAccountId make_account(db::Database& database, const std::string& customer_no, const std::string& name,
                               const std::string& vat_no = "");

sales::InvoiceId make_invoice(db::Database& database, ResellerAccountId account, const InvoiceSpec& spec = {});
// Its lines in document order.
std::vector<sales::InvoiceLineId> line_ids(db::Database& database, sales::InvoiceId invoice);

}  // namespace recours::testing_support
