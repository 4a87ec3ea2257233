// COPY … FROM STDIN of one PostgreSQL connection: rows in, without a round trip each. Internal to src/db.
#pragma once

#include <span>
#include <string>

#include <libpq-fe.h>

#include "db/value.h"

namespace recours::db {

class PostgresCopy {
 public:
  PostgresCopy(PGconn* handle, std::string sql);
  ~PostgresCopy();  // ends it as a failure unless finish() was called
  PostgresCopy(const PostgresCopy&) = delete;
  PostgresCopy& operator=(const PostgresCopy&) = delete;

  // One value per column; throws Error for a list and for text with a NUL, which PostgreSQL cannot hold.
  void add(std::span<const Value> values);
  void finish();

 private:
  void append(const Value& value);
  void append_text(std::string_view text);
  void send();

  PGconn* const handle_;
  const std::string sql_;
  std::string buffer_;
  bool open_ = true;
};

}  // namespace recours::db
