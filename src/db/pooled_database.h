// The database over a pool of reading and a pool of writing connections of one engine. Internal to src/db.
// A Connection runs statements, begins, commits, rolls back, locks rows, and says whether it is still usable().
#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "db/database.h"
#include "db/pool.h"
#include "db/retry.h"

namespace recours::db {

enum class Access { Read, Write };

template <class Connection>
class PooledReader final : public Reader {
 public:
  explicit PooledReader(typename Pool<Connection>::Lease connection) : connection_(std::move(connection)) {}
  void each(std::string_view sql, Params params, const RowCallback& row) override {
    connection_->run(sql, params, &row);
  }

 private:
  typename Pool<Connection>::Lease connection_;
};

template <class Connection>
class PooledTransaction final : public Transaction {
 public:
  explicit PooledTransaction(Connection& connection) : connection_(connection) {}
  void each(std::string_view sql, Params params, const RowCallback& row) override {
    connection_.run(sql, params, &row);
  }
  std::int64_t execute(std::string_view sql, Params params) override { return connection_.run(sql, params, nullptr); }
  void lock_rows(std::string_view table, std::vector<std::int64_t> ids) override { connection_.lock_rows(table, ids); }

 private:
  Connection& connection_;
};

template <class Connection>
class PooledDatabase final : public Database, public LendsConnections {
 public:
  // Opens one connection of each kind at once, so that a bad address is known at the start.
  PooledDatabase(const std::string& address, int readers, int writers)
      : readers_(readers, [address] { return std::make_unique<Connection>(address, Access::Read); }),
        writers_(writers, [address] { return std::make_unique<Connection>(address, Access::Write); }) {
    with_retries([&] {
      writers_.lend();
      readers_.lend();
    });
  }

  std::unique_ptr<Reader> reader() override { return std::make_unique<PooledReader<Connection>>(readers_.lend()); }
  std::string_view engine() const override { return Connection::kEngine; }
  DatabaseUse use() const override { return {readers_.use(), writers_.use()}; }

 protected:
  void run(const std::function<void(Transaction&)>& work) override {
    const WriteScope alone(this);
    with_retries([&] {
      const auto connection = writers_.lend();
      connection->begin();
      try {
        PooledTransaction<Connection> transaction(*connection);
        work(transaction);
        connection->commit();
      } catch (...) {
        connection->rollback();
        throw;
      }
    });
  }

 private:
  Pool<Connection> readers_;
  Pool<Connection> writers_;
};

}  // namespace recours::db
