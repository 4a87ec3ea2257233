#include "complaints/deadline_parts.h"

#include <algorithm>

#include "accounts/organisation_calendar.h"
#include "complaints/regime_store.h"

namespace recours::complaints {

using accounts::Visit;
using ui::el;
using ui::Html;
using ui::Language;
using ui::tr;

namespace {

const calendar::Regime* regime_of(const std::vector<calendar::Regime>& regimes, const Complaint& complaint) {
  if (!complaint.clock) return calendar::regime_on(regimes, complaint.activity, *complaint.sent_on);
  const auto found = std::find_if(regimes.begin(), regimes.end(),
                                  [&](const auto& regime) { return regime.id == complaint.clock->regime_id; });
  return found == regimes.end() ? nullptr : &*found;
}

Html date_with_distance(const Visit& visit, Date date) {
  return el("span", {{"class", "num"}}, ui::format_date_with_distance(visit.language(), date, visit.today()));
}

std::string counted_in(Language l, const calendar::Delay& delay) {
  if (delay.unit == calendar::DayUnit::Business) {
    return tr(l,
              "The acknowledgement is due {1} jours ouvrés after the start: Monday to Friday count, without public "
              "holidays; the start day does not count.",
              delay.count);
  }
  return tr(l,
            "The acknowledgement is due {1} jours ouvrables after the start: every day counts but Sundays and public "
            "holidays; the start day does not count.",
            delay.count);
}

}  // namespace

std::optional<ComputedDates> dates_of(db::Reader& reader, const Complaint& complaint) {
  if (!has_clock(complaint.medium) || !complaint.sent_on || !complaint.received_on) return std::nullopt;
  if (*complaint.received_on < *complaint.sent_on) return std::nullopt;
  const auto regimes = list_regimes(reader);
  const auto* regime = regime_of(regimes, complaint);
  if (!regime) return std::nullopt;
  return ComputedDates{
      *regime, calendar::deadlines(*complaint.sent_on, *complaint.received_on, *regime, accounts::holidays_of(reader))};
}

Html legal_dates(const Visit& visit, const ComputedDates& computed) {
  const Language l = visit.language();
  const auto& dates = computed.deadlines;
  const auto start = computed.regime.starts_from == calendar::StartsFrom::Sent ? tr(l, "the day it was sent")
                                                                               : tr(l, "the day it was received");
  return ui::facts({{tr(l, "Acknowledgement due"), date_with_distance(visit, dates.acknowledgement_due_on())},
                    {tr(l, "Answer due"), date_with_distance(visit, dates.answer_due_on)},
                    {tr(l, "Mediator possible from"), date_with_distance(visit, dates.mediator_opens_on)},
                    {tr(l, "Mediator possible until"), date_with_distance(visit, dates.mediator_closes_on)},
                    {tr(l, "Rule"), computed.regime.source},
                    {tr(l, "The clock starts"), start + " – " + ui::format_date(l, dates.starts_on)}});
}

Html why_these_dates(const Visit& visit, const ComputedDates& computed) {
  const Language l = visit.language();
  ui::Table table;
  table.caption = tr(l, "Count of the days for the acknowledgement");
  table.columns = {{tr(l, "Day"), ui::Column::Kind::Number, ""},
                   {tr(l, "Date"), ui::Column::Kind::Date, ""},
                   {tr(l, "Why"), ui::Column::Kind::Text, ""}};
  for (const auto& day : computed.deadlines.acknowledgement.days) {
    table.rows.push_back(
        {{day.counted() ? Html(std::to_string(day.number)) : el("span", {{"class", "muted"}}, "–"),
          el("span", {{"class", "num"}}, ui::format_date(l, day.on)),
          day.counted() ? Html(ui::tr_message(l, day.why))
                        : ui::badge(ui::Tone::Neutral, tr(l, "Left out: {1}", ui::tr_message(l, day.why)))},
         ""});
  }
  return el("p", {}, counted_in(l, computed.regime.acknowledgement)) + ui::table(table) +
         el("p", {},
            tr(l,
               "The answer is due {1} calendar months after the start: same day of the month, or its last "
               "day. A due date is never moved.",
               computed.regime.answer_months));
}

}  // namespace recours::complaints
