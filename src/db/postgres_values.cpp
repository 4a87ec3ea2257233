#include "db/postgres_values.h"

#include <charconv>
#include <type_traits>

#include <fmt/format.h>

#include "db/database.h"
#include "db/storage_error.h"

namespace recours::db {
namespace {

// Of pg_type.dat, fixed for ever; the header that names them belongs to the server's own sources.
constexpr Oid kBool = 16, kBytea = 17, kName = 19, kInt8 = 20, kInt2 = 21, kInt4 = 23, kText = 25, kVarchar = 1043;
constexpr Oid kTextArray = 1009, kInt8Array = 1016;
constexpr Oid kUnspecified = 0;

std::string array_of(const std::vector<std::int64_t>& values) { return fmt::format("{{{}}}", fmt::join(values, ",")); }

std::string array_of(const std::vector<std::string>& values) {
  std::string array = "{";
  for (const auto& value : values) {
    if (array.size() > 1) array += ',';
    array += '"';
    for (const char c : value) {
      if (c == '"' || c == '\\') array += '\\';
      array += c;
    }
    array += '"';
  }
  return array + "}";
}

unsigned nibble(char c) { return static_cast<unsigned>(c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10); }

}  // namespace

void throw_postgres_error(PGconn* handle, const PGresult* result, std::string_view sql) {
  const char* field = result ? PQresultErrorField(result, PG_DIAG_SQLSTATE) : nullptr;
  const std::string state = field ? field : "";
  if (PQstatus(handle) == CONNECTION_BAD || state.starts_with("08") || state.starts_with("57P") || state.empty()) {
    throw ConnectionError("the database server is not reachable: " + std::string(PQerrorMessage(handle)));
  }
  // Not the detail: it quotes the values of the row.
  const char* message = PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);
  const auto what = fmt::format("{} ({}) in: {}", message ? message : "", state, excerpt(sql));
  using Kind = ConstraintError::Kind;
  if (state == "23505") throw ConstraintError(Kind::Unique, what);
  if (state == "23503") throw ConstraintError(Kind::ForeignKey, what);
  if (state == "23502") throw ConstraintError(Kind::NotNull, what);
  if (state == "23514") throw ConstraintError(Kind::Check, what);
  if (state == "40001" || state == "40P01" || state == "55P03") throw RetryableError(what);
  if (state == "53100") throw StorageError(StorageError::Kind::Full, what);
  if (state == "25006") throw StorageError(StorageError::Kind::ReadOnly, what);
  if (state == "58030") throw StorageError(StorageError::Kind::Failing, what);
  throw Error(what);
}

PostgresParameters::PostgresParameters(const SqlText& sql, const std::vector<const Value*>& values) {
  types_.reserve(values.size());
  for (std::size_t i = 0; i < values.size(); ++i) {
    const auto& name = sql.parameters[i].name;
    std::visit(
        [&](const auto& v) {
          using T = std::decay_t<decltype(v)>;
          if constexpr (std::is_same_v<T, std::monostate>)
            add(kUnspecified, nullptr, 0, 0);
          else if constexpr (std::is_same_v<T, std::int64_t>)
            add_text(kInt8, made_.emplace_back(std::to_string(v)), name);
          else if constexpr (std::is_same_v<T, bool>)
            add(kBool, v ? "t" : "f", 1, 0);
          else if constexpr (std::is_same_v<T, std::string>)
            add_text(kText, v, name);
          else if constexpr (std::is_same_v<T, Blob>)
            add(kBytea, v.bytes.data(), v.bytes.size(), 1);
          else if constexpr (std::is_same_v<T, std::vector<std::int64_t>>)
            add_text(kInt8Array, made_.emplace_back(array_of(v)), name);
          else
            add_text(kTextArray, made_.emplace_back(array_of(v)), name);
        },
        *values[i]);
  }
}

void PostgresParameters::add(Oid type, const char* value, std::size_t length, int format) {
  types_.push_back(type);
  values_.push_back(value);
  lengths_.push_back(static_cast<int>(length));
  formats_.push_back(format);
}

void PostgresParameters::add_text(Oid type, const std::string& text, const std::string& name) {
  if (text.find('\0') != std::string::npos) {
    throw Error("parameter :" + name + " holds a NUL character, which PostgreSQL cannot store");
  }
  add(type, text.c_str(), text.size(), 0);
}

std::string_view PostgresRow::bytes(int column) const {
  return {PQgetvalue(result_, row_, column), static_cast<std::size_t>(PQgetlength(result_, row_, column))};
}

void PostgresRow::require(int column, bool right_type, std::string_view wanted) const {
  if (!right_type) throw_wrong_type(columns_.name(column), wanted, "read it as what it is, or CAST it in the SQL");
  if (is_null(column)) throw_null(columns_.name(column));
}

std::int64_t PostgresRow::integer(int column) const {
  const Oid type = PQftype(result_, column);
  require(column, type == kInt8 || type == kInt4 || type == kInt2, "an integer");
  const auto digits = bytes(column);
  std::int64_t value = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return value;
}

bool PostgresRow::boolean(int column) const {
  require(column, PQftype(result_, column) == kBool, "a boolean");
  return bytes(column) == "t";
}

std::string_view PostgresRow::text(int column) const {
  const Oid type = PQftype(result_, column);
  require(column, type == kText || type == kVarchar || type == kName, "a text");
  return bytes(column);
}

// \x and two digits per byte.
Blob PostgresRow::blob(int column) const {
  require(column, PQftype(result_, column) == kBytea, "bytes");
  const auto digits = bytes(column);
  Blob blob;
  blob.bytes.reserve(digits.size() / 2);
  for (std::size_t at = 2; at + 1 < digits.size(); at += 2) {
    blob.bytes += static_cast<char>(nibble(digits[at]) << 4 | nibble(digits[at + 1]));
  }
  return blob;
}

}  // namespace recours::db
