// R-144 The steps of the job: what the sealed journal tells becomes deliveries, due ones are claimed by a conditional
// update, posted outside of any transaction, then marked. Several workers at once, or a crash in the middle, tell
// nothing twice in the normal case and lose nothing.
#pragma once

#include <chrono>
#include <stop_token>

#include "db/database.h"
#include "webhooks/posting.h"

namespace recours::webhooks {

constexpr int kTries = 8;
// How long a claimed delivery belongs to its deliverer; after it a crash is assumed and another may take it.
constexpr std::chrono::minutes kLease{10};
// How long an endpoint that could not be reached is left alone.
constexpr std::chrono::minutes kRest{1};
// What arrived is kept for administrators to look at.
constexpr std::chrono::hours kKept{24 * 30};

// The wait after the n-th failed try (1 ≤ n < kTries).
std::chrono::minutes delay_after(std::int64_t attempts);

// Returns how many deliveries were written.
int spread_events(db::Database& database, Instant now);
// Tries what is due, oldest first by endpoint; an endpoint that cannot be reached rests. Returns how many arrived.
int deliver_due(db::Database& database, const Sender& sender, Instant now, const std::stop_token& stop = {});
int forget_old(db::Database& database, Instant now);

}  // namespace recours::webhooks
