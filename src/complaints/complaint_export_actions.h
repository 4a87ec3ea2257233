// The trace of taking the register out of the house.
#pragma once

#include "accounts/viewer.h"
#include "db/database.h"

namespace recours::complaints {

struct Export {
  std::string format;  // csv, xlsx
  std::string asked;   // the filter as people wrote it
  std::int64_t rows = 0;
};
// R-777 Who took what, and how many rows.
void note_export(db::Database& database, const accounts::Viewer& viewer, const Export& taken, Instant now);

}  // namespace recours::complaints
