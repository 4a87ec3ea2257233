// One table of the ERP as CSV, row by row: how its rows are read, compared with what is stored, and written. Internal to
// the import; the four tables are in table_store.cpp (accounts, articles) and delivery_store.cpp (deliveries, serials).
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
  virtual std::size_t size() const = 0;
  // Says what cannot be stored because of what is in the database (a serial of an unknown line).
  virtual void check(db::Reader&, std::vector<Finding>&) {}
  // What would become of rows [from, to).
  virtual std::vector<RowFate> compare(db::Reader& reader, std::size_t from, std::size_t to) = 0;
  // Writes those whose fate is not Unchanged.
  virtual void write(db::Transaction& transaction, std::size_t from, const std::vector<RowFate>& fates, Instant now) = 0;
  virtual std::string name_of_row(std::size_t row) const = 0;
};

std::unique_ptr<TableImport> accounts_import();
std::unique_ptr<TableImport> articles_import();
std::unique_ptr<TableImport> deliveries_import();
std::unique_ptr<TableImport> serials_import();

}  // namespace recours::sales
