#include "base/date.h"

#include <cassert>

#include <date/tz.h>

namespace recours {
namespace {

std::optional<int> number(std::string_view digits) {
  int value = 0;
  for (const char c : digits) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return value;
}

// With leading zeros. Lists show and read hundreds of dates a page: a format string would be read each time.
void append_digits(std::string& text, unsigned value, unsigned width) {
  unsigned scale = 1;
  for (unsigned at = 1; at < width || value / scale > 9; ++at) scale *= 10;
  for (; scale > 0; scale /= 10) text += static_cast<char>('0' + value / scale % 10);
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

// HH:MM
template <class Clock>
void append_clock(std::string& text, const Clock& clock) {
  append_digits(text, static_cast<unsigned>(clock.hours().count()), 2);
  append_digits(text += ':', static_cast<unsigned>(clock.minutes().count()), 2);
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
  std::string text;
  append_digits(text, static_cast<unsigned>(static_cast<int>(f.year())), 4);
  append_digits(text += '-', static_cast<unsigned>(f.month()), 2);
  append_digits(text += '-', static_cast<unsigned>(f.day()), 2);
  return text;
}

std::string Date::french() const {
  const auto f = fields(day_);
  std::string text;
  append_digits(text, static_cast<unsigned>(f.day()), 2);
  append_digits(text += '/', static_cast<unsigned>(f.month()), 2);
  append_digits(text += '/', static_cast<unsigned>(static_cast<int>(f.year())), 4);
  return text;
}

Date Date::plus_months(int months) const {
  auto moved = fields(day_) + std::chrono::months(months);
  if (!moved.ok()) moved = moved.year() / moved.month() / std::chrono::last;
  return Date(std::chrono::sys_days(moved));
}

int Date::year() const { return static_cast<int>(fields(day_).year()); }

std::optional<Instant> Instant::parse(std::string_view text) {
  if (text.size() != 24 || text[10] != 'T' || text[13] != ':' || text[16] != ':' || text[19] != '.' ||
      text[23] != 'Z') {
    return std::nullopt;
  }
  const auto day = Date::parse_iso(text.substr(0, 10));
  const auto hour = number(text.substr(11, 2)), minute = number(text.substr(14, 2)),
             second = number(text.substr(17, 2)), milli = number(text.substr(20, 3));
  if (!day || !hour || !minute || !second || !milli || *hour > 23 || *minute > 59 || *second > 59) return std::nullopt;
  return Instant(Time(day->days()) + std::chrono::hours(*hour) + std::chrono::minutes(*minute) +
                 std::chrono::seconds(*second) + std::chrono::milliseconds(*milli));
}

std::string Instant::iso() const {
  const auto day = std::chrono::floor<std::chrono::days>(time_);
  const std::chrono::hh_mm_ss clock(time_ - day);
  std::string text;
  text.reserve(24);
  text += Date(day).iso();
  append_clock(text += 'T', clock);
  append_digits(text += ':', static_cast<unsigned>(clock.seconds().count()), 2);
  append_digits(text += '.', static_cast<unsigned>(clock.subseconds().count()), 3);
  return text += 'Z';
}

Date paris_day(Instant at) {
  const auto local = paris().to_local(at.time());
  return Date(std::chrono::sys_days(std::chrono::floor<std::chrono::days>(local).time_since_epoch()));
}

std::string paris_time(Instant at) {
  const auto local = paris().to_local(at.time()).time_since_epoch();
  const auto day = std::chrono::floor<std::chrono::days>(local);
  std::string text = Date(std::chrono::sys_days(day)).french();
  append_clock(text += ' ', std::chrono::hh_mm_ss(local - day));
  return text;
}

Instant paris_midnight(Date day) {
  const date::local_days local(day.days().time_since_epoch());
  return Instant(std::chrono::time_point_cast<std::chrono::milliseconds>(
      paris().to_sys(date::local_seconds(local), date::choose::earliest)));
}

}  // namespace recours
