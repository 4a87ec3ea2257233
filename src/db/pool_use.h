// How much of its connections a database lends, for /metrics.
#pragma once

#include <string_view>

#include "db/database.h"

namespace recours::db {

struct PoolUse {
  int limit = 0;
  int open = 0;
  int lent = 0;
  int waiting = 0;  // threads that wait for one
};

struct DatabaseUse {
  PoolUse readers;
  PoolUse writers;
};

// What a database with pools also is.
class LendsConnections {
 public:
  virtual ~LendsConnections() = default;
  virtual DatabaseUse use() const = 0;
};

// Zeros for a database without pools.
DatabaseUse connections_of(const Database& database);

}  // namespace recours::db
