// The data the benchmark works on: seeded, the same at every run. Invoices of ten lines, the first with a
// serial number and a claim.
#pragma once

#include "accounts/viewer.h"
#include "bench/asking.h"
#include "db/database.h"

namespace recours::bench {

inline constexpr int kAccounts = 200;  // invoice n belongs to account n % kAccounts + 1

struct Dataset {
  std::int64_t invoices = 0;
  std::int64_t claims = 0;
  accounts::Viewer reseller;
  accounts::Viewer staff;
  Caller of_reseller, of_staff;
};

// Fills an empty, migrated database.
Dataset make_dataset(db::Database& database, std::int64_t invoices, Instant now);

}  // namespace recours::bench
