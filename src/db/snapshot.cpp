#include "db/snapshot.h"

#include <fmt/format.h>

#include "db/postgres_connection.h"
#include "db/postgres_copy.h"
#include "db/sqlite_connection.h"

namespace recours::db {
namespace {

constexpr int kRowsAtOnce = 200;

bool is_sqlite(const std::string& address) { return address.starts_with("sqlite:"); }
std::string path_in(const std::string& address) { return address.substr(7); }

class SqliteSnapshot final : public Snapshot {
 public:
  explicit SqliteSnapshot(const std::string& path) : connection_(path, Access::Read) {
    connection_.run("BEGIN", {}, nullptr);
    // The moment is that of the first statement that reads.
    connection_.run("SELECT COUNT(*) AS tables FROM sqlite_master", {}, nullptr);
  }
  ~SqliteSnapshot() override { connection_.rollback(); }
  std::string_view engine() const override { return SqliteConnection::kEngine; }
  void each(std::string_view sql, Params params, const RowCallback& row) override {
    connection_.run(sql, params, &row);
  }
  void stream(std::string_view sql, const RowCallback& row) override { connection_.run(sql, {}, &row); }

 private:
  SqliteConnection connection_;
};

class PostgresSnapshot final : public Snapshot {
 public:
  explicit PostgresSnapshot(const std::string& address) : connection_(address, Access::Read) {
    // A large file may keep us from the server for longer than other transactions may be idle.
    connection_.run("SET idle_in_transaction_session_timeout = 0", {}, nullptr);
    connection_.run("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", {}, nullptr);
    connection_.run("SELECT 1 AS one", {}, nullptr);
  }
  ~PostgresSnapshot() override { connection_.rollback(); }
  std::string_view engine() const override { return PostgresConnection::kEngine; }
  void each(std::string_view sql, Params params, const RowCallback& row) override {
    connection_.run(sql, params, &row);
  }

  // Pages of a cursor: libpq would keep a whole result.
  void stream(std::string_view sql, const RowCallback& row) override {
    const auto cursor = fmt::format("stream_{}", ++cursors_);
    connection_.run(fmt::format("DECLARE {} NO SCROLL CURSOR FOR {}", cursor, sql), {}, nullptr);
    const auto fetch = fmt::format("FETCH {} FROM {}", kRowsAtOnce, cursor);
    int rows = 0;
    const RowCallback counted = [&](const Row& current) {
      ++rows;
      row(current);
    };
    do {
      rows = 0;
      connection_.run(fetch, {}, &counted);
    } while (rows == kRowsAtOnce);
    connection_.run("CLOSE " + cursor, {}, nullptr);
  }

 private:
  PostgresConnection connection_;
  int cursors_ = 0;
};

class SqliteLoading final : public Loading {
 public:
  explicit SqliteLoading(const std::string& path) : connection_(path, Access::Write) { connection_.begin(); }
  ~SqliteLoading() override { connection_.rollback(); }
  std::string_view engine() const override { return SqliteConnection::kEngine; }
  void each(std::string_view sql, Params params, const RowCallback& row) override {
    connection_.run(sql, params, &row);
  }
  std::int64_t execute(std::string_view sql, Params params) override { return connection_.run(sql, params, nullptr); }
  void lock_rows(std::string_view table, std::vector<std::int64_t> ids) override { connection_.lock_rows(table, ids); }

  void begin_table(const Table& table, const std::vector<std::string>& columns) override {
    insert_ = fmt::format("INSERT INTO {} ({}) VALUES (:{})", table.name, fmt::join(columns, ", "),
                          fmt::join(columns, ", :"));
  }
  void add_row(std::span<const Value> values) override { connection_.run_in_order(insert_, values); }
  void end_table() override {}
  // The next id of a table is one more than its highest.
  void commit(const std::vector<Table>&) override { connection_.commit(); }

 private:
  SqliteConnection connection_;
  std::string insert_;
};

class PostgresLoading final : public Loading {
 public:
  explicit PostgresLoading(const std::string& address) : connection_(address, Access::Write) {
    connection_.run("SET idle_in_transaction_session_timeout = 0", {}, nullptr);
    connection_.begin();
    for (const auto& table : describe_tables(*this, engine()))
      connection_.run("LOCK TABLE " + table.name + " IN SHARE ROW EXCLUSIVE MODE", {}, nullptr);
  }
  ~PostgresLoading() override {
    copy_.reset();
    connection_.rollback();
  }
  std::string_view engine() const override { return PostgresConnection::kEngine; }
  void each(std::string_view sql, Params params, const RowCallback& row) override {
    connection_.run(sql, params, &row);
  }
  std::int64_t execute(std::string_view sql, Params params) override { return connection_.run(sql, params, nullptr); }
  void lock_rows(std::string_view table, std::vector<std::int64_t> ids) override { connection_.lock_rows(table, ids); }

  void begin_table(const Table& table, const std::vector<std::string>& columns) override {
    copy_.emplace(connection_.handle(), fmt::format("COPY {} ({}) FROM STDIN", table.name, fmt::join(columns, ", ")));
  }
  void add_row(std::span<const Value> values) override { copy_->add(values); }
  void end_table() override {
    copy_->finish();
    copy_.reset();
  }
  void commit(const std::vector<Table>& tables) override {
    for (const auto& table : tables) {
      if (table.has_identity) continue_ids(table.name);
    }
    connection_.run("ANALYZE", {}, nullptr);
    connection_.commit();
  }

 private:
  void continue_ids(const std::string& table) {
    connection_.run(fmt::format("SELECT setval(pg_get_serial_sequence('{0}', 'id'),"
                                " (SELECT COALESCE(MAX(id), 0) + 1 FROM {0}), FALSE) AS value",
                                table),
                    {}, nullptr);
  }

  PostgresConnection connection_;
  std::optional<PostgresCopy> copy_;
};

}  // namespace

std::unique_ptr<Snapshot> Snapshot::open(const std::string& address) {
  if (!is_sqlite(address)) return std::make_unique<PostgresSnapshot>(address);
  provide_sqlite_file(path_in(address), Options::Absent::Refuse);
  return std::make_unique<SqliteSnapshot>(path_in(address));
}

std::unique_ptr<Loading> Loading::begin(const std::string& address) {
  std::unique_ptr<Loading> loading;
  with_retries([&] {
    if (is_sqlite(address)) {
      loading = std::make_unique<SqliteLoading>(path_in(address));
    } else {
      loading = std::make_unique<PostgresLoading>(address);
    }
  });
  return loading;
}

}  // namespace recours::db
