#include "db/migrate.h"

#include <map>

#include <fmt/format.h>

#include "base/embedded.h"
#include "db/migration_text.h"

namespace recours::db {
namespace {

struct Applied {
  std::string name;
  std::string checksum;
};
using AppliedByNumber = std::map<int, Applied>;

Dialect dialect_of(const Database& database) {
  return database.engine() == "sqlite" ? Dialect::Sqlite : Dialect::Postgres;
}

// One program migrates at a time; SQLite's write transaction is that already. The number means nothing but this.
void lock(Transaction& transaction, Dialect dialect) {
  if (dialect == Dialect::Postgres) transaction.execute("SELECT pg_advisory_xact_lock(7263786353)");
}

bool has_history(Reader& reader, Dialect dialect) {
  return reader.value<bool>(
      dialect == Dialect::Postgres
          ? "SELECT to_regclass('schema_migration') IS NOT NULL AS value"
          : "SELECT EXISTS (SELECT 1 FROM sqlite_master WHERE name = 'schema_migration') AS value");
}

bool has_tables(Reader& reader, Dialect dialect) {
  return reader.value<bool>(
      dialect == Dialect::Postgres
          ? "SELECT EXISTS (SELECT 1 FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
            " WHERE c.relkind IN ('r', 'p') AND n.nspname = current_schema()) AS value"
          : "SELECT EXISTS (SELECT 1 FROM sqlite_master WHERE type = 'table') AS value");
}

AppliedByNumber read_history(Reader& reader) {
  AppliedByNumber applied;
  reader.each("SELECT number, name, checksum FROM schema_migration ORDER BY number", {}, [&](const Row& row) {
    applied[row.get<int>("number")] = {row.get<std::string>("name"), row.get<std::string>("checksum")};
  });
  return applied;
}

std::string full_name(int number, const std::string& name) { return fmt::format("{:04}_{}", number, name); }

void require_known(const AppliedByNumber& applied, const std::vector<Migration>& migrations) {
  AppliedByNumber unknown = applied;
  for (const auto& migration : migrations) {
    const auto found = unknown.extract(migration.number);
    if (!found.empty() && found.mapped().checksum != migration.checksum) {
      const auto name = full_name(migration.number, migration.name);
      throw SchemaError(SchemaError::Kind::MigrationChanged,
                        "migration " + name + " was changed after it had been applied: restore the file it was, "
                        "and write the change as a new migration",
                        name);
    }
  }
  if (!unknown.empty()) {
    const auto newest = full_name(unknown.rbegin()->first, unknown.rbegin()->second.name);
    throw SchemaError(SchemaError::Kind::ProgramOlder,
                      "this program is older than the database, which has migration " + newest +
                          ": install the version that made it",
                      newest);
  }
}

void create_history(Transaction& transaction, Dialect dialect) {
  if (has_history(transaction, dialect)) return;
  transaction.execute(dialect == Dialect::Postgres
                          ? "CREATE TABLE schema_migration (number BIGINT PRIMARY KEY, name TEXT NOT NULL,"
                            " checksum TEXT NOT NULL, applied_at TEXT NOT NULL)"
                          : "CREATE TABLE schema_migration (number INTEGER PRIMARY KEY, name TEXT NOT NULL,"
                            " checksum TEXT NOT NULL, applied_at TEXT NOT NULL) STRICT");
}

void apply(Transaction& transaction, const Migration& migration, Instant now) {
  for (const auto& statement : split_statements(migration.sql)) transaction.execute(statement);
  transaction.execute(
      "INSERT INTO schema_migration (number, name, checksum, applied_at) VALUES (:number, :name, :checksum, :now)",
      {{"number", migration.number}, {"name", migration.name}, {"checksum", migration.checksum}, {"now", now}});
}

}  // namespace

std::vector<Migration> migrate(Database& database, Instant now) {
  const auto dialect = dialect_of(database);
  const auto migrations = migrations_of(embedded::migrations(), dialect);
  const auto before = database.write([&](Transaction& transaction) {
    lock(transaction, dialect);
    create_history(transaction, dialect);
    return read_history(transaction);
  });
  require_known(before, migrations);
  std::vector<Migration> applied;
  for (const auto& migration : migrations) {
    if (before.contains(migration.number)) continue;
    const bool was_missing = database.write([&](Transaction& transaction) {
      lock(transaction, dialect);
      // Another program may have been faster since.
      if (read_history(transaction).contains(migration.number)) return false;
      apply(transaction, migration, now);
      return true;
    });
    if (was_missing) applied.push_back(migration);
  }
  return applied;
}

std::vector<Migration> found_schema(Database& database, Instant now) {
  const auto dialect = dialect_of(database);
  // Most databases have their tables for long: they are not written to, nor waited for.
  if (has_tables(*database.reader(), dialect)) return {};
  return database.write([&](Transaction& transaction) -> std::vector<Migration> {
    lock(transaction, dialect);
    if (has_tables(transaction, dialect)) return {};
    create_history(transaction, dialect);
    auto migrations = migrations_of(embedded::migrations(), dialect);
    for (const auto& migration : migrations) apply(transaction, migration, now);
    return migrations;
  });
}

std::vector<std::string> known_migrations() {
  std::vector<std::string> names;
  // The numbers and names are the same for both engines.
  for (const auto& migration : migrations_of(embedded::migrations(), Dialect::Sqlite))
    names.push_back(full_name(migration.number, migration.name));
  return names;
}

void require_current_schema(Database& database) {
  const auto dialect = dialect_of(database);
  const auto migrations = migrations_of(embedded::migrations(), dialect);
  const auto reader = database.reader();
  const auto applied = has_history(*reader, dialect) ? read_history(*reader) : AppliedByNumber();
  require_known(applied, migrations);
  if (applied.size() < migrations.size()) {
    throw SchemaError(SchemaError::Kind::DatabaseOlder,
                      "the database is older than this program: run `recours migrate`");
  }
}

}  // namespace recours::db
