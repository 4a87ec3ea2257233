// Which tables a backup holds, and what says that a database was used. Called by backup and restore.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "db/schema.h"

namespace recours::backup {

// All but the bytes of files, which travel as files, and the history of migrations, which every database has its own
// of.
std::vector<db::Table> archived_tables(db::Reader& reader, std::string_view engine);

// A table that only people and imports write to and that holds something; none: nobody has worked here yet.
std::optional<std::string> used_table(db::Reader& reader);

std::int64_t count_waiting_mail(db::Reader& reader);

}  // namespace recours::backup
