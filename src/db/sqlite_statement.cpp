#include "db/sqlite_statement.h"

#include <algorithm>
#include <type_traits>

#include <fmt/format.h>

#include "db/database.h"
#include "db/storage_error.h"

namespace recours::db {
namespace {

std::string json_of(const std::vector<std::int64_t>& values) { return fmt::format("[{}]", fmt::join(values, ",")); }

std::string json_of(const std::vector<std::string>& values) {
  std::string json = "[";
  for (const auto& value : values) {
    if (json.size() > 1) json += ',';
    json += '"';
    for (const char c : value) {
      if (c == '\0') throw Error("a text in a list holds a NUL character");
      if (c == '"' || c == '\\') json += '\\';
      if (static_cast<unsigned char>(c) < 0x20)
        json += fmt::format("\\u{:04x}", static_cast<unsigned>(c));
      else
        json += c;
    }
    json += '"';
  }
  return json + "]";
}

std::vector<std::string> column_names(sqlite3_stmt* statement) {
  std::vector<std::string> names;
  const int count = sqlite3_column_count(statement);
  for (int column = 0; column < count; ++column) names.emplace_back(sqlite3_column_name(statement, column));
  return names;
}

bool is_blank(std::string_view sql) {
  while (!sql.empty()) {
    const auto piece = first_piece(sql);
    if (piece.kind != SqlPiece::Kind::Blank && piece.kind != SqlPiece::Kind::Comment && piece.text != ";") return false;
    sql.remove_prefix(piece.text.size());
  }
  return true;
}

}  // namespace

void throw_sqlite_error(sqlite3* handle, int code, std::string_view sql) {
  const auto what = fmt::format("{} in: {}", handle ? sqlite3_errmsg(handle) : sqlite3_errstr(code), excerpt(sql));
  using Kind = ConstraintError::Kind;
  switch (code) {
    case SQLITE_CONSTRAINT_UNIQUE:
    case SQLITE_CONSTRAINT_PRIMARYKEY:
    case SQLITE_CONSTRAINT_ROWID: throw ConstraintError(Kind::Unique, what);
    case SQLITE_CONSTRAINT_FOREIGNKEY: throw ConstraintError(Kind::ForeignKey, what);
    case SQLITE_CONSTRAINT_NOTNULL: throw ConstraintError(Kind::NotNull, what);
    case SQLITE_CONSTRAINT_CHECK: throw ConstraintError(Kind::Check, what);
    default: break;
  }
  switch (code & 0xFF) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED: throw RetryableError(what);
    case SQLITE_FULL: throw StorageError(StorageError::Kind::Full, what);
    case SQLITE_READONLY: throw StorageError(StorageError::Kind::ReadOnly, what);
    case SQLITE_IOERR: throw StorageError(StorageError::Kind::Failing, what);
    case SQLITE_CANTOPEN:
    case SQLITE_NOTADB: throw ConnectionError(what);
    default: throw Error(what);
  }
}

SqliteStatement::SqliteStatement(sqlite3* handle, std::string_view sql) : sql_(translate(sql, Dialect::Sqlite)) {
  sqlite3_stmt* prepared = nullptr;
  const char* rest = nullptr;
  const int code = sqlite3_prepare_v3(handle, sql_.text.c_str(), static_cast<int>(sql_.text.size()) + 1,
                                      SQLITE_PREPARE_PERSISTENT, &prepared, &rest);
  if (code != SQLITE_OK) throw_sqlite_error(handle, code, sql);
  statement_.reset(prepared);
  if (!prepared) throw Error("an empty statement");
  if (!is_blank(rest)) throw Error("more than one statement in: " + excerpt(sql));
  columns_ = Columns(column_names(prepared));
}

void SqliteStatement::bind(Params params) {
  lists_.clear();
  lists_.reserve(params.size());
  int number = 0;
  for (const Value* value : in_order(sql_, params)) bind(++number, *value);
}

void SqliteStatement::bind_in_order(std::span<const Value> values) {
  lists_.clear();
  lists_.reserve(values.size());
  int number = 0;
  for (const auto& value : values) bind(++number, value);
}

void SqliteStatement::bind_text(int number, std::string_view text) {
  // The caller's parameters outlive the run, so nothing is copied; an empty view may hold no address, which would be
  // NULL.
  const char* bytes = text.data() ? text.data() : "";
  const int code = sqlite3_bind_text64(statement_.get(), number, bytes, text.size(), SQLITE_STATIC, SQLITE_UTF8);
  if (code != SQLITE_OK) throw_sqlite_error(sqlite3_db_handle(statement_.get()), code, sql_.text);
}

void SqliteStatement::bind(int number, const Value& value) {
  std::visit(
      [&](const auto& v) {
        using T = std::decay_t<decltype(v)>;
        if constexpr (std::is_same_v<T, std::monostate>) {
          sqlite3_bind_null(statement_.get(), number);
        } else if constexpr (std::is_same_v<T, std::int64_t> || std::is_same_v<T, bool>) {
          sqlite3_bind_int64(statement_.get(), number, v);
        } else if constexpr (std::is_same_v<T, std::string>) {
          bind_text(number, v);
        } else if constexpr (std::is_same_v<T, Blob>) {
          const int code = sqlite3_bind_blob64(statement_.get(), number, v.bytes.data(), v.bytes.size(), SQLITE_STATIC);
          if (code != SQLITE_OK) throw_sqlite_error(sqlite3_db_handle(statement_.get()), code, sql_.text);
        } else {
          bind_text(number, lists_.emplace_back(json_of(v)));
        }
      },
      value);
}

bool SqliteStatement::step() {
  const int code = sqlite3_step(statement_.get());
  if (code == SQLITE_ROW) return true;
  if (code == SQLITE_DONE) return false;
  throw_sqlite_error(sqlite3_db_handle(statement_.get()), sqlite3_extended_errcode(sqlite3_db_handle(statement_.get())),
                     sql_.text);
}

void SqliteStatement::reset() {
  sqlite3_reset(statement_.get());
  sqlite3_clear_bindings(statement_.get());
}

void SqliteRow::require(int column, int type, std::string_view wanted) const {
  const int actual = sqlite3_column_type(statement_, column);
  if (actual == type) return;
  if (actual == SQLITE_NULL) throw_null(columns_.name(column));
  throw_wrong_type(columns_.name(column), wanted, "read it as what it is, or CAST it in the SQL");
}

std::int64_t SqliteRow::integer(int column) const {
  require(column, SQLITE_INTEGER, "an integer");
  return sqlite3_column_int64(statement_, column);
}

bool SqliteRow::boolean(int column) const {
  require(column, SQLITE_INTEGER, "a boolean");
  const auto value = sqlite3_column_int64(statement_, column);
  if (value != 0 && value != 1)
    throw_wrong_type(columns_.name(column), "a boolean", "it holds another number than 0 and 1");
  return value == 1;
}

std::string_view SqliteRow::text(int column) const {
  require(column, SQLITE_TEXT, "a text");
  const auto* bytes = reinterpret_cast<const char*>(sqlite3_column_text(statement_, column));
  return {bytes, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
}

Blob SqliteRow::blob(int column) const {
  require(column, SQLITE_BLOB, "bytes");
  const auto* bytes = static_cast<const char*>(sqlite3_column_blob(statement_, column));
  return {std::string(bytes ? bytes : "", static_cast<std::size_t>(sqlite3_column_bytes(statement_, column)))};
}

}  // namespace recours::db
