// One connection to a SQLite file, used by one thread at a time. Internal to src/db.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "db/database.h"
#include "db/pooled_database.h"
#include "db/sqlite_statement.h"
#include "db/statement_cache.h"

namespace recours::db {

// Before the first connection of a database: makes the file if `absent` says so and it does not exist. Never opens it.
void provide_sqlite_file(const std::string& path, Options::Absent absent);

// Expects the file to exist.
class SqliteConnection {
 public:
  static constexpr std::string_view kEngine = "sqlite";

  SqliteConnection(const std::string& path, Access access);

  // Number of rows changed. Without `row` the rows are passed over.
  std::int64_t run(std::string_view sql, Params params, const RowCallback* row);
  // Of a statement without rows, with the values of its parameters in their order.
  void run_in_order(std::string_view sql, std::span<const Value> values);
  void begin();
  void commit();
  void rollback() noexcept;
  void lock_rows(std::string_view table, const std::vector<std::int64_t>& ids);
  bool usable() const { return true; }

 private:
  struct Closer {
    void operator()(sqlite3* handle) const { sqlite3_close_v2(handle); }
  };
  class Use;

  void command(const char* sql);
  SqliteStatement& cached(std::string_view sql);

  std::unique_ptr<sqlite3, Closer> handle_;
  StatementCache<std::unique_ptr<SqliteStatement>> statements_;
  // A statement of the transaction failed: nothing more may be done in it, as in PostgreSQL.
  bool failed_ = false;
};

}  // namespace recours::db
