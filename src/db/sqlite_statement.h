// One prepared SQLite statement, its row, and what its errors mean. Internal to src/db.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <sqlite3.h>

#include "db/columns.h"
#include "db/sql_text.h"
#include "db/value.h"

namespace recours::db {

// Throws the error of src/db that this result code stands for.
[[noreturn]] void throw_sqlite_error(sqlite3* handle, int code, std::string_view sql);

class SqliteStatement {
 public:
  SqliteStatement(sqlite3* handle, std::string_view sql);

  void bind(Params params);
  void bind_in_order(std::span<const Value> values);
  // Whether there is a row.
  bool step();
  // Ends the run, whether it was finished or not.
  void reset();
  bool writes() const { return sqlite3_stmt_readonly(statement_.get()) == 0; }

  const Columns& columns() const { return columns_; }
  sqlite3_stmt* handle() const { return statement_.get(); }
  bool in_use = false;

 private:
  struct Finalizer {
    void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
  };
  void bind(int number, const Value& value);
  void bind_text(int number, std::string_view text);

  SqlText sql_;
  std::unique_ptr<sqlite3_stmt, Finalizer> statement_;
  Columns columns_;
  std::vector<std::string> lists_;  // lists as JSON while the statement runs
};

class SqliteRow final : public Row {
 public:
  explicit SqliteRow(const SqliteStatement& statement)
      : statement_(statement.handle()), columns_(statement.columns()) {}

  int index_of(std::string_view column) const override { return columns_.index_of(column); }
  bool is_null(int column) const override { return sqlite3_column_type(statement_, column) == SQLITE_NULL; }
  std::int64_t integer(int column) const override;
  bool boolean(int column) const override;
  std::string_view text(int column) const override;
  Blob blob(int column) const override;

 private:
  void require(int column, int type, std::string_view wanted) const;

  sqlite3_stmt* const statement_;
  const Columns& columns_;
};

}  // namespace recours::db
