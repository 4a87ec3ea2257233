// The entries of many changes of one transaction, written with few statements: an import writes thousands, and on
// PostgreSQL the round trip costs more than the row. The same entries append() would write one by one.
#pragma once

#include <string>
#include <vector>

#include <boost/json.hpp>

#include "journal/journal.h"

namespace recours::journal {

struct NewEntry {
  std::string action;
  Subject subject;
  boost::json::object content;
};

// In their order.
void append_all(db::Transaction& transaction, const Actor& actor, Instant at, const std::vector<NewEntry>& entries);

}  // namespace recours::journal
