// import_table: the same two passes as for invoices, for the other tables of the ERP.
#include <algorithm>

#include <boost/json.hpp>

#include "sales/import/document_rules.h"
#include "sales/import/import_actions.h"
#include "sales/import/table_store.h"

namespace recours::sales {
namespace {

constexpr std::size_t kRowsAtOnce = 500;
constexpr std::size_t kMostRefusals = 200;

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

void read_rows(TableImport& import, const ImportFile& file, std::vector<Finding>& findings) {
  const auto text = csv_text(file.bytes, findings);
  if (!text) return;
  CsvTable table(*text, import.columns(), findings);
  if (has_error(findings)) return;
  while (table.next() && table.refusals() < kMostRefusals) import.read_row(table);
  if (import.size() == 0 && !has_error(findings)) {
    findings.push_back(error("no_rows", 1, "", msg("The file has a heading but no rows.")));
  }
}

void count(const std::vector<RowFate>& fates, FileReport& report) {
  for (const auto fate : fates) {
    if (fate == RowFate::Created) ++report.created;
    if (fate == RowFate::Unchanged) ++report.unchanged;
    if (fate == RowFate::Changed) ++report.changed;
  }
}

void note(db::Transaction& transaction, const TableImport& import, std::size_t from, const std::vector<RowFate>& fates,
          const TableName& table, const std::string& file, const journal::Actor& actor, Instant now) {
  boost::json::array created, changed;
  for (std::size_t at = 0; at < fates.size(); ++at) {
    if (fates[at] == RowFate::Created) created.push_back(boost::json::string(import.name_of_row(from + at)));
    if (fates[at] == RowFate::Changed) changed.push_back(boost::json::string(import.name_of_row(from + at)));
  }
  if (created.empty() && changed.empty()) return;
  journal::append(transaction, actor, now, table.action, {"import", table.format},
                  {{"file", file}, {"created", created}, {"changed", changed}});
}

}  // namespace

ImportReport import_table(db::Database& database, TableKind kind, const ImportFile& file, bool dry_run,
                          const journal::Actor& actor, Instant now) {
  const TableName table = name_of(kind);
  const auto import = table_of(kind);
  FileReport report;
  report.file = file.name;
  report.format = table.format;
  read_rows(*import, file, report.findings);
  if (!has_error(report.findings)) import->check(*database.reader(), report.findings);
  report.lines = static_cast<std::int64_t>(import->size());
  report.refused = has_error(report.findings);
  for (std::size_t from = 0; from < import->size() && !report.refused; from += kRowsAtOnce) {
    const std::size_t to = std::min(from + kRowsAtOnce, import->size());
    if (dry_run) {
      count(import->compare(*database.reader(), from, to), report);
      continue;
    }
    count(database.write([&](db::Transaction& transaction) {
      const auto fates = import->compare(transaction, from, to);
      import->write(transaction, from, fates, now);
      note(transaction, *import, from, fates, table, file.name, actor, now);
      return fates;
    }), report);
  }
  return {{report}, dry_run};
}

}  // namespace recours::sales
