// One connection to PostgreSQL, used by one thread at a time. Internal to src/db.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <libpq-fe.h>

#include "db/columns.h"
#include "db/database.h"
#include "db/pooled_database.h"
#include "db/postgres_values.h"
#include "db/sql_text.h"
#include "db/statement_cache.h"

namespace recours::db {

class PostgresConnection {
 public:
  static constexpr std::string_view kEngine = "postgresql";

  PostgresConnection(const std::string& address, Access access);

  // Number of rows changed. The whole result is read before the first call of `row`, so that statements may be nested.
  std::int64_t run(std::string_view sql, Params params, const RowCallback* row);
  void begin();
  // ConnectionError: it is not known whether the transaction is in the database.
  void commit();
  void rollback() noexcept;
  void lock_rows(std::string_view table, const std::vector<std::int64_t>& ids);
  // Outside a transaction: whether the server still holds the other end.
  bool usable() const;
  // For what has a file of its own: COPY.
  PGconn* handle() const { return handle_.get(); }

 private:
  struct Finisher {
    void operator()(PGconn* handle) const { PQfinish(handle); }
  };
  // The server prepares a text anew for other types of its parameters: a NULL has none.
  struct Prepared {
    std::vector<Oid> types;
    std::string name;
    std::shared_ptr<const Columns> columns;  // known after the first run
  };
  struct Statement {
    SqlText sql;
    std::vector<std::unique_ptr<Prepared>> variants;
  };

  void command(const char* sql);
  Statement& cached(std::string_view sql);
  Prepared& prepared(Statement& statement, const std::vector<Oid>& types);

  std::unique_ptr<PGconn, Finisher> handle_;
  StatementCache<Statement> statements_;
  std::uint64_t prepared_count_ = 0;
};

}  // namespace recours::db
