#include "calendar/counting.h"

namespace recours::calendar {
namespace {

bool is_sunday(Date day) { return day.weekday() == std::chrono::Sunday; }
bool is_weekend(Date day) { return is_sunday(day) || day.weekday() == std::chrono::Saturday; }

Message weekday_name(Date day) {
  switch (day.weekday().iso_encoding()) {
    case 1: return msg("Monday");
    case 2: return msg("Tuesday");
    case 3: return msg("Wednesday");
    case 4: return msg("Thursday");
    case 5: return msg("Friday");
    case 6: return msg("Saturday");
    default: return msg("Sunday");
  }
}

// `counts(day)` says whether a day that is no holiday counts.
template <class Counts>
Count count(Date start, int days, const Holidays& holidays, Counts&& counts) {
  Count result{start, {}};
  for (int number = 0; number < days;) {
    result.due = result.due.plus_days(1);
    const auto holiday = holidays.name_on(result.due);
    const bool counted = !holiday && counts(result.due);
    if (counted) ++number;
    result.days.push_back({result.due, counted ? number : 0, holiday.value_or(weekday_name(result.due))});
  }
  return result;
}

}  // namespace

bool is_workable(Date day, const Holidays& holidays) { return !is_sunday(day) && !holidays.is_holiday(day); }

bool is_business_day(Date day, const Holidays& holidays) { return !is_weekend(day) && !holidays.is_holiday(day); }

Date business_day_on_or_before(Date day, const Holidays& holidays) {
  while (!is_business_day(day, holidays)) day = day.plus_days(-1);
  return day;
}

Count count_from(Date start, WorkableDays days, const Holidays& holidays) {
  return count(start, days.count, holidays, [](Date day) { return !is_sunday(day); });
}

Count count_from(Date start, BusinessDays days, const Holidays& holidays) {
  return count(start, days.count, holidays, [](Date day) { return !is_weekend(day); });
}

Count count_from(Date start, DaysButHolidays days, const Holidays& holidays) {
  return count(start, days.count, holidays, [](Date) { return true; });
}

int workable_days_between(Date from, Date to, const Holidays& holidays) {
  int days = 0;
  for (Date day = from.plus_days(1); day <= to; day = day.plus_days(1)) days += is_workable(day, holidays) ? 1 : 0;
  return days;
}

}  // namespace recours::calendar
