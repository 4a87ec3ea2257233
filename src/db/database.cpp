#include "db/database.h"

#include "db/pooled_database.h"
#include "db/postgres_connection.h"
#include "db/sqlite_connection.h"

namespace recours::db {

std::unique_ptr<Database> Database::open(const std::string& address, Options options) {
  if (address.starts_with("sqlite:")) {
    const auto path = address.substr(7);
    provide_sqlite_file(path, options.absent);
    return std::make_unique<PooledDatabase<SqliteConnection>>(path, options.readers, 1);
  }
  if (address.starts_with("postgresql://") || address.starts_with("postgres://")) {
    return std::make_unique<PooledDatabase<PostgresConnection>>(address, options.readers, options.readers);
  }
  throw ConnectionError("a database address begins with sqlite: or postgresql://");
}

void Transaction::execute_one(std::string_view sql, Params params) {
  if (execute(sql, params) != 1) throw Conflict("changed by somebody else in the meantime");
}

std::int64_t Transaction::next_number(std::string_view series) {
  return value<std::int64_t>(
      "INSERT INTO counter (series, value) VALUES (:series, 1)"
      " ON CONFLICT (series) DO UPDATE SET value = counter.value + 1 RETURNING value",
      {{"series", series}});
}

}  // namespace recours::db
