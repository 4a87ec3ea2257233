// What is asked of the clock: two dates, a zone, an activity; read from a query, with everything wrong in it at once.
// Pure.
#pragma once

#include <optional>
#include <string>

#include "base/refusal.h"
#include "base/result.h"
#include "calendar/holidays.h"
#include "http/message.h"

namespace recours::complaints {

struct DeadlineRequest {
  Date sent_on;
  Date received_on;                    // the day it was sent when nothing else is said
  std::optional<calendar::Zone> zone;  // none: the organisation's
  std::string activity = "insurance";  // of activities() in complaint.h
};

// Refusal fields: sent_on, received_on (not_a_date, before_sent), zone, activity.
Result<DeadlineRequest, Refusal> read_deadline_request(const http::Fields& query);

}  // namespace recours::complaints
