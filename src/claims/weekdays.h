// Days in which staff answer: Monday to Friday.
#pragma once

#include "base/date.h"

namespace recours::claims {

inline constexpr int kReviewDays = 2;  // for the first look at a claim

inline Date plus_weekdays(Date day, int count) {
  while (count > 0) {
    day = day.plus_days(1);
    if (day.weekday() != std::chrono::Saturday && day.weekday() != std::chrono::Sunday) --count;
  }
  return day;
}

}  // namespace recours::claims
