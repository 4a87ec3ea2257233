#include "calendar/deadlines.h"

#include <gtest/gtest.h>

namespace recours::calendar {
namespace {

Date day(const char* french) { return *Date::parse(french); }

Regime from_sent() {
  Regime regime;
  regime.code = "2022-R-01";
  regime.valid_from = day("31/12/2022");
  return regime;
}
Regime from_received() {
  Regime regime;
  regime.code = "2016-R-02";
  regime.valid_from = day("01/01/2000");
  regime.valid_to = day("30/12/2022");
  regime.starts_from = StartsFrom::Received;
  return regime;
}

struct LegalCase {
  const char *sent, *mainland, *alsace_moselle, *answer, *mediator_closes;
};

// The table of complaints.md §5.
TEST(Deadlines, OfTheLegalTable) {
  const LegalCase cases[] = {
      {"05/01/2026", "16/01/2026", "16/01/2026", "05/03/2026", "05/01/2027"},
      {"30/04/2026", "15/05/2026", "15/05/2026", "30/06/2026", "30/04/2027"},
      {"18/12/2026", "31/12/2026", "02/01/2027", "18/02/2027", "18/12/2027"},
      {"31/12/2025", "13/01/2026", "13/01/2026", "28/02/2026", "31/12/2026"},
  };
  for (const auto& one : cases) {
    const Date sent = day(one.sent);
    const auto mainland = deadlines(sent, sent, from_sent(), Holidays(Zone::Mainland));
    const auto alsace = deadlines(sent, sent, from_sent(), Holidays(Zone::AlsaceMoselle));
    EXPECT_EQ(mainland.acknowledgement_due_on().french(), one.mainland) << one.sent;
    EXPECT_EQ(alsace.acknowledgement_due_on().french(), one.alsace_moselle) << one.sent;
    EXPECT_EQ(mainland.answer_due_on.french(), one.answer) << one.sent;
    EXPECT_EQ(mainland.mediator_opens_on, mainland.answer_due_on) << one.sent;
    EXPECT_EQ(mainland.mediator_closes_on.french(), one.mediator_closes) << one.sent;
  }
}

TEST(Deadlines, TheCountNamesEveryDayAndWhyItIsLeftOut) {
  const auto count = count_from(day("30/04/2026"), WorkableDays{10}, Holidays(Zone::Mainland));
  std::vector<std::string> excluded;
  int last = 0;
  for (const auto& one : count.days) {
    if (one.counted()) {
      EXPECT_EQ(one.number, ++last);
    } else {
      excluded.push_back(one.on.french() + " " + one.why.id);
    }
  }
  EXPECT_EQ(last, 10);
  EXPECT_EQ(count.days.size(), 15U);
  EXPECT_EQ(excluded, (std::vector<std::string>{"01/05/2026 Labour Day", "03/05/2026 Sunday", "08/05/2026 Victory Day",
                                                "10/05/2026 Sunday", "14/05/2026 Ascension Day"}));
}

// R-401 Saturdays are jours ouvrables and no jours ouvrés.
TEST(Counting, SaturdaysTellTheTwoKindsOfDaysApart) {
  const Holidays holidays(Zone::Mainland);
  const Date friday = day("06/03/2026");
  EXPECT_EQ(count_from(friday, WorkableDays{1}, holidays).due, day("07/03/2026"));
  EXPECT_EQ(count_from(friday, BusinessDays{1}, holidays).due, day("09/03/2026"));
  EXPECT_EQ(count_from(friday, WorkableDays{2}, holidays).due, day("09/03/2026"));
  EXPECT_EQ(count_from(friday, DaysButHolidays{2}, holidays).due, day("08/03/2026"));
  EXPECT_EQ(count_from(friday, WorkableDays{0}, holidays).due, friday);
}

//
TEST(Counting, WorkableDaysBetweenTwoKnownDays) {
  const Holidays holidays(Zone::Mainland);
  EXPECT_EQ(workable_days_between(day("05/01/2026"), day("16/01/2026"), holidays), 10);
  EXPECT_EQ(workable_days_between(day("05/01/2026"), day("05/01/2026"), holidays), 0);
  EXPECT_EQ(workable_days_between(day("16/01/2026"), day("05/01/2026"), holidays), 0);
}

TEST(Regimes, AreChosenByTheDayTheComplaintWasSentAndTheActivity) {
  Regime credit = from_sent();
  credit.code = "credit";
  credit.activities = {"credit"};
  credit.valid_from = day("01/01/2025");
  Regime undated = from_sent();
  undated.code = "2024-R-02";
  undated.valid_from.reset();
  const std::vector<Regime> regimes{from_received(), from_sent(), credit, undated};
  const auto code_on = [&](const char* activity, const char* sent) {
    return regime_on(regimes, activity, day(sent))->code;
  };
  EXPECT_EQ(code_on("insurance", "30/12/2022"), "2016-R-02");
  EXPECT_EQ(code_on("insurance", "31/12/2022"), "2022-R-01");
  EXPECT_EQ(code_on("credit", "31/12/2024"), "2022-R-01");
  EXPECT_EQ(code_on("credit", "01/01/2025"), "credit");
  EXPECT_EQ(regime_on(regimes, "insurance", day("31/12/1999")), nullptr);
}

TEST(Regimes, TheOlderRuleCountsFromReceptionButTheMediatorFromSending) {
  const auto found = deadlines(day("01/12/2022"), day("08/12/2022"), from_received(), Holidays(Zone::Mainland));
  EXPECT_EQ(found.starts_on, day("08/12/2022"));
  EXPECT_EQ(found.acknowledgement_due_on(), day("20/12/2022"));
  EXPECT_EQ(found.answer_due_on, day("08/02/2023"));
  EXPECT_EQ(found.mediator_closes_on, day("01/12/2023"));
}

// R-413 Due on Saturday 16/05/2026: the alarms of 5, 2 and 0 days before fall on a Monday, Ascension Day and a
// Saturday.
TEST(Alarms, AreMovedBackToAJourOuvreAndGoOnAfterTheDueDate) {
  const Holidays holidays(Zone::Mainland);
  const Date due = day("16/05/2026");
  std::vector<std::string> days;
  for (Date at = day("08/05/2026"); at <= day("20/05/2026"); at = at.plus_days(1)) {
    if (is_alarm_day(due, at, holidays)) days.push_back(at.french());
  }
  EXPECT_EQ(days, (std::vector<std::string>{"11/05/2026", "13/05/2026", "15/05/2026", "18/05/2026", "19/05/2026",
                                            "20/05/2026"}));
}

// R-420 The examples of claims.md §7.
TEST(CarrierProtest, ThreeDaysAfterReceiptWithoutPublicHolidays) {
  struct {
    const char* received;
    Zone zone;
    const char* due;
  } const cases[] = {{"10/11/2026", Zone::Mainland, "14/11/2026"},
                     {"30/10/2026", Zone::Mainland, "03/11/2026"},
                     {"24/12/2026", Zone::Mainland, "28/12/2026"},
                     {"24/12/2026", Zone::AlsaceMoselle, "29/12/2026"}};
  for (const auto& one : cases) {
    EXPECT_EQ(carrier_protest(day(one.received), Holidays(one.zone)).due.french(), one.due) << one.received;
  }
}

}  // namespace
}  // namespace recours::calendar
