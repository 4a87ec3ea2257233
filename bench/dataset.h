// The data the benchmark works on: seeded, the same at every run. At scale 1: 20,000 invoices of 10 lines, 20,000 claims.
#pragma once

#include "accounts/viewer.h"
#include "db/database.h"

namespace recours::bench {

struct Dataset {
  std::int64_t invoices = 0;
  std::int64_t lines = 0;
  std::int64_t claims = 0;
  accounts::Viewer reseller;
  accounts::Viewer staff;
  std::string staff_token;
};

// Fills an empty, migrated database.
Dataset make_dataset(db::Database& database, int scale, Instant now);

}  // namespace recours::bench
