#include "db/postgres_connection.h"

#include <algorithm>
#include <charconv>
#include <cstring>

#include <fmt/format.h>
#include <poll.h>

#include "db/slow_statement.h"

namespace recours::db {
namespace {

// bytea_output and the like: whatever the server's configuration says, this is what the code reads. The waiting for a
// lock is bounded so that one stuck transaction does not hold every worker; it is a reason to start again.
constexpr const char* kSession =
    "SET client_min_messages = warning; SET bytea_output = 'hex'; SET standard_conforming_strings = on;"
    "SET TimeZone = 'UTC'; SET lock_timeout = '10s'; SET idle_in_transaction_session_timeout = '5min'";

PGconn* connect(const std::string& address) {
  const char* const names[] = {"fallback_application_name", "connect_timeout", "dbname", "client_encoding", nullptr};
  const char* const values[] = {"recours", "5", address.c_str(), "UTF8", nullptr};
  return PQconnectdbParams(names, values, 1);
}

std::int64_t changed_rows(PGresult* result) {
  // SELECT counts its rows in the same place.
  if (std::strncmp(PQcmdStatus(result), "SELECT", 6) == 0) return 0;
  const std::string_view digits = PQcmdTuples(result);
  std::int64_t count = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), count);
  return count;
}

std::shared_ptr<const Columns> columns_of(const PGresult* result) {
  std::vector<std::string> names;
  for (int column = 0; column < PQnfields(result); ++column) names.emplace_back(PQfname(result, column));
  return std::make_shared<const Columns>(std::move(names));
}

}  // namespace

PostgresConnection::PostgresConnection(const std::string& address, Access access) : handle_(connect(address)) {
  if (PQstatus(handle_.get()) != CONNECTION_OK) {
    throw ConnectionError("the database server is not reachable: " + std::string(PQerrorMessage(handle_.get())));
  }
  PQsetNoticeProcessor(
      handle_.get(), [](void*, const char*) {}, nullptr);
  command(kSession);
  if (access == Access::Read) command("SET default_transaction_read_only = on");
}

void PostgresConnection::command(const char* sql) {
  const PostgresResult result(PQexec(handle_.get(), sql));
  if (PQresultStatus(result.get()) != PGRES_COMMAND_OK) throw_postgres_error(handle_.get(), result.get(), sql);
}

PostgresConnection::Statement& PostgresConnection::cached(std::string_view sql) {
  const auto known = statements_.find(sql);
  if (known != statements_.end()) return known->second;
  if (statements_.size() >= kCachedStatements) {
    command("DEALLOCATE ALL");
    statements_.clear();
  }
  return statements_.emplace(std::string(sql), Statement{translate(sql, Dialect::Postgres), {}}).first->second;
}

PostgresConnection::Prepared& PostgresConnection::prepared(Statement& statement, const std::vector<Oid>& types) {
  for (const auto& variant : statement.variants) {
    if (variant->types == types) return *variant;
  }
  auto variant = std::make_unique<Prepared>(Prepared{types, fmt::format("s{}", ++prepared_count_), nullptr});
  const PostgresResult result(PQprepare(handle_.get(), variant->name.c_str(), statement.sql.text.c_str(),
                                        static_cast<int>(types.size()), types.data()));
  if (PQresultStatus(result.get()) != PGRES_COMMAND_OK) {
    throw_postgres_error(handle_.get(), result.get(), statement.sql.text);
  }
  return *statement.variants.emplace_back(std::move(variant));
}

std::int64_t PostgresConnection::run(std::string_view sql, Params params, const RowCallback* row) {
  const SlowStatement watch(sql);
  auto& statement = cached(sql);
  const PostgresParameters parameters(statement.sql, in_order(statement.sql, params));
  auto& variant = prepared(statement, parameters.types());
  const PostgresResult result(PQexecPrepared(handle_.get(), variant.name.c_str(), parameters.count(),
                                             parameters.values(), parameters.lengths(), parameters.formats(), 0));
  const auto status = PQresultStatus(result.get());
  if (status != PGRES_TUPLES_OK && status != PGRES_COMMAND_OK) throw_postgres_error(handle_.get(), result.get(), sql);
  const auto changed = changed_rows(result.get());
  if (!row) return changed;
  if (!variant.columns) variant.columns = columns_of(result.get());
  // Held here too, since statements nested in the callback may empty the cache.
  const auto columns = variant.columns;
  PostgresRow current(result.get(), *columns);
  for (int at = 0; at < PQntuples(result.get()); ++at) {
    current.move_to(at);
    (*row)(current);
  }
  return changed;
}

void PostgresConnection::begin() { command("BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE"); }

void PostgresConnection::commit() {
  const PostgresResult result(PQexec(handle_.get(), "COMMIT"));
  if (PQresultStatus(result.get()) != PGRES_COMMAND_OK) throw_postgres_error(handle_.get(), result.get(), "COMMIT");
  if (std::strcmp(PQcmdStatus(result.get()), "COMMIT") != 0) {
    throw Error("a statement of the transaction failed, so it cannot be committed");
  }
}

void PostgresConnection::rollback() noexcept {
  // Whatever goes wrong here leaves the connection in a state in which usable() refuses it.
  if (PQtransactionStatus(handle_.get()) == PQTRANS_IDLE) return;
  PostgresResult(PQexec(handle_.get(), "ROLLBACK"));
}

void PostgresConnection::lock_rows(std::string_view table, const std::vector<std::int64_t>& ids) {
  require_identifier(table);
  run(fmt::format("SELECT id FROM {} WHERE id IN (:ids[]) ORDER BY id FOR UPDATE", table), {{"ids", ids}}, nullptr);
}

bool PostgresConnection::usable() const {
  if (PQstatus(handle_.get()) != CONNECTION_OK || PQtransactionStatus(handle_.get()) != PQTRANS_IDLE) return false;
  // An idle server has nothing to say but that it ends.
  pollfd socket{PQsocket(handle_.get()), POLLIN, 0};
  return poll(&socket, 1, 0) == 0;
}

}  // namespace recours::db
