// The database lives, but its disk takes nothing more: full, read-only or failing. Nothing of the transaction was kept.
#pragma once

#include <string>

#include "db/database.h"

namespace recours::db {

class StorageError : public Error {
 public:
  enum class Kind { Full, ReadOnly, Failing };
  StorageError(Kind which, const std::string& what) : Error(what), kind(which) {}
  const Kind kind;
};

}  // namespace recours::db
