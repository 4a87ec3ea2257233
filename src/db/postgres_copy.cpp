#include "db/postgres_copy.h"

#include <type_traits>

#include "base/text.h"
#include "db/database.h"
#include "db/postgres_values.h"

namespace recours::db {
namespace {

constexpr std::size_t kBufferBytes = 64 * 1024;

}  // namespace

PostgresCopy::PostgresCopy(PGconn* handle, std::string sql) : handle_(handle), sql_(std::move(sql)) {
  const PostgresResult result(PQexec(handle_, sql_.c_str()));
  if (PQresultStatus(result.get()) != PGRES_COPY_IN) throw_postgres_error(handle_, result.get(), sql_);
}

PostgresCopy::~PostgresCopy() {
  if (!open_) return;
  PQputCopyEnd(handle_, "given up");
  while (PGresult* result = PQgetResult(handle_)) PQclear(result);
}

void PostgresCopy::add(std::span<const Value> values) {
  bool is_first = true;
  for (const auto& value : values) {
    if (!is_first) buffer_ += '\t';
    is_first = false;
    append(value);
  }
  buffer_ += '\n';
  if (buffer_.size() >= kBufferBytes) send();
}

void PostgresCopy::append(const Value& value) {
  std::visit(
      [&](const auto& v) {
        using T = std::decay_t<decltype(v)>;
        if constexpr (std::is_same_v<T, std::monostate>) {
          buffer_ += "\\N";
        } else if constexpr (std::is_same_v<T, std::int64_t> || std::is_same_v<T, bool>) {
          buffer_ += std::to_string(v);  // BOOLEAN takes 0 and 1
        } else if constexpr (std::is_same_v<T, std::string>) {
          append_text(v);
        } else if constexpr (std::is_same_v<T, Blob>) {
          buffer_ += "\\\\x" + hex(v.bytes);
        } else {
          throw Error("a list has no place in a row");
        }
      },
      value);
}

void PostgresCopy::append_text(std::string_view text) {
  for (const char c : text) {
    switch (c) {
      case '\\': buffer_ += "\\\\"; break;
      case '\n': buffer_ += "\\n"; break;
      case '\r': buffer_ += "\\r"; break;
      case '\t': buffer_ += "\\t"; break;
      case '\0': throw Error("a text holds a NUL character, which PostgreSQL cannot keep, in: " + sql_);
      default: buffer_ += c;
    }
  }
}

void PostgresCopy::send() {
  if (PQputCopyData(handle_, buffer_.data(), static_cast<int>(buffer_.size())) != 1)
    throw_postgres_error(handle_, nullptr, sql_);
  buffer_.clear();
}

void PostgresCopy::finish() {
  send();
  open_ = false;
  if (PQputCopyEnd(handle_, nullptr) != 1) throw_postgres_error(handle_, nullptr, sql_);
  const PostgresResult result(PQgetResult(handle_));
  while (PGresult* more = PQgetResult(handle_)) PQclear(more);
  if (PQresultStatus(result.get()) != PGRES_COMMAND_OK) throw_postgres_error(handle_, result.get(), sql_);
}

}  // namespace recours::db
