// One moment of a database for reading, held on a connection of its own while others write, and the loading of a whole
// database in one transaction: what backup and restore stand on.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "db/database.h"
#include "db/schema.h"

namespace recours::db {

// Everything read through it is of the moment it was opened.
class Snapshot : public Reader {
 public:
  // Throws AbsentError where there is no SQLite file.
  static std::unique_ptr<Snapshot> open(const std::string& address);

  virtual std::string_view engine() const = 0;
  // Every row without holding more than a few in memory; statements may be nested in `row`.
  virtual void stream(std::string_view sql, const RowCallback& row) = 0;
};

// Writes into tables that nobody else can write to until it is over. Undone unless commit() was called.
class Loading : public Transaction {
 public:
  static std::unique_ptr<Loading> begin(const std::string& address);

  virtual std::string_view engine() const = 0;
  // Rows of one table after another: begin_table, then add_row with a value per column, then end_table.
  virtual void begin_table(const Table& table, const std::vector<std::string>& columns) = 0;
  virtual void add_row(std::span<const Value> values) = 0;
  virtual void end_table() = 0;
  // New rows get ids after those that were loaded.
  virtual void commit(const std::vector<Table>& tables) = 0;
};

}  // namespace recours::db
