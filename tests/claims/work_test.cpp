// In which bucket of which queue a claim lies, over the states of its lines; and by when.
#include <gtest/gtest.h>

#include "claims/transition.h"
#include "claims/work.h"

namespace recours::claims {
namespace {

constexpr auto kNone = Money::None;

Claim claim_of(const char* department) {
  Claim claim;
  claim.department = department;
  claim.confirmed_at = Instant::parse("2026-11-12T09:00:00.000Z");  // a Thursday
  return claim;
}

ClaimLine line_in(Authorisation authorisation, Goods goods, Money money, std::int64_t id = 1) {
  ClaimLine line;
  line.id = ClaimLineId{id};
  line.state = {authorisation, goods, money};
  return line;
}

std::string told(const std::vector<Work>& all) {
  std::string text;
  for (const auto& work : all) {
    text += (text.empty() ? "" : ", ") + std::string(words_of(work.queue).name) + " " +
            std::string(words_of(work.bucket).name);
  }
  return text;
}

//
TEST(Queues, ALineLiesWhereItsStateSays) {
  using enum Authorisation;
  struct Case {
    Authorisation authorisation;
    Goods goods;
    Money money;
    const char* expected;
  };
  const std::vector<Case> cases{
      {Submitted, Goods::NotRequired, Money::Undecided, "rma to_take"},
      {PendingReview, Goods::NotRequired, Money::Undecided, "rma in_review"},
      {InformationRequested, Goods::NotRequired, Money::Undecided, "rma asked"},
      {Validated, Goods::AwaitingGoods, Money::CreditRequested, "rma return_awaited, warehouse return_awaited"},
      {Validated, Goods::Shipped, Money::CreditRequested, "rma return_awaited, warehouse to_receive"},
      {Validated, Goods::Received, Money::CreditRequested, "warehouse to_inspect"},
      {Validated, Goods::NotAsAnnounced, Money::Undecided, "warehouse to_inspect"},
      {Validated, Goods::Inspected, Money::Undecided, "rma to_decide"},
      {Validated, Goods::Repair, Money::Undecided, "rma to_decide"},
      {Validated, Goods::Restock, Money::CreditRequested, "finance to_credit"},
      {Validated, Goods::NotRequired, Money::OfferAccepted, "finance to_credit"},
      {Validated, Goods::NotRequired, Money::Undecided, "rma to_decide, finance to_decide"},
      {Validated, Goods::Scrapped, Money::OfferDeclined, "rma to_decide, finance to_decide"},
      {Validated, Goods::KeptByCustomer, Money::OfferLapsed, "rma to_decide, finance to_decide"},
      {Validated, Goods::NotRequired, Money::OfferMade, "rma offered"},
      {Validated, Goods::Restock, Money::CreditIssued, ""},
      {Validated, Goods::Replaced, kNone, ""},
      {Refused, Goods::NotRequired, Money::Undecided, ""},
      {Refused, Goods::Inspected, Money::Undecided, "warehouse to_give_back"},
      {Refused, Goods::BackToCustomer, Money::Undecided, ""},
      {Cancelled, Goods::NotRequired, Money::Undecided, ""},
      {Expired, Goods::AwaitingGoods, Money::CreditRequested, ""},
  };
  for (const auto& one : cases) {
    const auto line = line_in(one.authorisation, one.goods, one.money);
    EXPECT_EQ(told(work_of(claim_of("RMA"), {line}, {})), one.expected)
        << name_of(one.authorisation) << " " << name_of(one.goods) << " " << name_of(one.money);
  }
  const auto answered = line_in(PendingReview, Goods::NotRequired, Money::Undecided);
  EXPECT_EQ(told(work_of(claim_of("CS"), {answered}, {answered.id})), "customer_service answered");
  Claim basket = claim_of("CS");
  basket.confirmed_at.reset();
  EXPECT_EQ(told(work_of(basket, {answered}, {})), "") << "not confirmed yet";
}

TEST(Queues, OfSeveralPartsTheMostUrgentSaysWhere) {
  using enum Authorisation;
  auto asked = line_in(InformationRequested, Goods::NotRequired, Money::Undecided, 1);
  asked.answer_due_on = Date::of(2026, 11, 20);
  auto asked_too = asked;
  asked_too.id = ClaimLineId{2};
  asked_too.answer_due_on = Date::of(2026, 11, 18);
  const auto waiting = line_in(Validated, Goods::Received, Money::CreditRequested, 3);
  const auto taken = line_in(PendingReview, Goods::NotRequired, Money::Undecided, 4);
  EXPECT_EQ(told(work_of(claim_of("CS"), {asked, waiting, taken}, {})),
            "customer_service in_review, warehouse to_inspect");
  const auto both = work_of(claim_of("CS"), {asked, asked_too}, {});
  ASSERT_EQ(both.size(), 1U);
  EXPECT_EQ(both.front().due_on, Date::of(2026, 11, 18)) << "the first of them counts";
}

// Whoever the next action names has it in the queue, and what waits for the reseller is nobody's turn.
TEST(Queues, AgreeWithTheNextAction) {
  const std::vector<LineState> states{
      {Authorisation::Submitted, Goods::NotRequired, Money::Undecided},
      {Authorisation::PendingReview, Goods::NotRequired, Money::Undecided},
      {Authorisation::InformationRequested, Goods::NotRequired, Money::Undecided},
      {Authorisation::Validated, Goods::AwaitingGoods, Money::CreditRequested},
      {Authorisation::Validated, Goods::Shipped, Money::CreditRequested},
      {Authorisation::Validated, Goods::Received, Money::CreditRequested},
      {Authorisation::Validated, Goods::Inspected, Money::Undecided},
      {Authorisation::Validated, Goods::Restock, Money::CreditRequested},
      {Authorisation::Validated, Goods::Restock, Money::Undecided},
      {Authorisation::Validated, Goods::NotRequired, Money::OfferMade},
      {Authorisation::Validated, Goods::Restock, Money::CreditIssued},
  };
  const Claim claim = claim_of("CS");
  for (const auto& state : states) {
    const std::vector<ClaimLine> lines{line_in(state.authorisation, state.goods, state.money)};
    const auto who = next_action(claim, lines).who;
    const auto all = work_of(claim, lines, {});
    std::string acting;
    for (const auto& work : all) {
      if (words_of(work.bucket).turn == Turn::Theirs) continue;
      if (acting.empty())
        acting = words_of(work.queue).department.empty() ? words_of(work.queue).name : words_of(work.queue).department;
    }
    if (acting.empty() && !all.empty()) acting = "reseller";
    EXPECT_EQ(acting, who) << name_of(state.authorisation) << " " << name_of(state.goods) << " "
                           << name_of(state.money);
    EXPECT_EQ(all.empty(), who.empty());
  }
}

//
TEST(Queues, WhatWaitsHasADay) {
  const Date thursday = Date::of(2026, 11, 12);
  EXPECT_EQ(due_day({Queue::Rma, Bucket::ToTake, Date::of(2026, 11, 16)}, thursday), Date::of(2026, 11, 16));
  EXPECT_EQ(due_day({Queue::Warehouse, Bucket::ToInspect}, thursday), Date::of(2026, 11, 16)) << "over the weekend";
  EXPECT_EQ(due_day({Queue::Warehouse, Bucket::ToReceive}, thursday), Date::of(2026, 11, 19));
  EXPECT_EQ(due_day({Queue::Finance, Bucket::ToCredit}, Date::of(2026, 11, 14)), Date::of(2026, 11, 17))
      << "a Saturday";
  const auto work =
      work_of(claim_of("CS"), {line_in(Authorisation::Submitted, Goods::NotRequired, Money::Undecided)}, {});
  EXPECT_EQ(work.front().due_on, Date::of(2026, 11, 16)) << "as the page of the claim says";
}

TEST(Queues, EveryNameLeadsBack) {
  for (const auto& words : all_queues()) {
    EXPECT_EQ(queue_named(words.name), words.queue);
    EXPECT_EQ(&words_of(words.queue), &words);
    EXPECT_FALSE(buckets_of(words.queue).empty());
  }
  for (const auto& words : all_buckets()) {
    EXPECT_EQ(bucket_named(words.name), words.bucket);
    EXPECT_EQ(&words_of(words.bucket), &words);
  }
  EXPECT_EQ(queue_named("reseller"), std::nullopt);
  EXPECT_EQ(bucket_named(""), std::nullopt);
}

}  // namespace
}  // namespace recours::claims
