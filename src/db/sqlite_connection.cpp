#include "db/sqlite_connection.h"

#include <cerrno>
#include <filesystem>
#include <optional>

#include <sys/stat.h>
#include <unistd.h>

#include "db/slow_statement.h"
#include "db/storage_error.h"

namespace recours::db {
namespace {

constexpr int kBusyMilliseconds = 2000;

[[noreturn]] void throw_cannot_create(const std::filesystem::path& path, int error) {
  throw ConnectionError("cannot create " + path.string() + ": " + std::generic_category().message(error));
}

// The last folder only: a longer way that does not exist is rather a slip of the pen.
void create_folder(const std::filesystem::path& folder) {
  if (folder.empty() || ::mkdir(folder.c_str(), 0700) == 0 || errno == EEXIST) return;
  if (errno == ENOENT || errno == ENOTDIR) throw AbsentError(AbsentError::Missing::Folder, folder.string());
  throw_cannot_create(folder, errno);
}

// The file holds names and addresses of people: made for its owner only, and SQLite gives the files beside it the same
// mode. Made without opening it: closing any descriptor of the file would drop the locks this process holds on it for
// all its connections, and another process would then take the database for one that nobody uses.
void create_file(const std::filesystem::path& path) {
  create_folder(path.parent_path());
  if (::mknod(path.c_str(), S_IFREG | 0600, 0) == 0 || errno == EEXIST) return;
  if (errno == ENOTDIR) throw AbsentError(AbsentError::Missing::Folder, path.parent_path().string());
  throw_cannot_create(path, errno);
}

}  // namespace

void provide_sqlite_file(const std::string& path, Options::Absent absent) {
  if (path.empty() || path == ":memory:") throw ConnectionError("a SQLite address names a file: sqlite:PATH");
  std::error_code unreadable;
  if (std::filesystem::exists(path, unreadable) || unreadable) return;
  if (absent == Options::Absent::Refuse) throw AbsentError(AbsentError::Missing::File, path);
  create_file(path);
}

// A statement while it runs; a second run of the same text meanwhile gets a statement of its own.
class SqliteConnection::Use {
 public:
  Use(SqliteConnection& connection, std::string_view sql) {
    statement_ = &connection.cached(sql);
    if (statement_->in_use) statement_ = &temporary_.emplace(connection.handle_.get(), sql);
    statement_->in_use = true;
  }
  ~Use() {
    statement_->reset();
    statement_->in_use = false;
  }
  Use(const Use&) = delete;
  Use& operator=(const Use&) = delete;
  SqliteStatement* operator->() const { return statement_; }
  SqliteStatement& operator*() const { return *statement_; }

 private:
  SqliteStatement* statement_;
  std::optional<SqliteStatement> temporary_;
};

SqliteConnection::SqliteConnection(const std::string& path, Access access) {
  // SQLite would open it all the same and fail later with words that name something else.
  if (::access(path.c_str(), W_OK) != 0 && errno == EROFS) throw StorageError(StorageError::Kind::ReadOnly, path);
  sqlite3* handle = nullptr;
  const int code = sqlite3_open_v2(path.c_str(), &handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, nullptr);
  handle_.reset(handle);
  if (code != SQLITE_OK) throw_sqlite_error(handle, code, "open " + path);
  sqlite3_extended_result_codes(handle, 1);
  sqlite3_busy_timeout(handle, kBusyMilliseconds);
  // Double quotes name columns only and LIKE tells case apart: as in PostgreSQL.
  sqlite3_db_config(handle, SQLITE_DBCONFIG_DQS_DML, 0, nullptr);
  sqlite3_db_config(handle, SQLITE_DBCONFIG_DQS_DDL, 0, nullptr);
  command("PRAGMA journal_mode = WAL");
  command(
      "PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA case_sensitive_like = ON;"
      "PRAGMA cache_size = -8000; PRAGMA temp_store = MEMORY; PRAGMA trusted_schema = OFF");
  if (access == Access::Read) command("PRAGMA query_only = ON");
}

void SqliteConnection::command(const char* sql) {
  const int code = sqlite3_exec(handle_.get(), sql, nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) throw_sqlite_error(handle_.get(), code, sql);
}

SqliteStatement& SqliteConnection::cached(std::string_view sql) {
  const auto known = statements_.find(sql);
  if (known != statements_.end()) return *known->second;
  if (statements_.size() >= kCachedStatements) {
    std::erase_if(statements_, [](const auto& entry) { return !entry.second->in_use; });
  }
  auto statement = std::make_unique<SqliteStatement>(handle_.get(), sql);
  return *statements_.emplace(std::string(sql), std::move(statement)).first->second;
}

std::int64_t SqliteConnection::run(std::string_view sql, Params params, const RowCallback* row) {
  if (failed_) throw Error("an earlier statement of the transaction failed; not run: " + excerpt(sql));
  const SlowStatement watch(sql);
  bool in_callback = false;
  try {
    const Use statement(*this, sql);
    statement->bind(params);
    const SqliteRow current(*statement);
    while (statement->step()) {
      in_callback = true;
      if (row) (*row)(current);
      in_callback = false;
    }
    return statement->writes() ? sqlite3_changes64(handle_.get()) : 0;
  } catch (const Error&) {
    if (!in_callback && !sqlite3_get_autocommit(handle_.get())) failed_ = true;
    throw;
  }
}

void SqliteConnection::run_in_order(std::string_view sql, std::span<const Value> values) {
  if (failed_) throw Error("an earlier statement of the transaction failed; not run: " + excerpt(sql));
  try {
    const Use statement(*this, sql);
    statement->bind_in_order(values);
    while (statement->step()) {
    }
  } catch (const Error&) {
    failed_ = true;
    throw;
  }
}

void SqliteConnection::begin() {
  command("BEGIN IMMEDIATE");
  failed_ = false;
}

void SqliteConnection::commit() {
  if (failed_) throw Error("a statement of the transaction failed, so it cannot be committed");
  command("COMMIT");
}

void SqliteConnection::rollback() noexcept {
  // After some errors SQLite has rolled back by itself.
  if (!sqlite3_get_autocommit(handle_.get())) sqlite3_exec(handle_.get(), "ROLLBACK", nullptr, nullptr, nullptr);
  failed_ = false;
}

void SqliteConnection::lock_rows(std::string_view table, const std::vector<std::int64_t>&) {
  require_identifier(table);
}

}  // namespace recours::db
