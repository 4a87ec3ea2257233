// R-643 R-644 What a version would have changed on claims that were confirmed, and why they were decided as they were:
// on both engines, over the same rules.
#include "claims/policy_preview_store.h"

#include <gmock/gmock.h>

#include <boost/json.hpp>

#include "base/errors.h"
#include "claim_world.h"
#include "claims/claim_data_actions.h"
#include "claims/explanation.h"

namespace recours::claims {
namespace {

using ::testing::ElementsAre;
using testing_support::ClaimWorld;

class PolicyPreview : public ClaimWorld {
 protected:
  Policies policies() { return load_policies(*database().reader()); }
  Draft type_draft() { return draft_of(*policies().type_on("CS", "22", today())); }
  Preview seen(DataKind kind, const Draft& draft, std::string_view cursor = {}) {
    return preview(*database().reader(), kind, draft, today(), cursor);
  }
  std::vector<std::string> sentences(const std::vector<Check>& checks) {
    std::vector<std::string> texts;
    for (const auto& check : checks) {
      const char* mark = check.outcome == Check::Outcome::Passed   ? "+ "
                         : check.outcome == Check::Outcome::Failed ? "- "
                                                                   : "";
      texts.push_back(mark + ui::tr_message(ui::Language::English, check.text));
    }
    return texts;
  }
  Explanation explained(const Claim& claim) {
    const auto past = past_lines(*database().reader(), {claim}, policies());
    return explain(past.front(), policies());
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

// ----

TEST_P(PolicyPreview, ExplainsAnApproval) {
  const auto claim = confirmed(sealed_return());
  const auto why = explained(claim);
  EXPECT_TRUE(why.approved);
  EXPECT_EQ(why.decided_on, today());
  EXPECT_THAT(sentences(why.eligibility), ElementsAre("Declared as CS 22, in the version in force since 01/01/2000.",
                                                      "Its limit was 30 days from the invoice date, 07/11/2026.",
                                                      "+ Confirmed on 12/11/2026: possible until 07/12/2026."));
  const auto approval = sentences(why.approval);
  ASSERT_EQ(approval.size(), 4U);
  EXPECT_EQ(approval[0], "The automatic approval in force since 01/01/2000 was asked.");
  EXPECT_EQ(approval[1], "+ The product was declared sealed, as the policy asks.");
  EXPECT_TRUE(approval[2].starts_with("+ The net amount that counts was")) << approval[2];
  EXPECT_EQ(approval[3], "+ Every serial number was sold on this line, or the line has none.");
  EXPECT_THAT(sentences(why.fee), ElementsAre("No fee was in force for this type."));
}

TEST_P(PolicyPreview, ExplainsWhyAPersonDecides) {
  auto opened = sealed_return();
  opened.condition = "opened";
  const auto why = explained(confirmed(opened));
  EXPECT_FALSE(why.approved);
  EXPECT_EQ(sentences(why.approval)[1], "- The policy asks for a sealed product; it was not declared so.");
  EXPECT_THAT(sentences(explained(confirmed(not_conform())).approval),
              ElementsAre("No automatic approval was in force for this type: a person decides."));
}

// Of an older program, or of a register that was taken over.
TEST_P(PolicyPreview, SaysThatNothingWasNoted) {
  const auto claim = confirmed(sealed_return());
  database().write(
      [](db::Transaction& transaction) { transaction.execute("UPDATE claim_line SET decided_on_policy = ''"); });
  const auto why = explained(claim);
  EXPECT_FALSE(why.decided_on);
  EXPECT_EQ(ui::tr_message(ui::Language::English, why.answer), "Nothing was noted when this line was confirmed.");
  const auto past = past_lines(*database().reader(), {claim}, policies());
  EXPECT_TRUE(explanation_json(why, past.front(), policies(), ui::Language::French).at("answer").is_null());
}

// What was noted then is told, whatever holds now.
TEST_P(PolicyPreview, ExplainsByTheVersionsOfThen) {
  const auto claim = confirmed(sealed_return());
  const Draft stricter = Draft()
                             .set("type", "CS-22")
                             .set("condition", "sealed")
                             .set("max_net", "1.00")
                             .set("valid_from", today().plus_days(1).iso());
  ASSERT_TRUE(save_claim_data({database(), cast.admin, now, DataKind::AutoApprovals, 0}, stricter).ok());
  const auto why = explained(claim);
  EXPECT_TRUE(why.approved);
  const auto past = past_lines(*database().reader(), {claim}, policies());
  const auto json = explanation_json(why, past.front(), policies(), ui::Language::French);
  EXPECT_EQ(json.at("policies").at("auto_approval").at("max_net_cents").as_int64(), 50000);
  EXPECT_EQ(json.at("inputs").at("net_cents").as_int64(), 10000);
  EXPECT_EQ(json.at("answer").as_string(), "approved");
}

}  // namespace
}  // namespace recours::claims
