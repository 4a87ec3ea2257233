// R-792 The demonstration is complete whatever the day it is made on: both desks, a login per role, complaints in every
// state, some late and some due soon.
#include "cli/demo.h"

#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "accounts/viewer.h"
#include "cli/composition.h"
#include "support/database.h"
#include "support/depot.h"

namespace recours::cli {
namespace {

using ::testing::Contains;
using ::testing::IsEmpty;

class Demo : public testing_support::OnBothEngines {
 protected:
  std::set<std::string> texts(const std::string& sql) {
    std::set<std::string> all;
    database().reader()->each(sql, {}, [&](const db::Row& row) { all.insert(row.get<std::string>("value")); });
    return all;
  }
  std::int64_t count(const std::string& from) {
    return database().reader()->value<std::int64_t>("SELECT COUNT(*) AS value FROM " + from);
  }
  void expect_lively(Date today) {
    for (const char* state : {"new", "acknowledged", "in_progress", "answered", "closed", "cancelled"})
      EXPECT_GT(count("complaint WHERE state = '" + std::string(state) + "'"), 0) << state;
    const auto day = "'" + today.iso() + "'";
    EXPECT_GT(count("complaint WHERE next_due_on < " + day), 0) << "late";
    EXPECT_GT(count("complaint WHERE next_due_on >= " + day + " AND next_due_on <= '" + today.plus_days(7).iso() + "'"),
              3)
        << "due this week";
    EXPECT_GT(count("complaint_answer WHERE state = 'in_review'"), 0);
    EXPECT_GT(count("complaint WHERE medium <> 'durable' AND answer_due_on IS NULL"), 0) << "oral, without clock";
    EXPECT_EQ(count("complaint WHERE received_on > " + day), 0);
  }

  testing_support::TestDepot depot{attachment_owners()};
};

TEST_P(Demo, HoldsBothDesksOnALeapDay) {
  const auto now = Instant::parse("2028-02-29T22:30:00.000Z").value();
  fill_demo(database(), *depot, now);
  expect_lively(Date::of(2028, 2, 29));
  EXPECT_GE(count("complaint"), 40);
  EXPECT_GE(count("contact"), 40);
  EXPECT_GT(count("claim"), 5);
  EXPECT_THAT(texts("SELECT DISTINCT state AS value FROM complaint_answer"),
              ::testing::IsSupersetOf({"draft", "in_review", "refused", "approved", "sent"}));
  EXPECT_THAT(texts("SELECT DISTINCT command AS value FROM complaint_event"),
              ::testing::IsSupersetOf({"reopen", "resume", "cancel", "requalify", "transfer", "close_by_waiver",
                                       "send_holding_letter", "record_writing", "record_mediation", "add_note"}));
  EXPECT_THAT(texts("SELECT DISTINCT activity AS value FROM complaint"), Contains("credit"))
      << "without mediator: the warning shows";
  EXPECT_GT(count("corrective_action WHERE state = 'effective'"), 0);
  EXPECT_GT(count("delegation"), 0);
  EXPECT_GT(count("attachment WHERE owner_kind = 'complaint'"), 3);
  std::set<std::string> roles;
  for (const auto& login : demo_logins(*database().reader())) roles.insert(login.role);
  EXPECT_EQ(roles.size(), accounts::all_roles().size());
}

TEST_P(Demo, IsLivelyInTheFirstHourOfTheYear) {
  const auto now = Instant::parse("2027-01-01T00:10:00.000Z").value();
  fill_demo(database(), *depot, now);
  expect_lively(paris_day(now));
  EXPECT_THAT(texts("SELECT number AS value FROM complaint WHERE registered_at >= '2026-12-31T23:00' AND number LIKE "
                    "'REC-2026-%'"),
              IsEmpty());
}
RECOURS_ON_BOTH_ENGINES(Demo);

}  // namespace
}  // namespace recours::cli
