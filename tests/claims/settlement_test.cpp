// R-680 Proposal, fee, VAT and rounding, line by line; an amount over several lines.
#include "claims/settlement.h"

#include <gtest/gtest.h>

namespace recours::claims {
namespace {

ClaimLine line_of(std::int64_t net_cents, const char* fee, const char* vat) {
  ClaimLine line;
  line.net_cents = net_cents;
  line.fee_percent = Decimal::parse(fee)->value;
  line.vat_rate = Decimal::parse(vat)->value;
  return line;
}

TEST(Settlement, FeeAndVatAreRoundedHalfEvenOnEachLine) {
  struct Case {
    std::int64_t claimed;
    const char* fee;
    const char* vat;
    std::int64_t fee_cents, net, vat_cents;
  };
  const std::vector<Case> cases{
      {20000, "5", "20", 1000, 19000, 3800},  // 2 × 100.00 with 5 % → 190.00
      {20000, "0", "20", 0, 20000, 4000},
      {12345, "5", "5.5", 617, 11728, 645},  // 617.25 → 617; 645.04 → 645
      {1010, "2.5", "20", 25, 985, 197},     // 25.25 → 25
      {1050, "5", "20", 52, 998, 200},       // 52.5 → 52, half to even; 199.6 → 200
      {1150, "5", "20", 58, 1092, 218},      // 57.5 → 58; 218.4 → 218
      {1, "50", "20", 0, 1, 0},              // 0.5 → 0; 0.2 → 0
      {0, "5", "20", 0, 0, 0},
      {999, "100", "20", 999, 0, 0},
      {10000, "5", "0", 500, 9500, 0},
  };
  for (const auto& one : cases) {
    const auto proposal = proposal_for(line_of(one.claimed, one.fee, one.vat));
    EXPECT_EQ(proposal.claimed_net_cents, one.claimed);
    EXPECT_EQ(proposal.fee_cents, one.fee_cents) << one.claimed;
    EXPECT_EQ(proposal.net_cents, one.net) << one.claimed;
    EXPECT_EQ(proposal.vat_cents, one.vat_cents) << one.claimed;
    EXPECT_EQ(proposal.gross_cents(), one.net + one.vat_cents);
  }
}

TEST(Settlement, AnAcceptedOfferIsTheProposal) {
  auto line = line_of(20000, "5", "20");
  line.offered_net_cents = 15000;
  line.state.money = Money::OfferMade;
  EXPECT_EQ(proposal_for(line).net_cents, 19000) << "not accepted yet";
  line.state.money = Money::CreditRequested;
  EXPECT_EQ(proposal_for(line).net_cents, 15000);
  EXPECT_EQ(proposal_for(line).fee_cents, 0);
  EXPECT_EQ(proposal_for(line).vat_cents, 3000);
}

TEST(Settlement, PartsAddUp) {
  struct Case {
    std::int64_t cents;
    std::vector<std::int64_t> weights, parts;
  };
  const std::vector<Case> cases{
      {100, {1, 1, 1}, {33, 34, 33}},   {100, {0, 0}, {50, 50}},
      {101, {0, 0}, {50, 51}},          {19000, {19000}, {19000}},
      {1, {500, 500, 500}, {0, 0, 1}},  {0, {3, 4}, {0, 0}},
      {1000, {1, 0, 3}, {250, 0, 750}}, {7, {}, {}},
  };
  for (const auto& one : cases) EXPECT_EQ(spread(one.cents, one.weights), one.parts) << one.cents;
}

}  // namespace
}  // namespace recours::claims
