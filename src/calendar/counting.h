// Counting days as French law counts them, with a trace that explains the result day by day. Two kinds of days that
// must never be mixed up are two types: jours ouvrables (Saturdays count) and jours ouvrés (they do not). Pure.
#pragma once

#include <vector>

#include "calendar/holidays.h"

namespace recours::calendar {

// Jours ouvrables: every day but Sundays and public holidays. Saturdays count.
struct WorkableDays {
  int count = 0;
};
// Jours ouvrés: Monday to Friday without public holidays.
struct BusinessDays {
  int count = 0;
};
// Every day of the calendar but public holidays (article L133-3 Code de commerce, read so that Sundays count).
struct DaysButHolidays {
  int count = 0;
};

bool is_workable(Date day, const Holidays& holidays);      // jour ouvrable
bool is_business_day(Date day, const Holidays& holidays);  // jour ouvré
Date business_day_on_or_before(Date day, const Holidays& holidays);

// One day of a count: its number when it counts, the reason when it does not.
struct CountedDay {
  Date on;
  int number = 0;  // 1 for the first that counts; 0: excluded
  Message why;     // « Jeudi », « Dimanche », « Fête du Travail »
  bool counted() const { return number > 0; }
};
struct Count {
  Date due;                      // the last counted day
  std::vector<CountedDay> days;  // from the day after the start to `due`, none left out
};

// R-401 The start day does not count; the due date is the day that completes the count and is not moved. A count of 0
// is due on the start day.
Count count_from(Date start, WorkableDays days, const Holidays& holidays);
Count count_from(Date start, BusinessDays days, const Holidays& holidays);
Count count_from(Date start, DaysButHolidays days, const Holidays& holidays);

// R-402 Jours ouvrables from the day after `from` to `to`, both known: how many passed.
int workable_days_between(Date from, Date to, const Holidays& holidays);

}  // namespace recours::calendar
