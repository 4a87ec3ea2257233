// import_table: the same two passes as for invoices, for the other tables of the ERP.
#include <algorithm>
#include <cstring>

#include <boost/json.hpp>

#include "base/text.h"
#include "base/text_file.h"
#include "sales/import/document_reader.h"
#include "sales/import/import_actions.h"
#include "sales/import/steps.h"
#include "sales/import/table_store.h"
#include "sales/import/told.h"

namespace recours::sales {
namespace {

constexpr std::size_t kRowsAtOnce = 1000;
constexpr std::size_t kRowsShown = 200;

struct TableName {
  const char* format;   // in the report
  const char* action;   // in the journal
};

TableName name_of(TableKind kind) {
  switch (kind) {
    case TableKind::Accounts: return {"accounts", "accounts.imported"};
    case TableKind::Articles: return {"articles", "articles.imported"};
    case TableKind::Deliveries: return {"deliveries", "deliveries.imported"};
    case TableKind::Serials: return {"serials", "serials.imported"};
  }
  return {"", ""};
}

std::unique_ptr<TableImport> table_of(TableKind kind) {
  switch (kind) {
    case TableKind::Accounts: return accounts_import();
    case TableKind::Articles: return articles_import();
    case TableKind::Deliveries: return deliveries_import();
    case TableKind::Serials: return serials_import();
  }
  return nullptr;
}

// The rows of one file, some at a time.
class TableFile {
 public:
  TableFile(const ImportSource& source, TableImport& import, std::vector<Finding>& findings)
      : import_(import), findings_(findings) {
    const auto file = source.open();
    if (size_of(*file) == 0) findings.push_back(error("empty_file", 0, "", msg("The file is empty.")));
    const auto text = has_error(findings) ? std::nullopt : open_text(file, findings);
    if (!text) return;
    rows_ = std::make_unique<TextRows>(*text);
    table_.emplace(*rows_, import.columns(), findings);
  }

  // False at the end, and after too many errors.
  bool next() {
    import_.forget_rows();
    lines_.clear();
    while (table_ && !missing_column() && import_.size() < kRowsAtOnce && table_->refusals() < kMostTold && table_->next()) {
      import_.read_row(*table_);
      lines_.push_back(table_->line());
    }
    return import_.size() > 0;
  }
  std::int64_t line_of(std::size_t row) const { return lines_[row]; }
  std::int64_t bytes_read() const { return table_ ? static_cast<std::int64_t>(table_->end()) : 0; }

 private:
  // Without its mandatory columns no row means anything.
  bool missing_column() {
    if (!looked_) is_missing_ = has_error(findings_);
    looked_ = true;
    return is_missing_;
  }

  TableImport& import_;
  std::vector<Finding>& findings_;
  std::unique_ptr<TextRows> rows_;
  std::optional<CsvTable> table_;
  std::vector<std::int64_t> lines_;
  bool looked_ = false, is_missing_ = false;
};

// Rows that say what another row of the file said.
class Repeated {
 public:
  void add(const TableImport& import, std::size_t row, std::int64_t line, RowFate fate) {
    const auto key = import.key_of_row(row);
    if (key.empty()) return;
    Entry entry{digest_of(key), line, fate, {}};
    const auto name = shortened(import.name_of_row(row), sizeof entry.name - 1);
    std::memcpy(entry.name, name.data(), std::min(name.size(), sizeof entry.name - 1));
    entries_.add(entry);
  }

  void settle(const TableImport& import, FileReport& report) {
    auto cursor = entries_.read();
    Entry before{}, entry{};
    for (bool is_first = true; cursor.next(entry); is_first = false, before = entry) {
      if (is_first || entry.key != before.key) continue;
      if (import.repeats() == TableImport::Repeats::Refused) {
        report.findings.push_back(error("repeated_row", entry.line, import.key_column(), msg("{1} stands in the file more than once.", std::string(entry.name))));
        limit_.shorten(report.findings);
      } else if (entry.fate == RowFate::Created && report.created > 0) {
        --report.created;
        ++report.unchanged;
      }
    }
  }

 private:
  struct Entry {
    Digest key;
    std::int64_t line;
    RowFate fate;
    char name[80];
    bool operator<(const Entry& other) const { return std::tie(key, line) < std::tie(other.key, other.line); }
  };
  SortedSpool<Entry> entries_;
  Told limit_;
};

void count(const std::vector<RowFate>& fates, FileReport& report) {
  for (const auto fate : fates) {
    if (fate == RowFate::Created) ++report.created;
    if (fate == RowFate::Unchanged) ++report.unchanged;
    if (fate == RowFate::Changed) ++report.changed;
  }
}

// First pass over one file: writes nothing.
FileReport check(db::Database& database, TableKind kind, const ImportSource& source, Steps& steps) {
  FileReport report;
  report.file = source.name;
  report.format = name_of(kind).format;
  const auto import = table_of(kind);
  TableFile file(source, *import, report.findings);
  Repeated repeated;
  Told limit;
  while (file.next()) {
    report.lines += static_cast<std::int64_t>(import->size());
    const auto reader = database.reader();
    import->check(*reader, report.findings);
    const auto fates = import->compare(*reader);
    for (std::size_t row = 0; row < fates.size(); ++row) {
      repeated.add(*import, row, file.line_of(row), fates[row]);
      if (report.rows.size() < kRowsShown) report.rows.push_back({file.line_of(row), fates[row], import->name_of_row(row)});
    }
    count(fates, report);
    limit.shorten(report.findings);
    steps.checked(file.bytes_read(), report.lines);
  }
  repeated.settle(*import, report);
  if (report.lines == 0 && !has_error(report.findings)) report.findings.push_back(error("no_rows", 1, "", msg("The file has a heading but no rows.")));
  limit.finish(report.findings);
  report.refused = has_error(report.findings);
  return report;
}

void note(db::Transaction& transaction, const TableImport& import, const std::vector<RowFate>& fates, const TableName& table,
          const std::string& file, const journal::Actor& actor, Instant now) {
  boost::json::array created, changed;
  for (std::size_t row = 0; row < fates.size(); ++row) {
    if (fates[row] == RowFate::Created) created.push_back(boost::json::string(import.name_of_row(row)));
    if (fates[row] == RowFate::Changed) changed.push_back(boost::json::string(import.name_of_row(row)));
  }
  if (created.empty() && changed.empty()) return;
  journal::append(transaction, actor, now, table.action, {"import", table.format},
                  {{"file", file}, {"created", created}, {"changed", changed}});
}

// Second pass: counts what was really done.
void write(db::Database& database, TableKind kind, const ImportSource& source, FileReport& report, Steps& steps,
           const journal::Actor& actor, Instant now) {
  const auto import = table_of(kind);
  std::vector<Finding> told_before, gone;
  TableFile file(source, *import, told_before);
  report.created = report.changed = report.unchanged = 0;
  while (file.next()) {
    const auto fates = database.write([&](db::Transaction& transaction) {
      gone.clear();
      import->check(transaction, gone);
      if (!gone.empty()) throw std::runtime_error("what the file names is gone since it was checked: " + report.file);
      auto found = import->compare(transaction);
      import->write(transaction, found, now);
      note(transaction, *import, found, name_of(kind), report.file, actor, now);
      return found;
    });
    count(fates, report);
    steps.at(file.bytes_read(), static_cast<std::int64_t>(fates.size()));
    told_before.clear();
  }
}

}  // namespace

ImportReport import_table(db::Database& database, TableKind kind, const std::vector<ImportSource>& sources,
                          const ImportOptions& options, const journal::Actor& actor, Instant now) {
  ImportReport report;
  report.dry_run = options.dry_run;
  Steps steps(sources, options.tell);
  for (const auto& source : sources) {
    report.files.push_back(check(database, kind, source, steps));
    steps.end_file();
  }
  if (report.refused()) {
    for (auto& file : report.files) file.created = file.changed = file.unchanged = 0;
  } else if (!options.dry_run) {
    steps.begin_writing();
    for (std::size_t at = 0; at < sources.size(); ++at) {
      write(database, kind, sources[at], report.files[at], steps, actor, now);
      steps.end_file();
    }
  }
  return report;
}

ImportReport import_table(db::Database& database, TableKind kind, const ImportFile& file, bool dry_run,
                          const journal::Actor& actor, Instant now) {
  ImportOptions options;
  options.dry_run = dry_run;
  return import_table(database, kind, {source_of(file)}, options, actor, now);
}

}  // namespace recours::sales
