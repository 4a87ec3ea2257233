// The job step that sends what the outbox holds. A message is claimed by a conditional update, sent outside of any
// transaction, then marked: several deliverers at once, or a crash in the middle, do not send it twice in the normal case
// and never lose it. Runs only where an SMTP server is configured: without one nothing is claimed and nothing parks.
#pragma once

#include <chrono>
#include <stop_token>

#include "mail/smtp.h"

namespace recours::mail {

constexpr int kTries = 8;
// How long a claimed message belongs to its deliverer; after it a crash is assumed and another may take it.
constexpr std::chrono::minutes kLease{10};

// The wait after the n-th failed try (1 ≤ n < kTries).
std::chrono::minutes delay_after(std::int64_t attempts);

// Tries what is due, oldest first, and returns how many were sent. Ends early when the server cannot be reached or stop
// is requested; what was not claimed yet is left for the next run.
int deliver_due(db::Database& database, const Sender& sender, Instant now, const std::stop_token& stop = {});

}  // namespace recours::mail
