// The register the benchmark works on: seeded, the same at every run; written by the program's own store, words for the
// search included.
#pragma once

#include "accounts/viewer.h"
#include "bench/asking.h"
#include "complaints/registration.h"
#include "db/database.h"

namespace recours::bench {

struct Register {
  std::int64_t complaints = 0;
  accounts::Viewer compliance;
  Caller caller;  // that person
};

// Fills an empty, migrated database. The common word « cotisation » stands in every fourth complaint, the rare one
// « hippocampe » in the ten oldest,
// whatever the size; every hundredth is open and late.
Register make_register(db::Database& database, std::int64_t complaints, Instant now);
// One more, as people record them.
complaints::Registration one_more(Instant now);

}  // namespace recours::bench
