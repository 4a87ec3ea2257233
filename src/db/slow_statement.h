// Logs a statement that took more than a second, without its parameters. Internal to src/db.
#pragma once

#include <chrono>
#include <string_view>

#include <spdlog/spdlog.h>

#include "db/sql_text.h"

namespace recours::db {

class SlowStatement {
 public:
  explicit SlowStatement(std::string_view sql) : sql_(sql) {}
  SlowStatement(const SlowStatement&) = delete;
  SlowStatement& operator=(const SlowStatement&) = delete;
  ~SlowStatement() {
    const auto taken = std::chrono::steady_clock::now() - start_;
    if (taken < std::chrono::seconds(1)) return;
    spdlog::warn("slow statement, {} ms with the reading of its rows: {}",
                 std::chrono::duration_cast<std::chrono::milliseconds>(taken).count(), excerpt(sql_));
  }

 private:
  const std::string_view sql_;
  const std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

}  // namespace recours::db
