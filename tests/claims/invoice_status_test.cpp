// R-686 What claims propose for their electronic invoices: the table of claims.md §8, and what happened on both engines.
#include "claims/invoice_status.h"

#include "claims/claim_actions.h"
#include "claims/invoice_status_store.h"
#include "support/claim_pages.h"

namespace recours::claims {
namespace {

using namespace testing_support;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

class InvoiceStatuses : public ClaimPages {
 protected:
  std::optional<ProposedStatus> proposed(const char* code, std::string_view command, bool whole) {
    return propose_status(load_invoice_status_rules(*database().reader()),
                          {test_now(), code, command, whole});
  }
  std::vector<InvoiceStatusRow> rows(const accounts::Viewer& viewer) {
    const Date today = paris_day(clock_.now());
    return list_invoice_statuses(*database().reader(), viewer, {today, today}, 100);
  }
};
RECOURS_ON_BOTH_ENGINES(InvoiceStatuses);

struct Case {
  const char* code;
  const char* whole;
  const char* part;
  const char* reason;
  const char* action_whole;
  const char* action_part;
};

TEST_P(InvoiceStatuses, FollowTheTable) {
  const Case cases[] = {
      {"01", "207", "206", "ART_ERR", "CNF", "CNP"},     {"02", "207", "206", "LIVR_INCOMP", "CNP", "CNP"},
      {"03", "207", "207", "QUALITE_ERR", "CNF", "CNP"}, {"08", "207", "206", "PU_ERR", "NIN", "NIN"},
      {"09", "207", "207", "LIVR_INCOMP", "CNP", "CNP"}, {"11", "207", "207", "QUALITE_ERR", "CNF", "CNP"},
      {"26", "207", "207", "QUALITE_ERR", "CNF", "CNP"}, {"52", "207", "207", "LIVR_INCOMP", "CNF", "CNF"},
      {"63", "207", "207", "QUALITE_ERR", "CNF", "CNP"}, {"98", "207", "207", "AUTRE", "OTH", "OTH"},
  };
  for (const auto& one : cases) {
    const auto whole = proposed(one.code, "confirm", true);
    const auto part = proposed(one.code, "confirm", false);
    ASSERT_TRUE(whole && part) << one.code;
    EXPECT_EQ(whole->status, one.whole) << one.code;
    EXPECT_EQ(part->status, one.part) << one.code;
    EXPECT_EQ(whole->reasons.at(0), one.reason) << one.code;
    EXPECT_EQ(whole->actions.at(0), one.action_whole) << one.code;
    EXPECT_EQ(part->actions.at(0), one.action_part) << one.code;
    EXPECT_EQ(proposed(one.code, "ask", true)->status, "208") << one.code;
    EXPECT_EQ(proposed(one.code, "answer", true)->status, "209") << one.code;
    EXPECT_FALSE(proposed(one.code, "approve", true)) << one.code;
    EXPECT_FALSE(proposed(one.code, "charge", true)) << one.code;
  }
  EXPECT_THAT(proposed("08", "confirm", true)->reasons, ElementsAre("PU_ERR", "REM_ERR", "QTE_ERR", "MODPAI_ERR"));
}

TEST_P(InvoiceStatuses, WhatDoesNotDisputeTheInvoiceSaysNothing) {
  for (const char* code : {"10", "22", "25"}) {
    EXPECT_FALSE(proposed(code, "confirm", true)) << code;
    EXPECT_FALSE(proposed(code, "ask", true)) << code;
  }
}

TEST_P(InvoiceStatuses, AnExcessOnlyOnceItWasInvoiced) {
  EXPECT_FALSE(proposed("31", "confirm", true));
  EXPECT_FALSE(proposed("31", "ask", true));
  for (const char* command : {"charge", "correct_invoice"}) {
    const auto invoiced = proposed("31", command, false);
    ASSERT_TRUE(invoiced) << command;
    EXPECT_EQ(invoiced->status, "207");
    EXPECT_THAT(invoiced->reasons, ElementsAre("QTE_ERR"));
  }
}

TEST_P(InvoiceStatuses, ChangeWithTheirDay) {
  auto rules = load_invoice_status_rules(*database().reader());
  std::erase_if(rules, [](const InvoiceStatusRule& rule) { return rule.code != "03"; });
  rules[0].validity.to = paris_day(test_now()).plus_days(-1);
  EXPECT_FALSE(propose_status(rules, {test_now(), "03", "confirm", true}));
  EXPECT_TRUE(propose_status(rules, {test_now().plus(-std::chrono::hours(24)), "03", "confirm", true}));
}

TEST_P(InvoiceStatuses, UnknownCodesAreShownAsTheyAre) {
  EXPECT_EQ(status_label(ui::Language::French, "299"), "299");
  EXPECT_EQ(status_reason_label(ui::Language::French, "NEW_ERR"), "NEW_ERR");
  EXPECT_EQ(status_label(ui::Language::English, "207"), "207 – disputed");
}

TEST_P(InvoiceStatuses, FollowTheClaimAndStayOfOneAccount) {
  auto alice = as(cast_.alice);
  const auto number = confirmed_claim(alice, {{"type", "CS-98"}, {"comment", "Étiquette illisible"}});
  EXPECT_THAT(rows(cast_.bob), IsEmpty());
  auto told = rows(cast_.alice);
  ASSERT_EQ(told.size(), 1u);
  EXPECT_EQ(told[0].proposed.status, "207");
  EXPECT_EQ(told[0].proposed.reasons.at(0), "AUTRE");
  Instruction question;
  question.comment = "Quelle référence ?";
  question.due_on = paris_day(clock_.now()).plus_days(3);
  ASSERT_TRUE(give(database(), cast_.claire, number, Command::Ask, question, clock_.now()));
  told = rows(cast_.claire);
  ASSERT_EQ(told.size(), 2u);
  EXPECT_EQ(told[1].proposed.status, "208");
  EXPECT_THAT(visible(alice.get("/claims/" + number)), HasSubstr("207 – en litige"));
  EXPECT_THAT(visible(alice.get("/invoice-statuses")), HasSubstr("0033442137"));
  EXPECT_THAT(visible(as(cast_.bob).get("/invoice-statuses")), Not(HasSubstr("0033442137")));
}

TEST_P(InvoiceStatuses, PagesAskTheSameQuestions) {
  expect_page("/invoice-statuses");
  expect_page("/invoice-statuses.csv");
  expect_page("/invoice-statuses.xlsx");
  auto alice = as(cast_.alice);
  EXPECT_EQ(alice.get("/invoice-statuses?from=2026-11-12&to=2026-11-01").status, 422);
  EXPECT_EQ(alice.get("/invoice-statuses.csv?from=2026-11-12&to=2026-11-01").status, 303);
  EXPECT_EQ(alice.get("/invoice-statuses?from=x").status, 422);
  EXPECT_EQ(alice.post("/invoice-statuses").status, 405);
}

}  // namespace
}  // namespace recours::claims
