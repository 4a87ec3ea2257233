#include "base/date.h"

#include <cassert>
#include <charconv>

#include <date/tz.h>
#include <fmt/format.h>

namespace recours {
namespace {

std::optional<int> number(std::string_view digits) {
  int value = 0;
  auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (error != std::errc() || end != digits.data() + digits.size() || digits.front() == '-') return std::nullopt;
  return value;
}

std::optional<Date> checked(std::string_view year, std::string_view month, std::string_view day) {
  const auto y = number(year), m = number(month), d = number(day);
  if (!y || !m || !d || *y < 1900 || *y > 2999) return std::nullopt;
  const std::chrono::year_month_day ymd{std::chrono::year(*y), std::chrono::month(static_cast<unsigned>(*m)),
                                        std::chrono::day(static_cast<unsigned>(*d))};
  if (!ymd.ok()) return std::nullopt;
  return Date(std::chrono::sys_days(ymd));
}

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

std::chrono::year_month_day fields(std::chrono::sys_days day) { return std::chrono::year_month_day(day); }

const date::time_zone& paris() {
  static const date::time_zone* zone = date::locate_zone("Europe/Paris");
  return *zone;
}

}  // namespace

Date Date::of(int year, unsigned month, unsigned day) {
  const std::chrono::year_month_day ymd{std::chrono::year(year), std::chrono::month(month), std::chrono::day(day)};
  assert(ymd.ok());
  return Date(std::chrono::sys_days(ymd));
}

std::optional<Date> Date::parse_iso(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  return checked(text.substr(0, 4), text.substr(5, 2), text.substr(8, 2));
}

std::optional<Date> Date::parse(std::string_view text) {
  text = trimmed(text);
  if (text.size() == 10 && text[2] == '/' && text[5] == '/') {
    return checked(text.substr(6, 4), text.substr(3, 2), text.substr(0, 2));
  }
  return parse_iso(text);
}

std::string Date::iso() const {
  const auto f = fields(day_);
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(f.year()), static_cast<unsigned>(f.month()),
                     static_cast<unsigned>(f.day()));
}

std::string Date::french() const {
  const auto f = fields(day_);
  return fmt::format("{:02}/{:02}/{:04}", static_cast<unsigned>(f.day()), static_cast<unsigned>(f.month()),
                     static_cast<int>(f.year()));
}

Date Date::plus_months(int months) const {
  auto moved = fields(day_) + std::chrono::months(months);
  if (!moved.ok()) moved = moved.year() / moved.month() / std::chrono::last;
  return Date(std::chrono::sys_days(moved));
}

int Date::year() const { return static_cast<int>(fields(day_).year()); }

std::optional<Instant> Instant::parse(std::string_view text) {
  if (text.size() != 24 || text[10] != 'T' || text[13] != ':' || text[16] != ':' || text[19] != '.' || text[23] != 'Z') {
    return std::nullopt;
  }
  const auto day = Date::parse_iso(text.substr(0, 10));
  const auto hour = number(text.substr(11, 2)), minute = number(text.substr(14, 2)), second = number(text.substr(17, 2)),
             milli = number(text.substr(20, 3));
  if (!day || !hour || !minute || !second || !milli || *hour > 23 || *minute > 59 || *second > 59) return std::nullopt;
  return Instant(Time(day->days()) + std::chrono::hours(*hour) + std::chrono::minutes(*minute) +
                 std::chrono::seconds(*second) + std::chrono::milliseconds(*milli));
}

std::string Instant::iso() const {
  const auto day = std::chrono::floor<std::chrono::days>(time_);
  const std::chrono::hh_mm_ss clock(time_ - day);
  return fmt::format("{}T{:02}:{:02}:{:02}.{:03}Z", Date(day).iso(), clock.hours().count(), clock.minutes().count(),
                     clock.seconds().count(), clock.subseconds().count());
}

Date paris_day(Instant at) {
  const auto local = paris().to_local(at.time());
  return Date(std::chrono::sys_days(std::chrono::floor<std::chrono::days>(local).time_since_epoch()));
}

std::string paris_time(Instant at) {
  const auto local = paris().to_local(at.time()).time_since_epoch();
  const std::chrono::hh_mm_ss clock(local - std::chrono::floor<std::chrono::days>(local));
  return fmt::format("{} {:02}:{:02}", paris_day(at).french(), clock.hours().count(), clock.minutes().count());
}

Instant paris_midnight(Date day) {
  const date::local_days local(day.days().time_since_epoch());
  return Instant(std::chrono::time_point_cast<std::chrono::milliseconds>(
      paris().to_sys(date::local_seconds(local), date::choose::earliest)));
}

}  // namespace recours
