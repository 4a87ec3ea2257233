// The files of migrations/ as statements for one engine (migrations/README.md says which words are translated).
// Pure text: what was applied is in migrate.cpp. Internal to src/db.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/embedded.h"
#include "db/migrate.h"
#include "db/sql_text.h"

namespace recours::db {

// The migrations for this engine in order. Throws Error for a name that is not NNNN_name.sql (or .sqlite.sql,
// .postgres.sql), a number used twice, or one engine without its half of a pair.
std::vector<Migration> migrations_of(std::span<const embedded::File> files, Dialect dialect);

std::string translate_types(std::string_view sql, Dialect dialect);

// Without the semicolons and without empty ones.
std::vector<std::string> split_statements(std::string_view sql);

}  // namespace recours::db
