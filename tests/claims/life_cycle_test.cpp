// R-600 … R-620 The transition table, the derived state of a claim, and who has to do what next.
#include <algorithm>
#include <map>
#include <set>

#include <gtest/gtest.h>

#include "claims/claim.h"
#include "claims/line_effect.h"
#include "claims/transition.h"

namespace recours::claims {
namespace {

using accounts::Role;

accounts::Viewer person(Role role) {
  accounts::Viewer viewer;
  viewer.roles = {role};
  return viewer;
}

constexpr std::array kLineStates{Authorisation::InBasket,      Authorisation::Submitted,
                                 Authorisation::PendingReview, Authorisation::InformationRequested,
                                 Authorisation::Validated,     Authorisation::Refused,
                                 Authorisation::Cancelled,     Authorisation::Expired};

// Every command × state, goods not asked for, money undecided: who may give it on a claim of customer service.
TEST(Transitions, EveryCommandInEveryState) {
  using enum Authorisation;
  const std::map<Command, std::set<Authorisation>> expected{
      {Command::Confirm, {InBasket}},
      {Command::Take, {Submitted}},
      {Command::Approve, {Submitted, PendingReview, InformationRequested}},
      {Command::Refuse, {Submitted, PendingReview, InformationRequested}},
      {Command::Ask, {Submitted, PendingReview}},
      {Command::Transfer, {Submitted, PendingReview, InformationRequested}},
      {Command::Cancel, {Submitted, PendingReview, InformationRequested, Validated}},
  };
  for (const auto& [command, states] : expected) {
    const bool for_reseller = command == Command::Confirm || command == Command::Cancel;
    for (const auto state : kLineStates) {
      const LineState line{state, Goods::NotRequired, Money::Undecided};
      const bool possible = states.contains(state);
      EXPECT_EQ(is_allowed(person(Role::CustomerService), "CS", line, command), possible)
          << name_of(command) << " " << name_of(state);
      EXPECT_EQ(is_allowed(person(Role::Reseller), "CS", line, command), possible && for_reseller) << name_of(command);
      EXPECT_EQ(is_allowed(person(Role::ResellerAdmin), "RMA", line, command), possible && for_reseller)
          << name_of(command);
      EXPECT_EQ(is_allowed(person(Role::Rma), "CS", line, command), possible && for_reseller) << "other department";
      EXPECT_EQ(is_allowed(person(Role::Rma), "RMA", line, command), possible) << name_of(command);
      for (const Role role : {Role::Warehouse, Role::Finance, Role::Admin, Role::Adviser}) {
        EXPECT_FALSE(is_allowed(person(role), "CS", line, command))
            << name_of(command) << " " << accounts::name_of(role);
      }
    }
  }
}

TEST(Transitions, CancelUntilShippedAndBeforeMoney) {
  const auto allowed = [](Goods goods, Money money) {
    return is_allowed(person(Role::Reseller), "CS", {Authorisation::Validated, goods, money}, Command::Cancel);
  };
  EXPECT_TRUE(allowed(Goods::AwaitingGoods, Money::CreditRequested));
  EXPECT_TRUE(allowed(Goods::AwaitingGoods, Money::Waived));
  EXPECT_FALSE(allowed(Goods::NotRequired, Money::Waived)) << "that line is closed";
  for (const Goods goods : {Goods::Shipped, Goods::Received, Goods::Inspected, Goods::Restock, Goods::Replaced}) {
    EXPECT_FALSE(allowed(goods, Money::CreditRequested)) << name_of(goods);
  }
  for (const Money money : {Money::CreditIssued, Money::CorrectedInvoice, Money::Charged}) {
    EXPECT_FALSE(allowed(Goods::AwaitingGoods, money)) << name_of(money);
  }
}

// After a reopening: what came back or was credited is not given up again.
TEST(Transitions, WhatWasReopenedIsCancelledOnlyWhereNothingMoved) {
  for (const Role role : {Role::Reseller, Role::CustomerService}) {
    const auto allowed = [&](Goods goods, Money money) {
      return is_allowed(person(role), "CS", {Authorisation::PendingReview, goods, money}, Command::Cancel);
    };
    EXPECT_TRUE(allowed(Goods::NotRequired, Money::Undecided));
    EXPECT_FALSE(allowed(Goods::Restock, Money::CreditIssued));
    EXPECT_FALSE(allowed(Goods::Restock, Money::Undecided));
    EXPECT_FALSE(allowed(Goods::NotRequired, Money::CreditIssued));
  }
}

TEST(Transitions, WhatWasCreditedIsNotDeliveredAgain) {
  for (const Command command : {Command::Replace, Command::Redeliver}) {
    for (const Goods goods : {Goods::NotRequired, Goods::AwaitingGoods, Goods::Inspected}) {
      EXPECT_FALSE(is_allowed(person(Role::CustomerService), "CS",
                              {Authorisation::Validated, goods, Money::CreditIssued}, command))
          << name_of(command) << " " << name_of(goods);
    }
    EXPECT_TRUE(is_allowed(person(Role::CustomerService), "CS",
                           {Authorisation::Validated, Goods::Inspected, Money::None}, command));
  }
}

// What was credited or delivered again is used up, whatever was decided afterwards.
TEST(Quantities, AreHeldByWhatWasCreditedOrDeliveredAgain) {
  for (const auto state : {Authorisation::Refused, Authorisation::Cancelled, Authorisation::Expired}) {
    EXPECT_FALSE(holds_quantity({state, Goods::NotRequired, Money::Undecided})) << name_of(state);
    EXPECT_TRUE(holds_quantity({state, Goods::AwaitingGoods, Money::CreditIssued})) << name_of(state);
    EXPECT_TRUE(holds_quantity({state, Goods::Replaced, Money::None})) << name_of(state);
  }
}

TEST(Transitions, ValidatedIsRefusedOnlyOnceInspected) {
  const auto allowed = [](Goods goods) {
    return is_allowed(person(Role::CustomerService), "CS", {Authorisation::Validated, goods, Money::CreditRequested},
                      Command::Refuse);
  };
  EXPECT_TRUE(allowed(Goods::Inspected));
  EXPECT_FALSE(allowed(Goods::Received));
  EXPECT_FALSE(allowed(Goods::AwaitingGoods));
}

TEST(Transitions, CommandsComeLikeliestFirst) {
  const LineState submitted{Authorisation::Submitted, Goods::NotRequired, Money::Undecided};
  EXPECT_EQ(allowed_commands(person(Role::CustomerService), "CS", submitted),
            (std::vector{Command::Approve, Command::Refuse, Command::Ask, Command::Take, Command::Transfer,
                         Command::Cancel}));
  EXPECT_EQ(allowed_commands(person(Role::Reseller), "CS", submitted), std::vector{Command::Cancel});
  EXPECT_TRUE(may_ever(person(Role::Rma), "CS", Command::Cancel));
  EXPECT_FALSE(may_ever(person(Role::Rma), "CS", Command::Approve));
}

// What is done with goods and money: by whom, and from where.
TEST(Transitions, GoodsAndMoneyOfAnApprovedLine) {
  struct Case {
    Command command;
    std::set<Role> roles;
    std::set<Goods> goods;  // empty: any
    std::set<Money> money;  // empty: any
  };
  using enum Role;
  const std::set<Money> to_settle{Money::Undecided, Money::OfferAccepted, Money::OfferDeclined, Money::OfferLapsed,
                                  Money::CreditRequested};
  const std::vector<Case> cases{
      {Command::Ship, {Reseller, ResellerAdmin, CustomerService, Rma}, {Goods::AwaitingGoods}, {}},
      {Command::Receive, {Warehouse}, {Goods::AwaitingGoods, Goods::Shipped}, {}},
      {Command::Inspect, {Warehouse}, {Goods::Received, Goods::NotAsAnnounced}, {}},
      {Command::Dispose, {Warehouse, CustomerService}, {Goods::Inspected, Goods::Repair}, {}},
      {Command::Offer, {Finance, CustomerService}, {}, to_settle},
      {Command::SettleWithoutMoney, {Finance, CustomerService}, {}, to_settle},
      {Command::AnswerOffer, {Reseller, ResellerAdmin}, {}, {Money::OfferMade}},
      {Command::Credit, {Finance}, {}, to_settle},
      {Command::CorrectInvoice, {Finance}, {}, to_settle},
      {Command::Charge, {Finance}, {}, to_settle},
      {Command::Waive, {Finance}, {}, to_settle},
      {Command::Expire, {}, {Goods::AwaitingGoods}, {}},
      {Command::Lapse, {}, {}, {Money::OfferMade}},
  };
  for (const auto& one : cases) {
    for (const Role role : accounts::all_roles()) {
      for (int g = 0; g <= static_cast<int>(Goods::Redelivered); ++g) {
        for (int m = 0; m <= static_cast<int>(Money::Waived); ++m) {
          const LineState line{Authorisation::Validated, static_cast<Goods>(g), static_cast<Money>(m)};
          const bool expected = one.roles.contains(role) && (one.goods.empty() || one.goods.contains(line.goods)) &&
                                (one.money.empty() || one.money.contains(line.money));
          EXPECT_EQ(is_allowed(person(role), "CS", line, one.command), expected)
              << name_of(one.command) << " " << accounts::name_of(role) << " " << name_of(line.goods) << " "
              << name_of(line.money);
        }
      }
    }
  }
  const LineState awaited{Authorisation::Validated, Goods::AwaitingGoods, Money::CreditRequested};
  EXPECT_TRUE(is_allowed(system_viewer(), "CS", awaited, Command::Expire));
  EXPECT_TRUE(is_allowed(system_viewer(), "CS", awaited, Command::Credit)) << "an imported credit note";
  EXPECT_FALSE(is_allowed(system_viewer(), "CS", awaited, Command::Waive));
}

// R-600 Once the money has moved no command moves it again, whoever gives it.
TEST(Transitions, MoneyThatMovedStays) {
  for (const auto& transition : transitions()) {
    for (const Money money : {Money::CreditIssued, Money::CorrectedInvoice, Money::Charged}) {
      for (int a = 0; a <= static_cast<int>(Authorisation::Expired); ++a) {
        for (int g = 0; g <= static_cast<int>(Goods::Redelivered); ++g) {
          for (int m = 0; m <= static_cast<int>(Money::Waived); ++m) {
            const LineState from{static_cast<Authorisation>(a), static_cast<Goods>(g), money};
            for (const auto to : {Authorisation::Validated, Authorisation::PendingReview}) {
              const LineState reached{to, from.goods, static_cast<Money>(m)};
              const bool moves = reached.money != money && leads(transition, from, reached);
              EXPECT_FALSE(moves) << name_of(transition.command);
            }
          }
        }
      }
    }
  }
}

TEST(Words, LeadBothWays) {
  for (const auto state : kLineStates) EXPECT_EQ(authorisation_named(name_of(state)), state);
  for (int i = 0; i <= static_cast<int>(Goods::Redelivered); ++i) {
    EXPECT_EQ(goods_named(name_of(static_cast<Goods>(i))), static_cast<Goods>(i));
  }
  for (int i = 0; i <= static_cast<int>(Money::Waived); ++i) {
    EXPECT_EQ(money_named(name_of(static_cast<Money>(i))), static_cast<Money>(i));
  }
  EXPECT_FALSE(authorisation_named("validate"));
}

// ----

constexpr LineState in(Authorisation state) { return {state, Goods::NotRequired, Money::Undecided}; }
constexpr LineState kSettled{Authorisation::Validated, Goods::Restock, Money::CreditIssued};
constexpr LineState kAwaiting{Authorisation::Validated, Goods::AwaitingGoods, Money::CreditRequested};

TEST(ClaimState, IsDerivedFromItsLines) {
  using enum Authorisation;
  const std::vector<std::pair<std::vector<LineState>, Authorisation>> cases{
      {{}, InBasket},
      {{in(InBasket)}, InBasket},
      {{in(Submitted), in(Submitted)}, Submitted},
      {{in(Submitted), in(PendingReview)}, PendingReview},
      {{in(PendingReview), in(InformationRequested), in(Submitted)}, InformationRequested},
      {{in(Submitted), in(Refused)}, Submitted},
      {{kAwaiting}, Validated},
      {{kAwaiting, kSettled}, Validated},
      {{kAwaiting, in(Cancelled)}, Validated},
      {{kAwaiting, in(Submitted)}, PartiallyValidated},
      {{kAwaiting, in(Refused)}, PartiallyValidated},
      {{kSettled}, Closed},
      {{kSettled, in(Refused), in(Expired)}, Closed},
      {{in(Refused), in(Refused)}, Refused},
      {{in(Cancelled)}, Cancelled},
      {{in(Expired), in(Expired)}, Expired},
      {{in(Refused), in(Cancelled)}, Closed},
      {{{Validated, Goods::Restock, Money::CreditRequested}}, Validated},
      {{{Validated, Goods::Shipped, Money::CreditIssued}}, Validated},
      {{{Validated, Goods::NotRequired, Money::None}}, Closed},
  };
  for (const auto& [lines, expected] : cases) {
    const auto state = derive_state(lines);
    EXPECT_EQ(name_of(state), name_of(expected)) << "of " << lines.size() << " lines";
    EXPECT_EQ(is_closed(state),
              expected == Closed || expected == Refused || expected == Cancelled || expected == Expired);
  }
}

// ----

Claim confirmed_claim() {
  Claim claim;
  claim.department = "CS";
  claim.confirmed_at = Instant::parse("2026-11-12T09:00:00.000Z");  // Thursday
  return claim;
}

ClaimLine line_in(LineState state, std::optional<Date> expires_on = {}) {
  ClaimLine line;
  line.state = state;
  line.expires_on = expires_on;
  return line;
}

TEST(NextStep, OfAnOpenClaimIsNeverEmpty) {
  for (const auto authorisation :
       {Authorisation::Submitted, Authorisation::PendingReview, Authorisation::InformationRequested}) {
    EXPECT_FALSE(next_action(confirmed_claim(), {line_in(in(authorisation))}).who.empty());
  }
  for (int goods = 0; goods <= static_cast<int>(Goods::Redelivered); ++goods) {
    for (int money = 0; money <= static_cast<int>(Money::Waived); ++money) {
      const LineState state{Authorisation::Validated, static_cast<Goods>(goods), static_cast<Money>(money)};
      const auto action = next_action(confirmed_claim(), {line_in(state)});
      EXPECT_EQ(action.who.empty(), is_closed(derive_state(std::vector{state})))
          << name_of(state.goods) << " " << name_of(state.money);
    }
  }
}

TEST(NextStep, SaysWhoAndByWhen) {
  const auto review = next_action(confirmed_claim(), {line_in(in(Authorisation::Submitted))});
  EXPECT_EQ(review.who, "CS");
  EXPECT_EQ(review.by, Date::of(2026, 11, 16)) << "two weekdays after a Thursday";
  const auto send = next_action(
      confirmed_claim(), {line_in(kAwaiting, Date::of(2026, 11, 26)), line_in(kAwaiting, Date::of(2026, 11, 25))});
  EXPECT_EQ(send.who, "reseller");
  EXPECT_EQ(send.by, Date::of(2026, 11, 25));
  const auto credit =
      next_action(confirmed_claim(), {line_in({Authorisation::Validated, Goods::NotRequired, Money::CreditRequested})});
  EXPECT_EQ(credit.who, "finance");
  const auto answer = next_action(
      confirmed_claim(), {line_in(in(Authorisation::Submitted)), line_in(in(Authorisation::InformationRequested))});
  EXPECT_EQ(answer.who, "reseller");
}

}  // namespace
}  // namespace recours::claims
