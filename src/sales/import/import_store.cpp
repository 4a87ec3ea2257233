#include "sales/import/import_store.h"

#include <algorithm>
#include <array>
#include <set>

#include <sodium.h>

#include "base/text.h"
#include "db/many_rows.h"
#include "sales/import/document_rules.h"

namespace recours::sales {
namespace {

constexpr std::size_t kLookUpAtOnce = 500;

std::string key_or_empty(const std::string& number) { return number.empty() ? std::string() : number_key(number); }

// Every value with its length, so that no two documents can be written alike.
class Canonical {
 public:
  Canonical& add(const std::string& value) {
    text_ += std::to_string(value.size()) + ":" + value;
    return *this;
  }
  Canonical& add(std::int64_t value) { return add(std::to_string(value)); }
  Canonical& add(const std::optional<std::string>& value) { return value ? add("+" + *value) : add(std::string("-")); }
  std::string sha256() const {
    std::string hash(crypto_hash_sha256_BYTES, '\0');
    crypto_hash_sha256(reinterpret_cast<unsigned char*>(hash.data()), reinterpret_cast<const unsigned char*>(text_.data()),
                       text_.size());
    return hex(hash);
  }

 private:
  std::string text_;
};

void add_line(Canonical& text, const DocumentLine& line) {
  text.add(line.line_no).add(line.kind ? std::string(name_of(*line.kind)) : "");
  text.add(line.article_no).add(line.manufacturer_part_no).add(line.gtin).add(line.manufacturer).add(line.description);
  text.add(line.quantity.micros()).add(line.unit_price.micros()).add(line.net_cents).add(line.vat_rate.micros());
  text.add(line.order_no).add(line.delivery_note_no).add(static_cast<std::int64_t>(line.serials.size()));
  for (const auto& serial : line.serials) text.add(serial);
}

LineKind kind_of(const DocumentLine& line, const std::map<std::string, LineKind>& article_kinds) {
  if (line.kind) return *line.kind;
  const auto known = article_kinds.find(line.article_no);
  return known == article_kinds.end() ? LineKind::Goods : known->second;
}

struct LineRow {
  InvoiceId invoice;
  std::int64_t position;
  const DocumentLine* line;
  LineKind kind;
  std::int64_t manufacturer;  // 0: none
};

constexpr std::string_view kLineHead =
    "INSERT INTO invoice_line (invoice_id, position, line_no, kind, article_no, article_key, manufacturer_part_no, part_key, gtin, "
    "manufacturer_id, description, quantity_micros, unit_price_micros, net_cents, vat_rate_micros, order_no, order_key, "
    "delivery_note_no, delivery_note_key)";
constexpr std::array<std::string_view, 19> kLineColumns{
    "?", "?", "?", "?", "?", "?", "?", "?", "?", "NULLIF(?, 0)", "?", "?", "?", "?", "?", "NULLIF(?, '')", "NULLIF(?, '')",
    "NULLIF(?, '')", "NULLIF(?, '')"};

db::Value line_cell(const LineRow& row, std::size_t column) {
  const DocumentLine& line = *row.line;
  switch (column) {
    case 0: return row.invoice.value;
    case 1: return row.position;
    case 2: return line.line_no;
    case 3: return std::string(name_of(row.kind));
    case 4: return line.article_no;
    case 5: return key_or_empty(line.article_no);
    case 6: return line.manufacturer_part_no;
    case 7: return key_or_empty(line.manufacturer_part_no);
    case 8: return line.gtin;
    case 9: return row.manufacturer;
    case 10: return line.description;
    case 11: return line.quantity.micros();
    case 12: return line.unit_price.micros();
    case 13: return line.net_cents;
    case 14: return line.vat_rate.micros();
    case 15: return line.order_no.value_or("");
    case 16: return key_or_empty(line.order_no.value_or(""));
    case 17: return line.delivery_note_no.value_or("");
    default: return key_or_empty(line.delivery_note_no.value_or(""));
  }
}

constexpr std::string_view kInvoiceHead =
    "INSERT INTO invoice (account_id, seller, number, number_key, issued_on, type, currency, net_cents, source_format, "
    "source_sha256, imported_at)";
constexpr std::array<std::string_view, 11> kInvoiceColumns{"?", "?", "?", "?", "?", "?", "?", "?", "?", "?", "?"};

db::Value invoice_cell(const NewInvoice& invoice, Instant now, std::size_t column) {
  const Document& document = *invoice.document;
  switch (column) {
    case 0: return invoice.account.value;
    case 1: return document.seller;
    case 2: return document.number;
    case 3: return number_key(document.number);
    case 4: return document.issued_on.iso();
    case 5: return document.type;
    case 6: return document.currency;
    case 7: return net_cents_of(document);
    case 8: return document.format;
    case 9: return invoice.fingerprint;
    default: return now.iso();
  }
}

struct SerialRow {
  std::int64_t line;
  const std::string* number;
};

void insert_serials(db::Transaction& transaction, const std::vector<SerialRow>& serials) {
  db::many_rows::insert<3>(transaction, "INSERT INTO serial_number (line_id, number, number_key)", {"?", "?", "?"}, "", serials.size(),
                           [&](std::size_t row, std::size_t column) -> db::Value {
                             if (column == 0) return serials[row].line;
                             return column == 1 ? *serials[row].number : number_key(*serials[row].number);
                           });
}

// Of the same account, by number and, where told, date; none when several fit.
std::optional<InvoiceId> find_cited(db::Reader& reader, InvoiceId citing, const Citation& citation, ResellerAccountId account) {
  const auto found = reader.list(
      "SELECT id FROM invoice WHERE number_key = :key AND account_id = :account AND id <> :citing AND type <> '381' AND source_format <> 'by_hand' "
      "AND issued_on >= :from AND issued_on <= :to LIMIT 2",
      {{"key", number_key(citation.number)}, {"account", account}, {"citing", citing},
       {"from", citation.issued_on.value_or(Date::of(1900, 1, 1))}, {"to", citation.issued_on.value_or(Date::of(2999, 12, 31))}},
      [](const db::Row& row) { return row.get<InvoiceId>("id"); });
  if (found.size() != 1) return std::nullopt;
  return found.front();
}

}  // namespace

AccountBook::AccountBook(db::Reader& reader) {
  reader.each("SELECT id, customer_no, vat_no FROM reseller_account", {}, [&](const db::Row& row) {
    const auto id = row.get<ResellerAccountId>("id");
    customers_.emplace(row.get<std::string>("customer_no"), id);
    if (const auto vat = vat_key(row.get<std::string_view>("vat_no")); !vat.empty()) vat_numbers_.emplace(vat, id);
  });
}

std::optional<ResellerAccountId> AccountBook::by_customer_no(const std::string& customer_no) const {
  const auto found = customers_.find(customer_no);
  if (found == customers_.end()) return std::nullopt;
  return found->second;
}

std::vector<ResellerAccountId> AccountBook::by_vat_no(const std::string& vat_no) const {
  std::vector<ResellerAccountId> found;
  const std::string key = vat_key(vat_no);
  if (key.empty()) return found;
  const auto [first, last] = vat_numbers_.equal_range(key);
  for (auto at = first; at != last; ++at) found.push_back(at->second);
  return found;
}

InvoiceKey key_of(const Document& document) { return {document.seller, document.number, document.type, document.issued_on}; }

std::string fingerprint_of(const Document& document) {
  Canonical text;
  text.add(document.seller).add(document.number).add(document.type).add(document.issued_on.iso()).add(document.currency);
  text.add(static_cast<std::int64_t>(document.cites.size()));
  for (const auto& citation : document.cites) {
    text.add(citation.number).add(citation.issued_on ? citation.issued_on->iso() : std::string());
  }
  for (const auto& line : document.lines) add_line(text, line);
  return text.sha256();
}

KnownInvoices list_known(db::Reader& reader, const std::vector<const Document*>& documents) {
  KnownInvoices known;
  for (std::size_t from = 0; from < documents.size(); from += kLookUpAtOnce) {
    std::vector<std::string> keys;
    for (std::size_t at = from; at < std::min(from + kLookUpAtOnce, documents.size()); ++at) {
      keys.push_back(number_key(documents[at]->number));
    }
    reader.each("SELECT account_id, seller, number, type, issued_on, source_sha256 FROM invoice WHERE number_key IN (:keys[text])",
                {{"keys", keys}}, [&](const db::Row& row) {
                  known.emplace(InvoiceKey{row.get<std::string>("seller"), row.get<std::string>("number"),
                                           row.get<std::string>("type"), row.get<Date>("issued_on")},
                                KnownInvoice{row.get<ResellerAccountId>("account_id"), row.get<std::string>("source_sha256")});
                });
  }
  return known;
}

ManufacturerId ManufacturerBook::id_of(db::Transaction& transaction, const std::string& name) {
  const std::string key = fold(name);
  if (const auto known = known_.find(key); known != known_.end()) return known->second;
  const std::string base = slug(name).empty() ? "fabricant" : slug(name);
  // Two names may fold to different keys and yet want the same address: the later one gets a number.
  for (int attempt = 1;; ++attempt) {
    const auto there = transaction.find("SELECT id FROM manufacturer WHERE name_key = :key", {{"key", key}},
                                        [](const db::Row& row) { return row.get<ManufacturerId>("id"); });
    if (there) return known_.emplace(key, *there).first->second;
    const auto added = transaction.find(
        "INSERT INTO manufacturer (name, name_key, slug) VALUES (:name, :key, :slug) ON CONFLICT DO NOTHING RETURNING id",
        {{"name", name}, {"key", key}, {"slug", attempt == 1 ? base : base + "-" + std::to_string(attempt)}},
        [](const db::Row& row) { return row.get<ManufacturerId>("id"); });
    if (added) return known_.emplace(key, *added).first->second;
  }
}

std::map<std::string, LineKind> list_article_kinds(db::Reader& reader, const std::vector<NewInvoice>& invoices) {
  std::set<std::string> numbers;
  for (const auto& invoice : invoices) {
    for (const auto& line : invoice.document->lines) {
      if (!line.kind && !line.article_no.empty()) numbers.insert(line.article_no);
    }
  }
  std::map<std::string, LineKind> kinds;
  if (numbers.empty()) return kinds;
  reader.each("SELECT article_no, kind FROM article WHERE article_no IN (:numbers[text])",
              {{"numbers", std::vector<std::string>(numbers.begin(), numbers.end())}}, [&](const db::Row& row) {
                kinds.emplace(row.get<std::string>("article_no"), line_kind_named(row.get<std::string_view>("kind")).value());
              });
  return kinds;
}

void insert_delivery_notes(db::Transaction& transaction, const std::vector<NewInvoice>& invoices) {
  std::map<std::string, std::string> numbers;  // sorted, so that two imports cannot wait for each other
  for (const auto& invoice : invoices) {
    for (const auto& line : invoice.document->lines) {
      if (line.delivery_note_no) numbers.emplace(number_key(*line.delivery_note_no), *line.delivery_note_no);
    }
  }
  const std::vector<std::pair<std::string, std::string>> rows(numbers.begin(), numbers.end());
  db::many_rows::insert<2>(transaction, "INSERT INTO delivery_note (number, number_key)", {"?", "?"},
                           "ON CONFLICT (number_key) DO NOTHING", rows.size(), [&](std::size_t row, std::size_t column) -> db::Value {
                             return column == 0 ? rows[row].second : rows[row].first;
                           });
}

std::vector<WrittenInvoice> insert_invoices(db::Transaction& transaction, const std::vector<NewInvoice>& invoices,
                                            Instant now) {
  std::map<InvoiceKey, InvoiceId> ids;
  db::many_rows::insert(transaction, kInvoiceHead, kInvoiceColumns,
                        "ON CONFLICT (seller, number, type, issued_on) DO NOTHING RETURNING id, seller, number, type, issued_on",
                        invoices.size(),
                        [&](std::size_t row, std::size_t column) { return invoice_cell(invoices[row], now, column); },
                        [&](const db::Row& row) {
                          const auto id = row.get<InvoiceId>("id");
                          ids.emplace(InvoiceKey{row.get<std::string>("seller"), row.get<std::string>("number"),
                                                 row.get<std::string>("type"), row.get<Date>("issued_on")},
                                      id);
                        });
  std::vector<WrittenInvoice> written;
  for (const auto& invoice : invoices) {
    // Taken out: the same invoice twice was written once.
    if (const auto id = ids.extract(key_of(*invoice.document))) written.push_back({id.mapped(), &invoice});
  }
  return written;
}

void insert_lines(db::Transaction& transaction, const std::vector<WrittenInvoice>& invoices,
                  const std::map<std::string, LineKind>& article_kinds, ManufacturerBook& manufacturers) {
  std::vector<LineRow> rows;
  std::map<std::pair<std::int64_t, std::int64_t>, const DocumentLine*> with_serials;
  for (const auto& [id, invoice] : invoices) {
    std::int64_t position = 0;
    for (const auto& line : invoice->document->lines) {
      const auto manufacturer = line.manufacturer.empty() ? 0 : manufacturers.id_of(transaction, line.manufacturer).value;
      rows.push_back({id, ++position, &line, kind_of(line, article_kinds), manufacturer});
      if (!line.serials.empty()) with_serials.emplace(std::pair(id.value, position), &line);
    }
  }
  std::vector<SerialRow> serials;
  db::many_rows::insert(transaction, kLineHead, kLineColumns, "RETURNING id, invoice_id, position", rows.size(),
                        [&](std::size_t row, std::size_t column) { return line_cell(rows[row], column); },
                        [&](const db::Row& row) {
                          const auto id = row.get<std::int64_t>("id");
                          const auto found = with_serials.find({row.get<std::int64_t>("invoice_id"), row.get<std::int64_t>("position")});
                          if (found == with_serials.end()) return;
                          for (const auto& serial : found->second->serials) serials.push_back({id, &serial});
                        });
  insert_serials(transaction, serials);
}

AwaitedKeys list_awaited(db::Reader& reader, const std::vector<NewInvoice>& invoices) {
  std::vector<std::string> keys;
  keys.reserve(invoices.size());
  for (const auto& invoice : invoices) keys.push_back(number_key(invoice.document->number));
  AwaitedKeys awaited;
  reader.each("SELECT DISTINCT cited_key FROM invoice_citation WHERE cited_id IS NULL AND cited_key IN (:keys[text])", {{"keys", keys}},
              [&](const db::Row& row) { awaited.insert(row.get<std::string>("cited_key")); });
  return awaited;
}

void link_citations(db::Transaction& transaction, InvoiceId id, const NewInvoice& invoice, AwaitedKeys& awaited) {
  const Document& document = *invoice.document;
  for (const auto& citation : document.cites) {
    awaited.insert(number_key(citation.number));
    transaction.execute(
        "INSERT INTO invoice_citation (invoice_id, cited_number, cited_key, cited_on, cited_id) "
        "VALUES (:invoice, :number, :key, :cited_on, :cited)",
        {{"invoice", id}, {"number", citation.number}, {"key", number_key(citation.number)}, {"cited_on", citation.issued_on},
         {"cited", find_cited(transaction, id, citation, invoice.account)}});
  }
  if (document.type == "381" || !awaited.contains(number_key(document.number))) return;
  transaction.execute(
      "UPDATE invoice_citation SET cited_id = :id WHERE cited_id IS NULL AND cited_key = :key AND invoice_id <> :id "
      "AND (cited_on IS NULL OR cited_on = :issued) "
      "AND invoice_id IN (SELECT id FROM invoice WHERE account_id = :account)",
      {{"id", id}, {"key", number_key(document.number)}, {"issued", document.issued_on}, {"account", invoice.account}});
}

}  // namespace recours::sales
