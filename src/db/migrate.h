// Brings the schema up to date: numbered files of migrations/, embedded in the program, each in its own transaction and
// remembered with a checksum. They are append-only: a changed one is refused.
#pragma once

#include <string>
#include <vector>

#include "base/date.h"
#include "db/database.h"

namespace recours::db {

struct Migration {
  int number;
  std::string name;      // accounts
  std::string sql;       // the text for the engine that runs
  std::string checksum;  // of the file as it was written, SHA-256, hex
};

// Applies what is missing, in order; returns what was applied. Throws SchemaError when a file that was already applied
// has changed or the database is newer than the program.
std::vector<Migration> migrate(Database& database, Instant now);

// R-122 Everything for a database without any table, in one transaction: who starts at the same moment finds all of it or
// nothing. Any other database is left as it is and nothing is returned.
std::vector<Migration> found_schema(Database& database, Instant now);

// What this program knows, in order: 0001_accounts.
std::vector<std::string> known_migrations();

// Throws SchemaError (older: "run `recours migrate`"; newer: "this program is older than the database") unless current.
void require_current_schema(Database& database);

}  // namespace recours::db
