// R-500 What can still be claimed, at every boundary.
#include "claims/eligibility.h"

#include <algorithm>
#include <set>

#include <gtest/gtest.h>

#include "seeded_policies.h"

namespace recours::claims {
namespace {

using testing_support::doa_policy;
using testing_support::seeded_policies;
using testing_support::seeded_type;
using testing_support::situation_of;
using testing_support::sold_line;

const Date kInvoiced = Date::of(2019, 12, 20);

std::vector<Cause> causes_of(const Eligibility& eligibility) {
  std::vector<Cause> causes;
  if (const auto* denied = std::get_if<Denied>(&eligibility)) {
    for (const auto& obstacle : denied->obstacles) causes.push_back(obstacle.cause);
  }
  return causes;
}

accounts::Viewer reseller() {
  accounts::Viewer viewer;
  viewer.roles = {accounts::Role::Reseller};
  viewer.account = ResellerAccountId{1};
  return viewer;
}

accounts::Viewer staff() {
  accounts::Viewer viewer;
  viewer.roles = {accounts::Role::CustomerService};
  return viewer;
}

std::set<std::string> allowed_codes(sales::LineKind kind, Date today, const accounts::Viewer& viewer = reseller()) {
  const auto line = sold_line(kind);
  std::set<std::string> codes;
  for (const auto& verdict : evaluate_all(situation_of(line, today), seeded_policies(), viewer)) {
    if (is_allowed(verdict.eligibility)) codes.insert(verdict.type->code);
  }
  return codes;
}

// claims.md §5, the worked example: invoice of 20/12/2019.
TEST(WorkedExample, OnTheSeventhOfJanuary) {
  const Date today = Date::of(2020, 1, 7);
  EXPECT_EQ(allowed_codes(sales::LineKind::Goods, today), (std::set<std::string>{"10", "22", "25", "31", "98"}));
  EXPECT_EQ(allowed_codes(sales::LineKind::Service, today), (std::set<std::string>{"52", "98"}));
  EXPECT_EQ(allowed_codes(sales::LineKind::Freight, today), (std::set<std::string>{"98"}));
}

TEST(WorkedExample, OnTheTwentiethOfJanuary) {
  const Date today = Date::of(2020, 1, 20);
  EXPECT_EQ(allowed_codes(sales::LineKind::Goods, today), (std::set<std::string>{"31", "98"}));
  EXPECT_EQ(allowed_codes(sales::LineKind::Service, today), (std::set<std::string>{"98"}));
  EXPECT_EQ(allowed_codes(sales::LineKind::Freight, today), (std::set<std::string>{"98"}));
}

TEST(WorkedExample, OnTheDayOfTheInvoice) {
  EXPECT_EQ(allowed_codes(sales::LineKind::Goods, kInvoiced),
            (std::set<std::string>{"01", "02", "03", "08", "09", "10", "11", "22", "25", "26", "31", "63", "98"}));
  EXPECT_EQ(allowed_codes(sales::LineKind::Service, kInvoiced), (std::set<std::string>{"08", "52", "98"}));
  EXPECT_EQ(allowed_codes(sales::LineKind::Freight, kInvoiced), (std::set<std::string>{"08", "98"}));
}

struct Limit {
  const char* department;
  const char* code;
  sales::LineKind kind;
  std::optional<int> days;
};

class PeriodOf : public ::testing::TestWithParam<Limit> {};

//
TEST_P(PeriodOf, IsOpenOnItsLastDayAndOverOnTheNext) {
  const auto& [department, code, kind, days] = GetParam();
  const auto line = sold_line(kind);
  const auto& type = seeded_type(department, code);
  if (!days) {
    const auto open = evaluate(situation_of(line, Date::of(2999, 12, 31)), type, seeded_policies());
    ASSERT_TRUE(is_allowed(open));
    EXPECT_FALSE(std::get<Allowed>(open).until);
    return;
  }
  const Date last = kInvoiced.plus_days(*days);
  const auto open = evaluate(situation_of(line, last), type, seeded_policies());
  ASSERT_TRUE(is_allowed(open));
  EXPECT_EQ(std::get<Allowed>(open).until, last);
  const auto over = evaluate(situation_of(line, last.plus_days(1)), type, seeded_policies());
  EXPECT_EQ(causes_of(over), std::vector{Cause::PeriodOver});
  EXPECT_EQ(std::get<Denied>(over).obstacles.front().ended_on, last);
}

INSTANTIATE_TEST_SUITE_P(
    Seeded, PeriodOf,
    ::testing::Values(Limit{"CS", "01", sales::LineKind::Goods, 15}, Limit{"CS", "02", sales::LineKind::Goods, 15},
                      Limit{"CS", "03", sales::LineKind::Goods, 14}, Limit{"CS", "08", sales::LineKind::Goods, 15},
                      Limit{"CS", "08", sales::LineKind::Freight, 15}, Limit{"CS", "10", sales::LineKind::Goods, 30},
                      Limit{"CS", "11", sales::LineKind::Goods, 15}, Limit{"CS", "22", sales::LineKind::Goods, 30},
                      Limit{"CS", "25", sales::LineKind::Goods, 30}, Limit{"CS", "31", sales::LineKind::Goods, {}},
                      Limit{"CS", "98", sales::LineKind::Service, {}}, Limit{"RMA", "09", sales::LineKind::Goods, 15},
                      Limit{"RMA", "11", sales::LineKind::Goods, 15}, Limit{"RMA", "26", sales::LineKind::Goods, 14},
                      Limit{"RMA", "52", sales::LineKind::Service, 30}, Limit{"RMA", "63", sales::LineKind::Goods, 7}));

TEST(Period, NamesTheEndAndKeepsLegalRightsOpen) {
  const auto line = sold_line();
  const auto over = evaluate(situation_of(line, Date::of(2020, 1, 5)), seeded_type("CS", "01"), seeded_policies());
  const auto& obstacle = std::get<Denied>(over).obstacles.front();
  EXPECT_EQ(obstacle.reason, msg("Return not possible: the period ended on {1}", Date::of(2020, 1, 4)));
  EXPECT_NE(obstacle.advice.id.find("your legal rights are reserved"), std::string::npos);
}

TEST(Period, AbsurdDatesDoNotMatter) {
  const auto line = sold_line();
  EXPECT_TRUE(
      is_allowed(evaluate(situation_of(line, Date::of(2000, 1, 1)), seeded_type("CS", "22"), seeded_policies())));
  EXPECT_FALSE(
      is_allowed(evaluate(situation_of(line, Date::of(2999, 12, 31)), seeded_type("CS", "22"), seeded_policies())));
  const Situation before_all_policies{line, Date::of(1999, 12, 31), Date::of(2000, 1, 1), line.quantity, {}};
  EXPECT_TRUE(evaluate_all(before_all_policies, seeded_policies(), reseller()).empty());
}

TEST(LineKinds, WithoutPiecesLeaveOnlyWhatNeedsNone) {
  for (const std::int64_t quantity : {0, -2}) {
    auto line = sold_line();
    line.quantity = Decimal::of(quantity);
    for (const char* code : {"01", "02", "03", "10", "11", "22", "25", "31"}) {
      const auto denied = evaluate(situation_of(line, kInvoiced), seeded_type("CS", code), seeded_policies());
      ASSERT_EQ(causes_of(denied), std::vector{Cause::LineKind}) << code << " " << quantity;
      EXPECT_EQ(std::get<Denied>(denied).obstacles.front().reason, msg("Nothing was delivered on this line"));
    }
    for (const char* code : {"09", "26", "63"}) {
      EXPECT_EQ(causes_of(evaluate(situation_of(line, kInvoiced), seeded_type("RMA", code), seeded_policies())),
                std::vector{Cause::LineKind})
          << code << " " << quantity;
    }
    for (const char* code : {"08", "98"}) {
      EXPECT_TRUE(is_allowed(evaluate(situation_of(line, kInvoiced), seeded_type("CS", code), seeded_policies())))
          << code << " " << quantity;
    }
  }
}

TEST(LineKinds, AreAllGivenTogetherWithTheOtherCauses) {
  const auto freight = sold_line(sales::LineKind::Freight);
  EXPECT_EQ(causes_of(evaluate(situation_of(freight, kInvoiced), seeded_type("CS", "22"), seeded_policies())),
            std::vector{Cause::LineKind});
  EXPECT_EQ(
      causes_of(evaluate(situation_of(freight, Date::of(2020, 6, 1)), seeded_type("CS", "22"), seeded_policies())),
      (std::vector{Cause::LineKind, Cause::PeriodOver}));
  EXPECT_EQ(causes_of(evaluate(situation_of(sold_line(), kInvoiced), seeded_type("RMA", "52"), seeded_policies())),
            std::vector{Cause::LineKind});
}

TEST(NotReturnable, ClosesTheThreeReturnsOnly) {
  auto line = sold_line();
  line.non_returnable = true;
  std::set<std::string> closed;
  for (const auto& verdict : evaluate_all(situation_of(line, kInvoiced), seeded_policies(), reseller())) {
    const auto causes = causes_of(verdict.eligibility);
    if (std::find(causes.begin(), causes.end(), Cause::NotReturnable) != causes.end())
      closed.insert(verdict.type->code);
  }
  EXPECT_EQ(closed, (std::set<std::string>{"10", "22", "25"}));
}

TEST(Quantity, ClaimedAlreadyClosesWhatUsesIt) {
  const auto line = sold_line();
  Situation used = situation_of(line, kInvoiced);
  used.free_quantity = Decimal();
  std::set<std::string> open;
  for (const auto& verdict : evaluate_all(used, seeded_policies(), reseller())) {
    if (is_allowed(verdict.eligibility)) open.insert(verdict.type->code);
  }
  EXPECT_EQ(open, (std::set<std::string>{"08", "09", "31", "98"}));
}

TEST(Quantity, WantedMoreThanIsFreeIsAlreadyClaimed) {
  const auto line = sold_line();
  Situation one_left = situation_of(line, kInvoiced);
  one_left.free_quantity = Decimal::of(1);
  const auto& type = seeded_type("CS", "22");
  EXPECT_TRUE(is_allowed(evaluate(one_left, type, seeded_policies(), Decimal::of(1))));
  EXPECT_EQ(causes_of(evaluate(one_left, type, seeded_policies(), Decimal::of(2))),
            std::vector{Cause::QuantityAlreadyClaimed});
  EXPECT_TRUE(is_allowed(evaluate(one_left, seeded_type("CS", "98"), seeded_policies(), Decimal::of(2))));
}

TEST(Hidden, TypesAreForStaffOnly) {
  const auto line = sold_line();
  EXPECT_EQ(evaluate_all(situation_of(line, kInvoiced), seeded_policies(), reseller()).size(), 14U);
  EXPECT_EQ(evaluate_all(situation_of(line, kInvoiced), seeded_policies(), staff()).size(), 15U);
}

TEST(Inactive, TodayDecidesWhetherATypeIsOffered) {
  Policies policies = seeded_policies();
  ClaimType stopped = seeded_type("CS", "31");
  stopped.id = {999};
  stopped.active = false;
  stopped.validity = {Date::of(2020, 1, 10), std::nullopt};
  policies.types.push_back(stopped);
  const auto line = sold_line();
  const auto& version = *policies.type_on("CS", "31", kInvoiced);
  EXPECT_TRUE(is_allowed(evaluate(situation_of(line, Date::of(2020, 1, 9)), version, policies)));
  const auto denied = evaluate(situation_of(line, Date::of(2020, 1, 10)), version, policies);
  EXPECT_EQ(causes_of(denied), std::vector{Cause::TypeInactive});
  EXPECT_EQ(std::get<Denied>(denied).obstacles.front().ended_on, Date::of(2020, 1, 9));
}

TEST(Limits, AreThoseInForceOnTheInvoiceDate) {
  Policies policies = seeded_policies();
  for (auto& type : policies.types) {
    if (type.code == "22") type.validity.to = Date::of(2019, 12, 31);
  }
  ClaimType shorter = seeded_type("CS", "22");
  shorter.id = {999};
  shorter.limit_days = 5;
  shorter.validity = {Date::of(2020, 1, 1), std::nullopt};
  policies.types.push_back(shorter);
  const auto line = sold_line();
  const Date today = Date::of(2020, 1, 19);
  EXPECT_TRUE(is_allowed(evaluate(situation_of(line, today), *policies.type_on("CS", "22", kInvoiced), policies)));
  const Situation january{line, Date::of(2020, 1, 2), Date::of(2020, 1, 8), line.quantity, {}};
  EXPECT_FALSE(is_allowed(evaluate(january, *policies.type_on("CS", "22", january.invoice_date), policies)));
}

// ---- R-502 DOA policies (type 63)

TEST(Doa, DaysAndClockStartAreThePolicys) {
  Policies policies = seeded_policies();
  policies.doa = {doa_policy(10)};
  const auto& type = seeded_type("RMA", "63");
  const auto line = sold_line();
  EXPECT_TRUE(is_allowed(evaluate(situation_of(line, kInvoiced.plus_days(10)), type, policies)));
  EXPECT_FALSE(is_allowed(evaluate(situation_of(line, kInvoiced.plus_days(11)), type, policies)));
}

TEST(Doa, DeliveryClockFallsBackToTheInvoice) {
  Policies policies = seeded_policies();
  policies.doa = {doa_policy(10)};
  policies.doa.front().clock_start = ClockStart::Delivery;
  const auto& type = seeded_type("RMA", "63");
  auto line = sold_line();
  EXPECT_FALSE(is_allowed(evaluate(situation_of(line, kInvoiced.plus_days(11)), type, policies)));
  line.delivered_on = kInvoiced.plus_days(3);
  EXPECT_TRUE(is_allowed(evaluate(situation_of(line, kInvoiced.plus_days(13)), type, policies)));
  EXPECT_FALSE(is_allowed(evaluate(situation_of(line, kInvoiced.plus_days(14)), type, policies)));
}

TEST(Doa, UnknownEndCustomerInvoiceIsAllowedWithNeedAndDecidedOnceKnown) {
  Policies policies = seeded_policies();
  policies.doa = {doa_policy(10)};
  policies.doa.front().clock_start = ClockStart::EndCustomerInvoice;
  policies.doa.front().needs_call_id = true;
  const auto& type = seeded_type("RMA", "63");
  const auto line = sold_line();
  const Date today = Date::of(2020, 6, 1);
  const auto unknown = evaluate(situation_of(line, today), type, policies);
  ASSERT_TRUE(is_allowed(unknown));
  EXPECT_EQ(std::get<Allowed>(unknown).needs, (std::vector{Need::EndCustomerInvoice, Need::CallId}));
  EXPECT_FALSE(std::get<Allowed>(unknown).until);
  Situation known = situation_of(line, today);
  known.end_customer_invoice_on = today.plus_days(-10);
  EXPECT_EQ(std::get<Allowed>(evaluate(known, type, policies)).until, today);
  known.end_customer_invoice_on = today.plus_days(-11);
  EXPECT_EQ(causes_of(evaluate(known, type, policies)), std::vector{Cause::PeriodOver});
}

//
TEST(Doa, DirectManufacturerClosesEveryTypeOfAfterSales) {
  Policies policies = seeded_policies();
  policies.doa = {doa_policy(10)};
  policies.doa.front().direct_to_manufacturer = true;
  const auto line = sold_line();
  for (const auto& verdict : evaluate_all(situation_of(line, kInvoiced), policies, staff())) {
    const auto causes = causes_of(verdict.eligibility);
    const bool closed = std::find(causes.begin(), causes.end(), Cause::ManufacturerDirect) != causes.end();
    EXPECT_EQ(closed, verdict.type->department == "RMA") << verdict.type->code;
    if (!closed) continue;
    const auto& obstacles = std::get<Denied>(verdict.eligibility).obstacles;
    EXPECT_TRUE(std::any_of(obstacles.begin(), obstacles.end(), [](const Obstacle& obstacle) {
      return obstacle.advice_href == "/manufacturers/nordwind";
    }));
  }
}

TEST(Doa, TheProductGroupsPolicyComesFirstAndOnlyWhileInForce) {
  Policies policies = seeded_policies();
  policies.doa = {doa_policy(10), doa_policy(20)};
  policies.doa.back().product_group = "screens";
  const auto& type = seeded_type("RMA", "63");
  auto line = sold_line();
  EXPECT_FALSE(is_allowed(evaluate(situation_of(line, kInvoiced.plus_days(20)), type, policies)));
  line.product_group = "screens";
  EXPECT_TRUE(is_allowed(evaluate(situation_of(line, kInvoiced.plus_days(20)), type, policies)));
  policies.doa.back().validity.to = kInvoiced.plus_days(-1);
  EXPECT_FALSE(is_allowed(evaluate(situation_of(line, kInvoiced.plus_days(20)), type, policies)));
  line.manufacturer = sales::ManufacturerId{8};
  EXPECT_FALSE(is_allowed(evaluate(situation_of(line, kInvoiced.plus_days(8)), type, policies)));
}

}  // namespace
}  // namespace recours::claims
