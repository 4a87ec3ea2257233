// Sales documents as the ERP handed them over (claims.md §2): values only.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "accounts/viewer.h"
#include "base/date.h"
#include "base/decimal.h"
#include "base/id.h"

namespace recours::sales {

using InvoiceId = Id<struct InvoiceNoun>;
using InvoiceLineId = Id<struct InvoiceLineNoun>;
using ManufacturerId = Id<struct ManufacturerNoun>;

enum class LineKind { Goods, Service, Freight };
std::string_view name_of(LineKind kind);                   // goods
std::optional<LineKind> line_kind_named(std::string_view name);

struct Account {
  ResellerAccountId id;
  std::string customer_no, name, vat_no, email, phone, street, postcode, city, country;
};

struct Manufacturer {
  ManufacturerId id;
  std::string name;
  std::string slug;
};

struct Invoice {
  InvoiceId id;
  ResellerAccountId account;
  std::string customer_no;
  std::string account_name;
  std::string number;                                      // with its leading zeros
  Date issued_on;
  std::string type;                                        // 380, 381, 384
  std::string currency;
  std::int64_t net_cents = 0;
};

struct InvoiceLine {
  InvoiceLineId id;
  InvoiceId invoice;
  std::string line_no;
  LineKind kind = LineKind::Goods;
  std::string article_no, manufacturer_part_no, gtin, description;
  std::optional<ManufacturerId> manufacturer;
  std::string manufacturer_name;
  std::string manufacturer_slug;
  std::string product_group;                               // of the article, empty when unknown
  bool non_returnable = false;                             // of the article
  Decimal quantity;
  Decimal unit_price;
  std::int64_t net_cents = 0;
  Decimal vat_rate;                                        // per cent
  std::optional<std::string> order_no, delivery_note_no;
  std::optional<Date> delivered_on;                        // of the delivery note, once known
  std::vector<std::string> serials;
};

}  // namespace recours::sales
