#include <string>

#include <gtest/gtest.h>

#include "base/date.h"
#include "support/clock.h"

namespace recours {
namespace {

using testing_support::instant;

TEST(DateTest, ParsesDaysThatExist) {
  for (const std::string text : {"1900-01-01", "2024-02-29", "2000-02-29", "2026-12-31", "2999-12-31"}) {
    const auto date = Date::parse_iso(text);
    ASSERT_TRUE(date) << text;
    EXPECT_EQ(date->iso(), text);
  }
}

TEST(DateTest, RefusesDaysThatDoNot) {
  for (const std::string text :
       {"",           "1899-12-31", "3000-01-01",  "2023-02-29",    "1900-02-29",  "2026-02-30",
        "2026-04-31", "2026-00-10", "2026-13-01",  "2026-01-00",    "2026-01-32",  "2026-1-01",
        "26-01-01",   "2026/01/01", "2026-01-01 ", " 2026-01-01",   "2026-01-01T", "-026-01-01",
        "2026-+1-01", "2026--1-01", "20x6-01-01",  "２０２６-01-01"}) {
    EXPECT_FALSE(Date::parse_iso(text)) << text;
  }
}

struct WrittenDate {
  std::string text;
  std::string iso;  // empty: refused
};

TEST(DateTest, ParsesWhatPeopleWrite) {
  for (const auto& [text, iso] : {WrittenDate{"08/01/2026", "2026-01-08"},
                                  {" 2026-01-08\n", "2026-01-08"},
                                  {"\t29/02/2024 ", "2024-02-29"},
                                  {"29/02/2023", ""},
                                  {"01/13/2026", ""},
                                  {"8/1/2026", ""},
                                  {"08-01-2026", ""},
                                  {"", ""},
                                  {"  ", ""}}) {
    const auto date = Date::parse(text);
    EXPECT_EQ(date ? date->iso() : "", iso) << text;
  }
}

TEST(DateTest, WritesFrench) { EXPECT_EQ(Date::of(2026, 1, 8).french(), "08/01/2026"); }

struct MonthStep {
  Date from;
  int months;
  Date to;
};

TEST(DateTest, AMonthLaterIsTheSameDayOrTheMonthsLast) {
  for (const auto& step : {MonthStep{Date::of(2026, 1, 31), 1, Date::of(2026, 2, 28)},
                           {Date::of(2024, 1, 31), 1, Date::of(2024, 2, 29)},
                           {Date::of(2026, 1, 30), 1, Date::of(2026, 2, 28)},
                           {Date::of(2026, 1, 28), 1, Date::of(2026, 2, 28)},
                           {Date::of(2026, 12, 15), 1, Date::of(2027, 1, 15)},
                           {Date::of(2026, 3, 31), -1, Date::of(2026, 2, 28)},
                           {Date::of(2024, 2, 29), 12, Date::of(2025, 2, 28)},
                           {Date::of(2026, 5, 31), 0, Date::of(2026, 5, 31)}}) {
    EXPECT_EQ(step.from.plus_months(step.months).iso(), step.to.iso()) << step.from.iso() << " + " << step.months;
  }
}

TEST(DateTest, CountsDaysAcrossLeapDaysAndClockChanges) {
  EXPECT_EQ(Date::of(2024, 2, 28).days_until(Date::of(2024, 3, 1)), 2);
  EXPECT_EQ(Date::of(2023, 2, 28).days_until(Date::of(2023, 3, 1)), 1);
  EXPECT_EQ(Date::of(2026, 3, 28).days_until(Date::of(2026, 3, 30)), 2);
  EXPECT_EQ(Date::of(2026, 1, 2).days_until(Date::of(2026, 1, 1)), -1);
  EXPECT_EQ(Date::of(2026, 12, 31).plus_days(1), Date::of(2027, 1, 1));
  EXPECT_EQ(Date::of(2026, 1, 8).weekday(), std::chrono::Thursday);
}

TEST(InstantTest, IsAlwaysTwentyFourCharacters) {
  for (const std::string text : {"2026-01-08T13:28:00.000Z", "1970-01-01T00:00:00.000Z", "1969-12-31T23:59:59.999Z",
                                 "2024-02-29T23:59:59.001Z"}) {
    EXPECT_EQ(instant(text).iso(), text);
  }
}

TEST(InstantTest, RefusesEverythingElse) {
  for (const std::string text :
       {"", "2026-01-08", "2026-01-08T13:28:00Z", "2026-01-08T13:28:00.000", "2026-01-08T13:28:00.000+01:00",
        "2026-01-08 13:28:00.000Z", "2026-01-08T24:00:00.000Z", "2026-01-08T23:60:00.000Z", "2026-01-08T23:59:60.000Z",
        "2026-02-29T00:00:00.000Z", "2026-01-08T-1:28:00.000Z", "2026-01-08T13:28:00.00xZ",
        "2026-01-08T13:28:00.0000Z"}) {
    EXPECT_FALSE(Instant::parse(text)) << text;
  }
}

TEST(InstantTest, TextOrderIsTimeOrder) {
  const auto early = instant("2026-01-08T13:28:00.999Z");
  const auto late = early.plus(std::chrono::milliseconds(1));
  EXPECT_EQ(late.iso(), "2026-01-08T13:28:01.000Z");
  EXPECT_LT(early, late);
  EXPECT_LT(early.iso(), late.iso());
  EXPECT_EQ(late.since(early), std::chrono::milliseconds(1));
}

struct ParisCase {
  std::string at;
  std::string day;
  std::string time;
};

TEST(ParisTest, TheDayChangesAtMidnightInParis) {
  for (const auto& [at, day, time] : {ParisCase{"2026-01-08T22:59:59.999Z", "2026-01-08", "08/01/2026 23:59"},
                                      {"2026-01-08T23:00:00.000Z", "2026-01-09", "09/01/2026 00:00"},
                                      {"2026-07-08T21:59:59.999Z", "2026-07-08", "08/07/2026 23:59"},
                                      {"2026-07-08T22:00:00.000Z", "2026-07-09", "09/07/2026 00:00"},
                                      // Clocks go forward on 29 March 2026 and back on 25 October 2026.
                                      {"2026-03-29T00:59:59.999Z", "2026-03-29", "29/03/2026 01:59"},
                                      {"2026-03-29T01:00:00.000Z", "2026-03-29", "29/03/2026 03:00"},
                                      {"2026-10-25T00:30:00.000Z", "2026-10-25", "25/10/2026 02:30"},
                                      {"2026-10-25T01:30:00.000Z", "2026-10-25", "25/10/2026 02:30"}}) {
    EXPECT_EQ(paris_day(instant(at)).iso(), day) << at;
    EXPECT_EQ(paris_time(instant(at)), time) << at;
  }
}

TEST(ParisTest, MidnightIsTheFirstInstantOfTheDay) {
  for (const auto day : {Date::of(2026, 1, 8), Date::of(2026, 7, 8), Date::of(2026, 3, 29), Date::of(2026, 3, 30),
                         Date::of(2026, 10, 25), Date::of(2026, 10, 26)}) {
    const auto midnight = paris_midnight(day);
    EXPECT_EQ(paris_day(midnight), day);
    EXPECT_EQ(paris_day(midnight.plus(std::chrono::milliseconds(-1))), day.plus_days(-1));
  }
}

}  // namespace
}  // namespace recours
