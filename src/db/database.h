// One database through one interface, SQLite or PostgreSQL: the engine is chosen by the address and known nowhere else.
//
// The SQL text is the same for both engines: named parameters (:name), lists as IN (:ids[]) or IN (:codes[text]),
// RETURNING, ON CONFLICT, row values, ISO dates, UTC instants, cents. Never now(), never an engine word.
// A Reader cannot write (the engine refuses); a Transaction is only opened by Database::write, which actions, the command
// line and jobs call. Statements are prepared once per connection and kept.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "base/errors.h"
#include "db/value.h"

namespace recours::db {

// Any failure of the database that is not told apart below.
class Error : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};
// A constraint said no; the caller knows which one it provoked.
class ConstraintError : public Error {
 public:
  enum class Kind { Unique, ForeignKey, NotNull, Check };
  ConstraintError(Kind which, const std::string& what) : Error(what), kind(which) {}
  const Kind kind;
};
// Busy, deadlock, serialisation failure: Database::write starts again by itself, and throws this after its last try.
class RetryableError : public Error {
 public:
  using Error::Error;
};
// The server is gone or cannot be reached; becomes 503.
class ConnectionError : public Error {
 public:
  using Error::Error;
};
// There is no SQLite file at the address and none was to be made, or there is no folder to make it in.
class AbsentError : public ConnectionError {
 public:
  enum class Missing { File, Folder };
  AbsentError(Missing which, const std::string& where)
      : ConnectionError((which == Missing::File ? "no database at " : "no folder ") + where), missing(which), path(where) {}
  const Missing missing;
  const std::string path;
};
// Another schema version than this program's: says which command brings it up to date.
class SchemaError : public Error {
 public:
  enum class Kind { DatabaseOlder, ProgramOlder, MigrationChanged };
  SchemaError(Kind which, const std::string& what, std::string name = {})
      : Error(what), kind(which), migration(std::move(name)) {}
  const Kind kind;
  const std::string migration;  // the one that is not known or not the same; none when the database is older
};

using RowCallback = std::function<void(const Row&)>;

class Reader {
 public:
  virtual ~Reader() = default;
  Reader(const Reader&) = delete;
  Reader& operator=(const Reader&) = delete;

  // Calls back once per row, in order. Statements may be nested.
  virtual void each(std::string_view sql, Params params, const RowCallback& row) = 0;

  // Every row through `map`.
  template <class Map>
  auto list(std::string_view sql, Params params, Map&& map) {
    std::vector<std::decay_t<std::invoke_result_t<Map, const Row&>>> rows;
    each(sql, params, [&](const Row& row) { rows.push_back(map(row)); });
    return rows;
  }
  // The first row through `map`, if any.
  template <class Map>
  auto find(std::string_view sql, Params params, Map&& map) {
    std::optional<std::decay_t<std::invoke_result_t<Map, const Row&>>> found;
    each(sql, params, [&](const Row& row) {
      if (!found) found = map(row);
    });
    return found;
  }
  // The first row through `map`; throws NotFound when there is none.
  template <class Map>
  auto require(std::string_view sql, Params params, Map&& map) {
    auto found = find(sql, params, std::forward<Map>(map));
    if (!found) throw NotFound();
    return std::move(*found);
  }
  // The single value of the first row's column `value` (write `SELECT … AS value`); throws NotFound when there is no row.
  template <class T>
  T value(std::string_view sql, Params params = {}) {
    return require(sql, params, [](const Row& row) { return row.get<T>("value"); });
  }

 protected:
  Reader() = default;
};

// A write transaction. Everything it did is durable once Database::write returned, or none of it.
class Transaction : public Reader {
 public:
  // Number of rows changed.
  virtual std::int64_t execute(std::string_view sql, Params params = {}) = 0;
  // Throws Conflict unless exactly one row changed: every update of an existing row carries its version in WHERE.
  void execute_one(std::string_view sql, Params params);
  // Holds these rows of `table` against other writers until the transaction ends, in id order (PostgreSQL row locks;
  // SQLite has one writer anyway). What is read after it is what the earlier holder committed.
  virtual void lock_rows(std::string_view table, std::vector<std::int64_t> ids) = 0;
  // Next value of a human number series, without gap: locks the series until the transaction ends, so draw it last.
  std::int64_t next_number(std::string_view series);
};

struct Options {
  // What to do about a SQLite file that does not exist. Created, it is for its owner only, and so is its folder, which is
  // made where the folder above exists.
  enum class Absent { Create, Refuse };
  Absent absent = Absent::Create;
  // Connections for reading, each opened when first needed; PostgreSQL opens at most as many again for writing.
  int readers = 4;
};

class Database {
 public:
  virtual ~Database() = default;
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;

  // sqlite:PATH or postgresql://…  Throws ConnectionError (AbsentError). Does not touch the schema.
  static std::unique_ptr<Database> open(const std::string& address, Options options = {});

  // A reader for the caller's use until the pointer is destroyed; waits for a free connection.
  virtual std::unique_ptr<Reader> reader() = 0;

  // Runs `work(Transaction&)` and commits; starts again on RetryableError (so `work` must only act through the
  // transaction), rolls back on any exception. Returns what `work` returned.
  template <class Work>
  auto write(Work&& work) {
    using Outcome = std::invoke_result_t<Work, Transaction&>;
    if constexpr (std::is_void_v<Outcome>) {
      run([&](Transaction& transaction) { work(transaction); });
    } else {
      std::optional<Outcome> outcome;
      run([&](Transaction& transaction) {
        outcome.reset();
        outcome.emplace(work(transaction));
      });
      return std::move(*outcome);
    }
  }

  // "sqlite" or "postgresql", for messages and logs only.
  virtual std::string_view engine() const = 0;

 protected:
  Database() = default;
  virtual void run(const std::function<void(Transaction&)>& work) = 0;
};

}  // namespace recours::db
