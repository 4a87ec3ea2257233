#include "calendar/deadlines.h"

#include <algorithm>

namespace recours::calendar {
namespace {

constexpr int kAlarmsBefore[] = {5, 2, 0};
constexpr DaysButHolidays kProtest{3};

bool applies(const Regime& regime, std::string_view activity, Date sent_on) {
  if (!regime.valid_from || sent_on < *regime.valid_from || (regime.valid_to && sent_on > *regime.valid_to))
    return false;
  return regime.activities.empty() ||
         std::find(regime.activities.begin(), regime.activities.end(), activity) != regime.activities.end();
}

Count count_from(Date start, const Delay& delay, const Holidays& holidays) {
  return delay.unit == DayUnit::Business ? calendar::count_from(start, BusinessDays{delay.count}, holidays)
                                         : calendar::count_from(start, WorkableDays{delay.count}, holidays);
}

}  // namespace

std::string_view name_of(DayUnit unit) { return unit == DayUnit::Business ? "business" : "workable"; }

std::optional<DayUnit> day_unit_named(std::string_view name) {
  if (name == "workable") return DayUnit::Workable;
  if (name == "business") return DayUnit::Business;
  return std::nullopt;
}

std::string_view name_of(StartsFrom start) { return start == StartsFrom::Sent ? "sent" : "received"; }

std::optional<StartsFrom> starts_from_named(std::string_view name) {
  if (name == "sent") return StartsFrom::Sent;
  if (name == "received") return StartsFrom::Received;
  return std::nullopt;
}

const Regime* regime_on(std::span<const Regime> regimes, std::string_view activity, Date sent_on) {
  const Regime* latest = nullptr;
  for (const Regime& regime : regimes) {
    if (applies(regime, activity, sent_on) && (!latest || *latest->valid_from < *regime.valid_from)) latest = &regime;
  }
  return latest;
}

Deadlines deadlines(Date sent_on, Date received_on, const Regime& regime, const Holidays& holidays) {
  const Date start = regime.starts_from == StartsFrom::Sent ? sent_on : received_on;
  const Date answer = start.plus_months(regime.answer_months);
  return {start, count_from(start, regime.acknowledgement, holidays), answer, answer,
          sent_on.plus_months(regime.mediator_months)};
}

bool is_alarm_day(Date due_on, Date today, const Holidays& holidays) {
  if (today > due_on) return is_business_day(today, holidays);
  return std::any_of(std::begin(kAlarmsBefore), std::end(kAlarmsBefore),
                     [&](int days) { return business_day_on_or_before(due_on.plus_days(-days), holidays) == today; });
}

Count carrier_protest(Date received_on, const Holidays& holidays) {
  return count_from(received_on, kProtest, holidays);
}

}  // namespace recours::calendar
