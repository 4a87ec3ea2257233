// Calendar days and instants. A Date has no time zone; an Instant is UTC to the millisecond; the two only meet
// through Europe/Paris, where the day boundaries of every rule lie. Nobody here reads a clock: the time is passed in.
#pragma once

#include <chrono>
#include <compare>
#include <optional>
#include <string>
#include <string_view>

namespace recours {

class Date {
 public:
  constexpr Date() = default;
  constexpr explicit Date(std::chrono::sys_days day) : day_(day) {}
  // The day must exist.
  static Date of(int year, unsigned month, unsigned day);

  // YYYY-MM-DD, a day that exists between 1900 and 2999; nothing else.
  static std::optional<Date> parse_iso(std::string_view text);
  // YYYY-MM-DD or DD/MM/YYYY, surrounding blanks allowed: what people and ERPs write.
  static std::optional<Date> parse(std::string_view text);

  std::string iso() const;
  // DD/MM/YYYY
  std::string french() const;

  Date plus_days(int days) const { return Date(day_ + std::chrono::days(days)); }
  // Same day number, or the month's last day where that number does not exist.
  Date plus_months(int months) const;
  int days_until(Date later) const { return static_cast<int>((later.day_ - day_).count()); }
  int year() const;
  std::chrono::weekday weekday() const { return std::chrono::weekday(day_); }
  std::chrono::sys_days days() const { return day_; }

  friend auto operator<=>(const Date&, const Date&) = default;

 private:
  std::chrono::sys_days day_{};
};

class Instant {
 public:
  using Time = std::chrono::sys_time<std::chrono::milliseconds>;
  constexpr Instant() = default;
  constexpr explicit Instant(Time time) : time_(time) {}

  // RFC 3339 in UTC with milliseconds, 2020-01-08T13:28:00.000Z: always 24 characters, so text order is time order.
  static std::optional<Instant> parse(std::string_view text);
  std::string iso() const;

  Instant plus(std::chrono::milliseconds duration) const { return Instant(time_ + duration); }
  std::chrono::milliseconds since(Instant earlier) const { return time_ - earlier.time_; }
  Time time() const { return time_; }

  friend auto operator<=>(const Instant&, const Instant&) = default;

 private:
  Time time_{};
};

// The day it is in Europe/Paris at that instant.
Date paris_day(Instant at);
// DD/MM/YYYY HH:MM in Europe/Paris.
std::string paris_time(Instant at);
// The first instant of a day in Europe/Paris.
Instant paris_midnight(Date day);

}  // namespace recours
