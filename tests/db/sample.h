// A database with two small tables of every column type, for the tests of src/db.
#pragma once

#include <string>

#include "base/embedded.h"
#include "db/database.h"
#include "db/migration_text.h"
#include "support/database.h"

namespace recours::db {

inline constexpr std::string_view kSampleTables = R"(
  CREATE TABLE sample (
    id ROWID_KEY,
    whole BIGINT,
    flag BOOLEAN,
    word TEXT UNIQUE,
    bytes BYTES
  );
  CREATE TABLE part (
    sample_id BIGINT NOT NULL REFERENCES sample (id),
    size BIGINT NOT NULL CHECK (size > 0)
  );
)";

inline void create_tables(Database& database, std::string_view sql) {
  const auto dialect = database.engine() == "sqlite" ? Dialect::Sqlite : Dialect::Postgres;
  const embedded::File file{"0001_sample.sql", sql};
  const auto migrations = migrations_of({&file, 1}, dialect);
  database.write([&](Transaction& transaction) {
    for (const auto& statement : split_statements(migrations.front().sql)) transaction.execute(statement);
  });
}

class SampleTest : public OnBothEngines {
 protected:
  void SetUp() override { create_tables(database(), kSampleTables); }
  void TearDown() override {
    database().write([](Transaction& transaction) {
      transaction.execute("DROP TABLE part");
      transaction.execute("DROP TABLE sample");
    });
  }
  bool is_postgres() { return GetParam() == testing_support::Engine::Postgres; }

  std::int64_t execute(std::string_view sql, Params params = {}) {
    return database().write([&](Transaction& transaction) { return transaction.execute(sql, params); });
  }
  template <class T>
  T value(std::string_view sql, Params params = {}) {
    return database().reader()->value<T>(sql, params);
  }
  void insert(std::int64_t id, std::int64_t whole) {
    execute("INSERT INTO sample (id, whole) VALUES (:id, :whole)", {{"id", id}, {"whole", whole}});
  }
};

}  // namespace recours::db
