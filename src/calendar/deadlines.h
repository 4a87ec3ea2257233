// The legal clock of a complaint: which rule applies, when acknowledgement and answer are due, when the mediator may be
// asked, and why. Regimes are dated data, handed in. Pure; nothing here moves a date by state, reassignment or waiting.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "calendar/counting.h"

namespace recours::calendar {

enum class StartsFrom { Sent, Received };
std::string_view name_of(StartsFrom start);  // sent, received
std::optional<StartsFrom> starts_from_named(std::string_view name);

// Which days the delay of an acknowledgement is made of: jours ouvrables or jours ouvrés. Data of the rule; counting itself
// asks for one of the two types.
enum class DayUnit { Workable, Business };
std::string_view name_of(DayUnit unit);  // workable, business
std::optional<DayUnit> day_unit_named(std::string_view name);
struct Delay {
  int count = 0;
  DayUnit unit = DayUnit::Workable;
};

// A rule on complaints with the days it is in force, by the day the complaint was sent (complaints.md §5).
struct Regime {
  std::int64_t id = 0;
  std::string code;                     // 2022-R-01
  std::string source;                   // the text people can look up
  std::vector<std::string> activities;  // empty: all
  std::optional<Date> valid_from;       // none: known, but its date is still to be entered
  std::optional<Date> valid_to;         // last day
  StartsFrom starts_from = StartsFrom::Sent;
  Delay acknowledgement{10};
  int answer_months = 2;
  int mediator_months = 12;  // from the day it was sent
};

// The one in force for this activity on that day; of several the one that began last. None: no rule is configured.
const Regime* regime_on(std::span<const Regime> regimes, std::string_view activity, Date sent_on);

struct Deadlines {
  Date starts_on;
  Count acknowledgement;   // R-410 10 jours ouvrables
  Date answer_due_on;      // R-411 2 calendar months
  Date mediator_opens_on;
  Date mediator_closes_on;
  Date acknowledgement_due_on() const { return acknowledgement.due; }
};
// `received_on` is not before `sent_on`.
Deadlines deadlines(Date sent_on, Date received_on, const Regime& regime, const Holidays& holidays);

// R-413 When to warn: 5, 2 and 0 calendar days before, each moved back to a jour ouvré, then every jour ouvré after.
bool is_alarm_day(Date due_on, Date today, const Holidays& holidays);

// R-420 The reasoned protest to a carrier: 3 days after receipt, public holidays not counted, Sundays counted (article
// L133-3 Code de commerce, the shorter reading).
Count carrier_protest(Date received_on, const Holidays& holidays);

}  // namespace recours::calendar
