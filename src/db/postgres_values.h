// Parameters, rows and errors of libpq. Internal to src/db.
#pragma once

#include <deque>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <libpq-fe.h>

#include "db/columns.h"
#include "db/sql_text.h"
#include "db/value.h"

namespace recours::db {

struct ResultClearer {
  void operator()(PGresult* result) const { PQclear(result); }
};
using PostgresResult = std::unique_ptr<PGresult, ResultClearer>;

// Throws the error of src/db that this result stands for; null when there was no answer at all.
[[noreturn]] void throw_postgres_error(PGconn* handle, const PGresult* result, std::string_view sql);

// Parameters as libpq wants them; points into the values it was made of.
class PostgresParameters {
 public:
  PostgresParameters(const SqlText& sql, const std::vector<const Value*>& values);
  const std::vector<Oid>& types() const { return types_; }
  int count() const { return static_cast<int>(types_.size()); }
  const char* const* values() const { return values_.data(); }
  const int* lengths() const { return lengths_.data(); }
  const int* formats() const { return formats_.data(); }

 private:
  void add(Oid type, const char* value, std::size_t length, int format);
  void add_text(Oid type, const std::string& text, const std::string& name);

  std::deque<std::string> made_;
  std::vector<Oid> types_;
  std::vector<const char*> values_;
  std::vector<int> lengths_;
  std::vector<int> formats_;
};

class PostgresRow final : public Row {
 public:
  PostgresRow(const PGresult* result, const Columns& columns) : result_(result), columns_(columns) {}
  void move_to(int row) { row_ = row; }

  int index_of(std::string_view column) const override { return columns_.index_of(column); }
  bool is_null(int column) const override { return PQgetisnull(result_, row_, column) != 0; }
  std::int64_t integer(int column) const override;
  bool boolean(int column) const override;
  std::string_view text(int column) const override;
  Blob blob(int column) const override;

 private:
  std::string_view bytes(int column) const;
  void require(int column, bool right_type, std::string_view wanted) const;

  const PGresult* const result_;
  const Columns& columns_;
  int row_ = 0;
};

}  // namespace recours::db
