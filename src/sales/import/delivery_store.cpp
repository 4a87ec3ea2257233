// Delivery notes and serial numbers as the ERP hands them over.
#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "base/text.h"
#include "sales/import/document_rules.h"
#include "sales/import/table_store.h"
#include "sales/invoice.h"

namespace recours::sales {
namespace {

constexpr auto kMandatory = CsvColumn::Need::Mandatory;

// ---- deliveries

constexpr std::array kDeliveryColumns{CsvColumn{"delivery_note_no", kMandatory}, CsvColumn{"shipped_on"},
                                      CsvColumn{"delivered_on"}, CsvColumn{"carrier"}, CsvColumn{"tracking"}};

struct DeliveryRow {
  std::string number, key;
  std::optional<Date> shipped_on, delivered_on;
  std::string carrier, tracking;
};

bool same(const DeliveryRow& a, const DeliveryRow& b) {
  return a.shipped_on == b.shipped_on && a.delivered_on == b.delivered_on && a.carrier == b.carrier && a.tracking == b.tracking;
}

class DeliveriesImport final : public TableImport {
 public:
  std::span<const CsvColumn> columns() const override { return kDeliveryColumns; }

  void read_row(CsvTable& table) override {
    DeliveryRow row;
    row.number = table.required("delivery_note_no");
    row.key = number_key(row.number);
    row.shipped_on = table.date("shipped_on");
    row.delivered_on = table.date("delivered_on");
    row.carrier = table.identifier("carrier");
    row.tracking = table.identifier("tracking");
    if (row.shipped_on && row.delivered_on && *row.delivered_on < *row.shipped_on) {
      table.refuse("delivered_before_shipped", "delivered_on", msg("Delivered on {1}, before it was shipped on {2}.", *row.delivered_on, *row.shipped_on));
    }
    if (rows_.empty()) {
      for (const auto& column : kDeliveryColumns) {
        if (!table.has(column.name)) absent_.insert(column.name);
      }
    }
    rows_.push_back(std::move(row));
  }

  std::size_t size() const override { return rows_.size(); }
  void forget_rows() override { rows_.clear(); }

  std::vector<RowFate> compare(db::Reader& reader) override {
    std::vector<std::string> keys;
    for (std::size_t at = 0; at < rows_.size(); ++at) keys.push_back(rows_[at].key);
    std::map<std::string, DeliveryRow> stored;
    reader.each("SELECT number, number_key, shipped_on, delivered_on, carrier, tracking FROM delivery_note WHERE number_key IN (:keys[text])",
                {{"keys", keys}}, [&](const db::Row& row) {
                  DeliveryRow note{row.get<std::string>("number"), row.get<std::string>("number_key"),
                                   row.get<std::optional<Date>>("shipped_on"), row.get<std::optional<Date>>("delivered_on"),
                                   row.get<std::string>("carrier"), row.get<std::string>("tracking")};
                  stored.emplace(note.key, note);
                });
    std::vector<RowFate> fates;
    for (std::size_t at = 0; at < rows_.size(); ++at) {
      const auto found = stored.find(rows_[at].key);
      if (found != stored.end()) keep_absent(rows_[at], found->second);
      fates.push_back(found == stored.end() ? RowFate::Created : same(found->second, rows_[at]) ? RowFate::Unchanged : RowFate::Changed);
    }
    return fates;
  }

  void write(db::Transaction& transaction, const std::vector<RowFate>& fates, Instant) override {
    for (std::size_t at = 0; at < fates.size(); ++at) {
      if (fates[at] == RowFate::Unchanged) continue;
      const DeliveryRow& row = rows_[at];
      transaction.execute(
          "INSERT INTO delivery_note (number, number_key, shipped_on, delivered_on, carrier, tracking) "
          "VALUES (:number, :key, :shipped, :delivered, :carrier, :tracking) ON CONFLICT (number_key) DO UPDATE SET "
          "shipped_on = excluded.shipped_on, delivered_on = excluded.delivered_on, carrier = excluded.carrier, "
          "tracking = excluded.tracking",
          {{"number", row.number}, {"key", row.key}, {"shipped", row.shipped_on}, {"delivered", row.delivered_on},
           {"carrier", row.carrier}, {"tracking", row.tracking}});
    }
  }

  std::string name_of_row(std::size_t row) const override { return rows_[row].number; }
  std::string key_of_row(std::size_t row) const override { return rows_[row].key; }
  const char* key_column() const override { return "delivery_note_no"; }

 private:
  void keep_absent(DeliveryRow& row, const DeliveryRow& stored) const {
    if (absent_.contains("shipped_on")) row.shipped_on = stored.shipped_on;
    if (absent_.contains("delivered_on")) row.delivered_on = stored.delivered_on;
    if (absent_.contains("carrier")) row.carrier = stored.carrier;
    if (absent_.contains("tracking")) row.tracking = stored.tracking;
  }

  std::vector<DeliveryRow> rows_;
  std::set<std::string_view> absent_;  // columns the file does not have: what is stored stays
};

// ---- serials

constexpr std::array kSerialColumns{CsvColumn{"invoice_no", kMandatory}, CsvColumn{"line_no", kMandatory}, CsvColumn{"serial", kMandatory}};

struct SerialRow {
  std::string invoice_no, line_no, serial;
  std::int64_t file_line = 0;
  InvoiceLineId line{};
};

class SerialsImport final : public TableImport {
 public:
  std::span<const CsvColumn> columns() const override { return kSerialColumns; }

  void read_row(CsvTable& table) override {
    rows_.push_back({table.required("invoice_no"), table.required("line_no"), table.required("serial"), table.line(), {}});
  }

  std::size_t size() const override { return rows_.size(); }
  void forget_rows() override { rows_.clear(); }

  // A serial belongs to one line: the invoice number and line number must name exactly one.
  void check(db::Reader& reader, std::vector<Finding>& findings) override {
    const auto lines = lines_named(reader);
    for (auto& row : rows_) {
      const auto [first, last] = lines.equal_range({number_key(row.invoice_no), row.line_no});
      const auto found = std::distance(first, last);
      if (found == 1) row.line = first->second;
      if (found == 0) {
        findings.push_back(error("line_unknown", row.file_line, "line_no", msg("There is no line {2} of an invoice {1}.", row.invoice_no, row.line_no)));
      }
      if (found > 1) {
        findings.push_back(error("line_ambiguous", row.file_line, "line_no", msg("Several lines {2} of an invoice {1} exist; the serial number cannot be assigned.", row.invoice_no, row.line_no)));
      }
    }
  }

  std::vector<RowFate> compare(db::Reader& reader) override {
    std::vector<InvoiceLineId> lines;
    for (std::size_t at = 0; at < rows_.size(); ++at) lines.push_back(rows_[at].line);
    std::set<std::pair<std::int64_t, std::string>> there;
    reader.each("SELECT line_id, number FROM serial_number WHERE line_id IN (:lines[])", {{"lines", lines}},
                [&](const db::Row& row) { there.emplace(row.get<std::int64_t>("line_id"), row.get<std::string>("number")); });
    std::vector<RowFate> fates;
    for (std::size_t at = 0; at < rows_.size(); ++at) {
      fates.push_back(there.emplace(rows_[at].line.value, rows_[at].serial).second ? RowFate::Created : RowFate::Unchanged);
    }
    return fates;
  }

  void write(db::Transaction& transaction, const std::vector<RowFate>& fates, Instant) override {
    for (std::size_t at = 0; at < fates.size(); ++at) {
      if (fates[at] == RowFate::Unchanged) continue;
      const SerialRow& row = rows_[at];
      transaction.execute("INSERT INTO serial_number (line_id, number, number_key) VALUES (:line, :number, :key) "
                          "ON CONFLICT (line_id, number) DO NOTHING",
                          {{"line", row.line}, {"number", row.serial}, {"key", number_key(row.serial)}});
    }
  }

  std::string name_of_row(std::size_t row) const override { return rows_[row].serial; }
  std::string key_of_row(std::size_t row) const override {
    return std::to_string(rows_[row].line.value) + "\n" + rows_[row].serial;
  }
  Repeats repeats() const override { return Repeats::Harmless; }

 private:
  using LinesByName = std::multimap<std::pair<std::string, std::string>, InvoiceLineId>;

  LinesByName lines_named(db::Reader& reader) const {
    std::set<std::string> keys;
    for (const auto& row : rows_) keys.insert(number_key(row.invoice_no));
    LinesByName lines;
    reader.each("SELECT l.id, l.line_no, i.number_key FROM invoice_line l JOIN invoice i ON i.id = l.invoice_id "
                "WHERE i.number_key IN (:keys[text]) AND i.type <> '381' AND i.source_format <> 'by_hand'",
                {{"keys", std::vector<std::string>(keys.begin(), keys.end())}}, [&](const db::Row& row) {
                  lines.emplace(std::pair(row.get<std::string>("number_key"), row.get<std::string>("line_no")),
                                row.get<InvoiceLineId>("id"));
                });
    return lines;
  }

  std::vector<SerialRow> rows_;
};

}  // namespace

std::unique_ptr<TableImport> deliveries_import() { return std::make_unique<DeliveriesImport>(); }
std::unique_ptr<TableImport> serials_import() { return std::make_unique<SerialsImport>(); }

}  // namespace recours::sales
