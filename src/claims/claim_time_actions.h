// R-602 What time does to claims by itself: numbers expire, questions stay unanswered, offers lapse, goods still
// awaited are recalled. To be called every few minutes; doing it twice changes nothing.
#pragma once

#include "db/database.h"

namespace recours::claims {

void let_time_pass(db::Database& database, Instant now);

}  // namespace recours::claims
