#include "accounts/calendar_pages.h"

#include <boost/json.hpp>

#include "accounts/count_json.h"
#include "accounts/holiday_actions.h"
#include "accounts/organisation_calendar.h"
#include "accounts/page_words.h"
#include "calendar/deadlines.h"
#include "ui/refusal_errors.h"

namespace recours::accounts {
namespace {

using calendar::HolidayChange;
using namespace page_words;

constexpr int kFirstYear = 2000, kLastYear = 2100;

struct DayForm {
  std::string day, label;
  ui::FieldErrors errors;
};

int year_shown(Visit& visit) {
  const auto text = visit.request.query.text("year");
  if (text.empty()) return visit.today().year();
  const auto first = Date::parse_iso(std::string(text) + "-01-01");
  if (!first || first->year() < kFirstYear || first->year() > kLastYear) throw NotFound();
  return first->year();
}

std::string page_of(int year) { return "/calendar?year=" + std::to_string(year); }

Html year_choice(Language l, int year) {
  std::vector<ui::Chip> chips;
  for (int each = std::max(year - 2, kFirstYear); each <= std::min(year + 2, kLastYear); ++each) {
    chips.push_back({std::to_string(each), page_of(each), each == year});
  }
  return ui::chips(tr(l, "Year"), chips);
}

Html day_button(Visit& visit, Date day, const char* verb, std::string label) {
  return ui::post_form("/calendar/" + day.iso() + "/" + verb, visit.frame.csrf,
                       ui::button(ui::Weight::Ghost, std::move(label)));
}

std::string origin_of(Language l, const HolidayChange* change) {
  if (!change) return tr(l, "Public holiday");
  return change->kind == HolidayChange::Kind::Added ? tr(l, "Added by the organisation") : tr(l, "Worked here");
}

Html action_on(Visit& visit, Date day, const HolidayChange* change) {
  const Language l = visit.language();
  if (!visit.viewer.can(Right::ManageCalendar)) return {};
  if (!change) return day_button(visit, day, "removal", tr(l, "Worked here"));
  if (change->kind == HolidayChange::Kind::Added) return day_button(visit, day, "removal", tr(l, "Remove"));
  return day_button(visit, day, "restoration", tr(l, "Public holiday again"));
}

std::string weekday_of(Language l, Date day) {
  static constexpr const char* kNames[] = {"Sunday",   "Monday", "Tuesday", "Wednesday",
                                           "Thursday", "Friday", "Saturday"};
  return tr(l, kNames[day.weekday().c_encoding()]);
}

struct ShownDay {
  Date on;
  std::string name;
  const HolidayChange* change;
};

// The year as the law has it and as the organisation changed it: removed days stay visible.
std::vector<ShownDay> days_shown(Language l, int year, calendar::Zone zone, const std::vector<HolidayChange>& changes) {
  const auto change_on = [&](Date day) -> const HolidayChange* {
    for (const auto& change : changes) {
      if (change.on == day) return &change;
    }
    return nullptr;
  };
  std::vector<ShownDay> days;
  for (const auto& holiday : calendar::public_holidays(year, zone)) {
    days.push_back({holiday.on, ui::tr_message(l, holiday.name), change_on(holiday.on)});
  }
  for (const auto& change : changes) {
    if (change.on.year() == year && change.kind == HolidayChange::Kind::Added)
      days.push_back({change.on, change.label, &change});
  }
  std::stable_sort(days.begin(), days.end(), [](const ShownDay& x, const ShownDay& y) { return x.on < y.on; });
  return days;
}

Html day_table(Visit& visit, int year, calendar::Zone zone, const std::vector<HolidayChange>& changes) {
  const Language l = visit.language();
  ui::Table table;
  table.caption = tr(l, "Public holidays of {1}", std::to_string(year));
  table.columns = {{tr(l, "Date"), ui::Column::Kind::Date, ""},
                   {tr(l, "Weekday"), ui::Column::Kind::Text, ""},
                   {tr(l, "Name"), ui::Column::Kind::Text, ""},
                   {tr(l, "Origin"), ui::Column::Kind::Text, ""},
                   {tr(l, "Change"), ui::Column::Kind::Actions, ""}};
  for (const auto& day : days_shown(l, year, zone, changes)) {
    const bool worked = day.change && day.change->kind == HolidayChange::Kind::Removed;
    table.rows.push_back(
        {{ui::format_date(l, day.on), weekday_of(l, day.on), worked ? el("s", {}, day.name) : Html(day.name),
          worked ? ui::badge(ui::Tone::Warning, origin_of(l, day.change)) : Html(origin_of(l, day.change)),
          action_on(visit, day.on, day.change)},
         ""});
  }
  return ui::table(table);
}

Html add_form(Visit& visit, int year, const DayForm& form) {
  const Language l = visit.language();
  const ui::Field day{"day", tr(l, "Date"), form.day, "", form.errors.of("day"), true};
  const ui::Field label{"label",
                        tr(l, "Name"),
                        form.label,
                        tr(l, "A bridge day or a local holiday, for example."),
                        form.errors.of("label"),
                        true};
  return ui::card(
      tr(l, "Add a day"),
      ui::post_form("/calendar?year=" + std::to_string(year), visit.frame.csrf,
                    ui::text_field(l, day, {{"type", "date"}}) + ui::text_field(l, label, {{"maxlength", 60}}) +
                        el("div", {{"class", "cluster"}}, ui::button(ui::Weight::Primary, tr(l, "Add the day"))),
                    {{"class", "form"}, {"novalidate", true}}));
}

http::Response calendar_page(Visit& visit, int year, const DayForm& form, int status = 200) {
  const Language l = visit.language();
  const auto zone = organisation_zone(visit.reader);
  ui::Page page;
  page.title = tr(l, "Public holidays");
  page.lead = ui::badge(ui::Tone::Neutral, ui::tr_message(l, calendar::label_of(zone)));
  page.content =
      ui::error_summary(l, form.errors) +
      el("p", {{"class", "muted"}},
         tr(l, "Legal delays leave these days out. A change holds for dates that are computed from now on.")) +
      year_choice(l, year) + day_table(visit, year, zone, list_holiday_changes(visit.reader));
  if (visit.viewer.can(Right::ManageCalendar)) page.content += add_form(visit, year, form);
  return visit.page(page, status);
}

http::Response add(Visit& visit) {
  const auto fields = visit.request.form();
  DayForm form{std::string(fields.text("day")), std::string(fields.text("label")), {}};
  const auto day = Date::parse(form.day);
  const bool in_range = day && day->year() >= kFirstYear && day->year() <= kLastYear;
  std::optional<Refusal> refusal;
  if (in_range) {
    refusal = add_holiday(visit.database, visit.viewer, *day, form.label, visit.now);
    if (!refusal) return http::Response::redirect(page_of(day->year()));
  } else {
    form.errors.items.emplace_back("day", tr(visit.language(), "This is not a date."));
  }
  if (refusal) form.errors = errors_of(visit.language(), *refusal);
  return calendar_page(visit, in_range ? day->year() : year_shown(visit), form, 422);
}

Date day_in_path(const Visit& visit) {
  const auto day = Date::parse_iso(visit.request.path_value("day"));
  if (!day) throw NotFound();
  return *day;
}

http::Response remove(Visit& visit) {
  const Date day = day_in_path(visit);
  remove_holiday(visit.database, visit.viewer, day, visit.now);
  return http::Response::redirect(page_of(day.year()));
}

http::Response restore(Visit& visit) {
  const Date day = day_in_path(visit);
  restore_holiday(visit.database, visit.viewer, day, visit.now);
  return http::Response::redirect(page_of(day.year()));
}

// ---- API

http::Response carrier_protest(Visit& visit) {
  const auto& query = visit.request.query;
  const auto received_on = Date::parse_iso(query.text("received_on"));
  const auto zone = calendar::zone_named(query.text("zone"));
  Refusal refusal{"invalid_request", msg("The deadline cannot be computed: please look at the fields named."), {}};
  if (!received_on) refusal.fields.push_back({"received_on", "not_a_date", msg("Give the date as YYYY-MM-DD.")});
  if (query.has("zone") && !zone) {
    refusal.fields.push_back(
        {"zone", "unknown_zone", msg("Unknown holiday zone: {1}", std::string(query.text("zone")))});
  }
  if (!refusal.fields.empty()) return problem(visit, refusal);
  const auto count = calendar::carrier_protest(*received_on, holidays_of(visit.reader, zone));
  return json_answer(boost::json::object{{"due_on", count.due.iso()}, {"steps", steps_json(visit.language(), count)}});
}

std::vector<ui::NavEntry> entries(db::Reader&, const Viewer& viewer, Language l) {
  if (!viewer.can(Right::ManageCalendar)) return {};
  return {{tr(l, "Public holidays"), "/calendar", "calendar"}};
}

}  // namespace

void register_calendar(Site& site) {
  site.page(Method::Get, "/calendar", [](Visit& visit) { return calendar_page(visit, year_shown(visit), {}); });
  site.page(Method::Post, "/calendar", Right::ManageCalendar, add);
  site.page(Method::Post, "/calendar/{day}/removal", Right::ManageCalendar, remove);
  site.page(Method::Post, "/calendar/{day}/restoration", Right::ManageCalendar, restore);
  site.api(Method::Get, "/api/v1/carrier-protest-deadline", carrier_protest);
  site.navigation("Administration", entries);
}

}  // namespace recours::accounts
