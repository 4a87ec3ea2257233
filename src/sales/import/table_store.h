// One table of the ERP as CSV, some rows at a time: how its rows are read, compared with what is stored, and written. Internal
// to the import; the four tables are in table_store.cpp (accounts, articles) and delivery_store.cpp (deliveries, serials).
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "base/csv.h"
#include "base/import_report.h"
#include "db/database.h"
#include "sales/import/document.h"

namespace recours::sales {

class TableImport {
 public:
  virtual ~TableImport() = default;
  virtual std::span<const CsvColumn> columns() const = 0;
  // Reads the row the table stands on and keeps it; refuses through the table.
  virtual void read_row(CsvTable& table) = 0;
  // How many rows are kept.
  virtual std::size_t size() const = 0;
  virtual void forget_rows() = 0;
  // Says what cannot be stored because of what is in the database (a serial of an unknown line).
  virtual void check(db::Reader&, std::vector<Finding>&) {}
  // What would become of the rows.
  virtual std::vector<RowFate> compare(db::Reader& reader) = 0;
  // Writes those whose fate is not Unchanged.
  virtual void write(db::Transaction& transaction, const std::vector<RowFate>& fates, Instant now) = 0;
  virtual std::string name_of_row(std::size_t row) const = 0;
  // Equal for rows that say the same thing; empty when the row has an error.
  virtual std::string key_of_row(std::size_t row) const { return name_of_row(row); }
  enum class Repeats { Refused, Harmless };
  virtual Repeats repeats() const { return Repeats::Refused; }
  // Where a repeated row is told.
  virtual const char* key_column() const { return ""; }
};

std::unique_ptr<TableImport> accounts_import();
std::unique_ptr<TableImport> articles_import();
std::unique_ptr<TableImport> deliveries_import();
std::unique_ptr<TableImport> serials_import();

}  // namespace recours::sales
