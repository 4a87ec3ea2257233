// R-643 What a version would have changed on claims that were confirmed: on both engines, over the same rules.
#include "claims/policy_preview_store.h"

#include <gmock/gmock.h>

#include "base/errors.h"
#include "claim_world.h"

namespace recours::claims {
namespace {

using testing_support::ClaimWorld;

class PolicyPreview : public ClaimWorld {
 protected:
  Policies policies() { return load_policies(*database().reader()); }
  Draft type_draft() { return draft_of(*policies().type_on("CS", "22", today())); }
  Preview seen(DataKind kind, const Draft& draft, std::string_view cursor = {}) {
    return preview(*database().reader(), kind, draft, today(), cursor);
  }
};
RECOURS_ON_BOTH_ENGINES(PolicyPreview);

TEST_P(PolicyPreview, AShorterLimitWouldHaveClosedWhatCameLater) {
  const auto claim = confirmed(sealed_return());  // five days after the invoice
  const auto four = seen(DataKind::Types, type_draft().set("limit_days", "4"));
  EXPECT_EQ(four.claims, 1);
  EXPECT_EQ(four.lines, 1);
  EXPECT_EQ(four.changed, 1);
  EXPECT_EQ(four.now_impossible, 1);
  ASSERT_EQ(four.differences.size(), 1U);
  const auto& difference = four.differences.front();
  EXPECT_EQ(difference.past.number, claim.number);
  EXPECT_EQ(difference.then.outcome, Verdict::Outcome::Approved);
  ASSERT_EQ(difference.with_this.obstacles.size(), 1U);
  EXPECT_EQ(difference.with_this.obstacles.front().cause, Cause::PeriodOver);
  EXPECT_EQ(seen(DataKind::Types, type_draft().set("limit_days", "5")).changed, 0) << "the last day is included";
  EXPECT_FALSE(four.next);
}

TEST_P(PolicyPreview, AnAmountWouldHaveGivenItToAPerson) {
  confirmed(sealed_return(2));  // 200.00
  const auto draft = [](const char* amount) {
    return Draft()
        .set("type", "CS-22")
        .set("condition", "sealed")
        .set("max_net", amount)
        .set("needs_known_serials", "yes");
  };
  EXPECT_EQ(seen(DataKind::AutoApprovals, draft("200.00")).changed, 0);
  const auto less = seen(DataKind::AutoApprovals, draft("199.99"));
  EXPECT_EQ(less.now_to_staff, 1);
  EXPECT_EQ(less.differences.front().with_this.outcome, Verdict::Outcome::ToStaff);
}

TEST_P(PolicyPreview, AFeeWouldHaveBeenKeptBack) {
  confirmed(sealed_return());
  confirmed(not_conform());
  const auto fee = seen(DataKind::Fees, Draft().set("type", "CS-22").set("percent", "10"));
  EXPECT_EQ(fee.lines, 1) << "another type is not looked at";
  EXPECT_EQ(fee.now_other_fee, 1);
  EXPECT_EQ(fee.differences.front().with_this.fee_percent, Decimal::of(10));
}

TEST_P(PolicyPreview, OnlyTheLastTwelveMonths) {
  confirmed(sealed_return());
  const auto draft = type_draft().set("limit_days", "0");
  const auto in_a_year = preview(*database().reader(), DataKind::Types, draft, today().plus_months(12), {});
  EXPECT_EQ(in_a_year.lines, 1) << "the first day";
  const auto later = preview(*database().reader(), DataKind::Types, draft, today().plus_months(12).plus_days(1), {});
  EXPECT_EQ(later.lines, 0);
}

TEST_P(PolicyPreview, ChangesNothing) {
  confirmed(sealed_return());
  const auto rows = count("claim_type") + count("journal_entry") + count("claim_data_head");
  seen(DataKind::Types, type_draft().set("limit_days", "1"));
  EXPECT_EQ(count("claim_type") + count("journal_entry") + count("claim_data_head"), rows);
}

TEST_P(PolicyPreview, ABadCursorIsRefused) {
  for (const char* cursor : {"x", "2026-11-12/1", "2026-11-12T09:00:00.000Z/", "2026-11-12T09:00:00.000Z/x"}) {
    EXPECT_THROW(seen(DataKind::Types, type_draft(), cursor), Malformed) << cursor;
  }
}

}  // namespace
}  // namespace recours::claims
