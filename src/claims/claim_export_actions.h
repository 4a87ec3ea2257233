// R-612 A list of claims left the house: the journal says who took which.
#pragma once

#include <string>

#include "accounts/viewer.h"
#include "db/database.h"

namespace recours::claims {

struct ClaimExport {
  std::string format;  // csv, xlsx
  std::string asked;   // the address of the list with its filter
  std::int64_t rows = 0;
};
void note_claim_export(db::Database& database, const accounts::Viewer& viewer, const ClaimExport& taken, Instant now);

}  // namespace recours::claims
