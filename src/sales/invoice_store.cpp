#include "sales/invoice_store.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <limits>
#include <unordered_map>

#include "base/text.h"

namespace recours::sales {
namespace {

constexpr std::array kNumberKinds{NumberKind::Invoice, NumberKind::Order, NumberKind::DeliveryNote, NumberKind::Serial,
                                  NumberKind::Part};

constexpr std::string_view kInvoiceColumns =
    "SELECT i.id, i.account_id, a.customer_no, a.name AS account_name, i.number, i.issued_on, i.type, i.currency, i.net_cents "
    "FROM invoice i JOIN reseller_account a ON a.id = i.account_id ";

constexpr std::string_view kLineColumns =
    "SELECT l.id, l.invoice_id, l.line_no, l.kind, l.article_no, l.manufacturer_part_no, l.gtin, l.description, "
    "l.manufacturer_id, m.name AS manufacturer_name, m.slug AS manufacturer_slug, ar.product_group, ar.non_returnable, "
    "l.quantity_micros, l.unit_price_micros, l.net_cents, l.vat_rate_micros, l.order_no, l.delivery_note_no, d.delivered_on "
    "FROM invoice_line l "
    "LEFT JOIN manufacturer m ON m.id = l.manufacturer_id "
    "LEFT JOIN article ar ON ar.article_no = l.article_no "
    "LEFT JOIN delivery_note d ON d.number_key = l.delivery_note_key ";

// Two texts instead of `:account = 0 OR …`: with the equality alone both engines walk the account's own index.
std::string scoped(std::int64_t account) { return account == 0 ? ":account = 0 " : "i.account_id = :account "; }

// With a number the few invoices that have it are found first; `+ 0` keeps SQLite from walking the whole account instead.
std::string scoped_by_number(std::int64_t account) { return account == 0 ? ":account = 0 " : "i.account_id + 0 = :account "; }

// Neither credit notes nor what was written down by hand for one claim (by_hand_store.h).
constexpr std::string_view kClaimable = "i.type IN ('380', '384') AND i.source_format <> 'by_hand' ";

// What must hold of line `l` so that its number of this kind lies in [:low, :high).
std::string_view line_condition(NumberKind kind) {
  switch (kind) {
    case NumberKind::Order: return "l.order_key >= :low AND l.order_key < :high ";
    case NumberKind::DeliveryNote: return "l.delivery_note_key >= :low AND l.delivery_note_key < :high ";
    case NumberKind::Serial:
      return "l.id IN (SELECT line_id FROM serial_number WHERE number_key >= :low AND number_key < :high) ";
    case NumberKind::Part:
      return "((l.part_key >= :low AND l.part_key < :high) OR (l.article_key >= :low AND l.article_key < :high)) ";
    case NumberKind::Invoice: break;
  }
  return "";
}

// What must hold of invoice `i`.
std::string invoice_condition(NumberKind kind) {
  if (kind == NumberKind::Invoice) return "i.id IN (SELECT id FROM invoice WHERE number_key >= :low AND number_key < :high) ";
  std::string sql = "i.id IN (SELECT l.invoice_id FROM invoice_line l WHERE ";
  sql += line_condition(kind);
  return sql + ") ";
}

// The kind is not known: any of them. One list of ids, so that each number index is searched once.
std::string any_condition() {
  std::string sql = "i.id IN (SELECT id FROM invoice WHERE number_key >= :low AND number_key < :high ";
  for (const auto kind : kNumberKinds) {
    if (kind == NumberKind::Invoice) continue;
    sql += "UNION SELECT l.invoice_id FROM invoice_line l WHERE ";
    sql += line_condition(kind);
  }
  return sql + ") ";
}

// Keys that begin with `key`, in byte order; or the key alone.
struct KeyRange {
  std::string low, high;
};
KeyRange beginning_with(const std::string& number) {
  const std::string key = number_key(number);
  return {key, key + "\xF4\x8F\xBF\xBF"};  // U+10FFFF: after every character, and valid text for both engines
}
KeyRange exactly(const std::string& number) {
  const std::string key = number_key(number);
  return {key, key + "\x01"};
}

Invoice invoice_of(const db::Row& row) {
  Invoice invoice;
  invoice.id = row.get<InvoiceId>("id");
  invoice.account = row.get<ResellerAccountId>("account_id");
  invoice.customer_no = row.get<std::string>("customer_no");
  invoice.account_name = row.get<std::string>("account_name");
  invoice.number = row.get<std::string>("number");
  invoice.issued_on = row.get<Date>("issued_on");
  invoice.type = row.get<std::string>("type");
  invoice.currency = row.get<std::string>("currency");
  invoice.net_cents = row.get<std::int64_t>("net_cents");
  return invoice;
}

InvoiceLine line_of(const db::Row& row) {
  InvoiceLine line;
  line.id = row.get<InvoiceLineId>("id");
  line.invoice = row.get<InvoiceId>("invoice_id");
  line.line_no = row.get<std::string>("line_no");
  line.kind = line_kind_named(row.get<std::string_view>("kind")).value();
  line.article_no = row.get<std::string>("article_no");
  line.manufacturer_part_no = row.get<std::string>("manufacturer_part_no");
  line.gtin = row.get<std::string>("gtin");
  line.description = row.get<std::string>("description");
  line.manufacturer = row.get<std::optional<ManufacturerId>>("manufacturer_id");
  line.manufacturer_name = row.get<std::optional<std::string>>("manufacturer_name").value_or("");
  line.manufacturer_slug = row.get<std::optional<std::string>>("manufacturer_slug").value_or("");
  line.product_group = row.get<std::optional<std::string>>("product_group").value_or("");
  line.non_returnable = row.get<std::optional<bool>>("non_returnable").value_or(false);
  line.quantity = row.get<Decimal>("quantity_micros");
  line.unit_price = row.get<Decimal>("unit_price_micros");
  line.net_cents = row.get<std::int64_t>("net_cents");
  line.vat_rate = row.get<Decimal>("vat_rate_micros");
  line.order_no = row.get<std::optional<std::string>>("order_no");
  line.delivery_note_no = row.get<std::optional<std::string>>("delivery_note_no");
  line.delivered_on = row.get<std::optional<Date>>("delivered_on");
  return line;
}

struct Position {
  Date issued_on = Date::of(2999, 12, 31);
  std::int64_t id = std::numeric_limits<std::int64_t>::max();
};

std::string cursor_of(const Invoice& invoice) { return invoice.issued_on.iso() + "." + std::to_string(invoice.id.value); }

Position position_of(const std::string& cursor) {
  Position position;
  if (cursor.empty()) return position;
  const auto day = Date::parse_iso(std::string_view(cursor).substr(0, 10));
  const char* end = cursor.data() + cursor.size();
  if (!day || cursor.size() < 12 || cursor[10] != '.') throw Malformed("cursor");
  const auto [stop, error] = std::from_chars(cursor.data() + 11, end, position.id);
  if (error != std::errc() || stop != end) throw Malformed("cursor");
  position.issued_on = *day;
  return position;
}

void add_serials(db::Reader& reader, std::vector<InvoiceLine>& lines) {
  std::unordered_map<std::int64_t, InvoiceLine*> by_id;
  std::vector<InvoiceLineId> ids;
  for (auto& line : lines) {
    by_id.emplace(line.id.value, &line);
    ids.push_back(line.id);
  }
  if (ids.empty()) return;
  reader.each("SELECT line_id, number FROM serial_number WHERE line_id IN (:ids[]) ORDER BY line_id, number", {{"ids", ids}},
              [&](const db::Row& row) {
                by_id.at(row.get<std::int64_t>("line_id"))->serials.push_back(row.get<std::string>("number"));
              });
}

// As the caller listed the invoices, each in document order (the rows come by invoice id).
void sort_as_listed(std::vector<InvoiceLine>& lines, const std::vector<InvoiceId>& invoices) {
  std::unordered_map<std::int64_t, std::size_t> rank;
  for (std::size_t at = 0; at < invoices.size(); ++at) rank.emplace(invoices[at].value, at);
  std::stable_sort(lines.begin(), lines.end(), [&](const InvoiceLine& a, const InvoiceLine& b) {
    return rank.at(a.invoice.value) < rank.at(b.invoice.value);
  });
}

std::vector<Invoice> read_page(db::Reader& reader, std::int64_t account, const InvoiceFilter& filter, const Page& page) {
  const Position after = position_of(page.after);
  const Date from = filter.from.value_or(Date::of(1900, 1, 1)), to = filter.to.value_or(Date::of(2999, 12, 31));
  std::string sql(kInvoiceColumns);
  sql += "WHERE " + (filter.number.empty() ? scoped(account) : scoped_by_number(account)) + "AND ";
  sql += kClaimable;
  sql += "AND i.issued_on >= :from AND i.issued_on <= :to AND (i.issued_on, i.id) < (:after_on, :after_id) ";
  const std::string order = "ORDER BY i.issued_on DESC, i.id DESC LIMIT :limit";
  if (filter.number.empty()) {
    return reader.list(sql + order,
                       {{"account", account}, {"from", from}, {"to", to}, {"after_on", after.issued_on},
                        {"after_id", after.id}, {"limit", page.limit + 1}},
                       invoice_of);
  }
  const KeyRange range = beginning_with(filter.number);
  sql += "AND (" + (filter.number_kind ? invoice_condition(*filter.number_kind) : any_condition()) + ") ";
  return reader.list(sql + order,
                     {{"account", account}, {"from", from}, {"to", to}, {"after_on", after.issued_on}, {"after_id", after.id},
                      {"low", range.low}, {"high", range.high}, {"limit", page.limit + 1}},
                     invoice_of);
}

std::vector<NumberKind> kinds_within(db::Reader& reader, std::int64_t account, const KeyRange& range) {
  std::string sql;
  for (const auto kind : kNumberKinds) {
    if (!sql.empty()) sql += "UNION ALL ";
    sql += "SELECT '" + std::string(name_of(kind)) + "' AS kind WHERE EXISTS (SELECT 1 FROM invoice i WHERE ";
    sql += invoice_condition(kind) + "AND " + scoped_by_number(account) + "AND ";
    sql += kClaimable;
    sql += ") ";
  }
  auto kinds = reader.list(sql, {{"account", account}, {"low", range.low}, {"high", range.high}},
                           [](const db::Row& row) { return number_kind_named(row.get<std::string_view>("kind")).value(); });
  std::sort(kinds.begin(), kinds.end());
  return kinds;
}

constexpr std::string_view kAccountColumns =
    "SELECT id, customer_no, name, vat_no, email, phone, street, postcode, city, country FROM reseller_account ";

Account account_of(const db::Row& row) {
  Account account;
  account.id = row.get<ResellerAccountId>("id");
  account.customer_no = row.get<std::string>("customer_no");
  account.name = row.get<std::string>("name");
  account.vat_no = row.get<std::string>("vat_no");
  account.email = row.get<std::string>("email");
  account.phone = row.get<std::string>("phone");
  account.street = row.get<std::string>("street");
  account.postcode = row.get<std::string>("postcode");
  account.city = row.get<std::string>("city");
  account.country = row.get<std::string>("country");
  return account;
}

Manufacturer manufacturer_of(const db::Row& row) {
  return {row.get<ManufacturerId>("id"), row.get<std::string>("name"), row.get<std::string>("slug")};
}

}  // namespace

std::string_view name_of(NumberKind kind) {
  switch (kind) {
    case NumberKind::Invoice: return "invoice";
    case NumberKind::Order: return "order";
    case NumberKind::DeliveryNote: return "delivery_note";
    case NumberKind::Serial: return "serial";
    case NumberKind::Part: return "part";
  }
  return "invoice";
}

std::optional<NumberKind> number_kind_named(std::string_view name) {
  for (const auto kind : kNumberKinds) {
    if (name == name_of(kind)) return kind;
  }
  return std::nullopt;
}

PageOf<Invoice> list_invoices(db::Reader& reader, const accounts::Viewer& viewer, const InvoiceFilter& filter,
                              const Page& page) {
  PageOf<Invoice> found;
  found.items = read_page(reader, accounts::account_scope(viewer), filter, page);
  if (found.items.size() > static_cast<std::size_t>(page.limit)) {
    found.items.pop_back();
    found.next = cursor_of(found.items.back());
  }
  return found;
}

std::vector<NumberKind> recognise_number(db::Reader& reader, const accounts::Viewer& viewer, const std::string& number) {
  if (number_key(number).empty()) return {};
  const auto account = accounts::account_scope(viewer);
  auto kinds = kinds_within(reader, account, exactly(number));
  if (kinds.empty()) kinds = kinds_within(reader, account, beginning_with(number));
  return kinds;
}

Invoice require_invoice(db::Reader& reader, const accounts::Viewer& viewer, InvoiceId id) {
  const auto account = accounts::account_scope(viewer);
  return reader.require(std::string(kInvoiceColumns) + "WHERE i.id = :id AND i.source_format <> 'by_hand' AND " + scoped(account),
                        {{"id", id}, {"account", account}}, invoice_of);
}

std::vector<InvoiceLine> list_lines(db::Reader& reader, const std::vector<InvoiceId>& invoices, const InvoiceFilter& filter) {
  if (invoices.empty()) return {};
  const std::string sql = std::string(kLineColumns) + "WHERE l.invoice_id IN (:ids[]) ";
  const std::string order = "ORDER BY l.invoice_id, l.position";
  const bool by_line = !filter.number.empty() && filter.number_kind && *filter.number_kind != NumberKind::Invoice;
  std::vector<InvoiceLine> lines;
  if (by_line) {
    const KeyRange range = beginning_with(filter.number);
    lines = reader.list(sql + "AND " + std::string(line_condition(*filter.number_kind)) + order,
                        {{"ids", invoices}, {"low", range.low}, {"high", range.high}}, line_of);
  } else {
    lines = reader.list(sql + order, {{"ids", invoices}}, line_of);
  }
  add_serials(reader, lines);
  sort_as_listed(lines, invoices);
  return lines;
}

LineWithInvoice require_line(db::Reader& reader, const accounts::Viewer& viewer, InvoiceLineId id) {
  const auto account = accounts::account_scope(viewer);
  auto invoice = reader.require(std::string(kInvoiceColumns) + "JOIN invoice_line l ON l.invoice_id = i.id WHERE l.id = :id AND " +
                                    std::string(kClaimable) + "AND " + scoped(account),
                                {{"id", id}, {"account", account}}, invoice_of);
  std::vector<InvoiceLine> lines{reader.require(std::string(kLineColumns) + "WHERE l.id = :id", {{"id", id}}, line_of)};
  add_serials(reader, lines);
  return {std::move(lines.front()), std::move(invoice)};
}

std::vector<Invoice> list_citing(db::Reader& reader, const accounts::Viewer& viewer, InvoiceId id) {
  const auto account = accounts::account_scope(viewer);
  return reader.list(std::string(kInvoiceColumns) + "JOIN invoice_citation c ON c.invoice_id = i.id WHERE c.cited_id = :id "
                         "AND i.type <> '380' AND " + scoped(account) + "ORDER BY i.issued_on DESC, i.id DESC",
                     {{"id", id}, {"account", account}}, invoice_of);
}

std::optional<Account> find_account(db::Reader& reader, ResellerAccountId id) {
  return reader.find(std::string(kAccountColumns) + "WHERE id = :id", {{"id", id}}, account_of);
}

std::optional<Account> find_account_by_customer_no(db::Reader& reader, const std::string& customer_no) {
  return reader.find(std::string(kAccountColumns) + "WHERE customer_no = :customer_no", {{"customer_no", customer_no}},
                     account_of);
}

std::vector<Manufacturer> list_manufacturers(db::Reader& reader) {
  return reader.list("SELECT id, name, slug FROM manufacturer ORDER BY name_key", {}, manufacturer_of);
}

std::optional<Manufacturer> find_manufacturer(db::Reader& reader, const std::string& slug) {
  return reader.find("SELECT id, name, slug FROM manufacturer WHERE slug = :slug", {{"slug", slug}}, manufacturer_of);
}

}  // namespace recours::sales
