// R-685 Imported credit notes and corrected invoices: the rule of matching as a table, and what they move.
#include "claims/credit_document_actions.h"

#include <gtest/gtest.h>

#include "claim_world.h"
#include "claims/claim_life_store.h"

namespace recours::claims {
namespace {

using namespace testing_support;

// ---- the rule

DocumentLine told(std::int64_t id, std::string article, std::int64_t pieces, std::string part = "") {
  return {sales::InvoiceLineId{id}, {std::move(article), std::move(part)}, Decimal::of(pieces)};
}
OpenLine open_line(std::int64_t id, std::string article, std::int64_t pieces, std::string part = "") {
  return {ClaimLineId{id}, {std::move(article), std::move(part)}, Decimal::of(pieces)};
}

struct MatchCase {
  const char* name;
  std::vector<DocumentLine> document;
  std::vector<OpenLine> open;
  std::vector<std::pair<std::int64_t, std::int64_t>> expected;
};

TEST(CreditMatching, OneOpenLineOfTheArticleAndQuantity) {
  const MatchCase cases[] = {
      {"article and quantity", {told(1, "a", 2)}, {open_line(10, "a", 2)}, {{1, 10}}},
      {"another quantity", {told(1, "a", 1)}, {open_line(10, "a", 2)}, {}},
      {"another article", {told(1, "b", 2)}, {open_line(10, "a", 2)}, {}},
      {"two open lines alike", {told(1, "a", 2)}, {open_line(10, "a", 2), open_line(11, "a", 2)}, {}},
      {"the quantity tells them apart", {told(1, "a", 2)}, {open_line(10, "a", 1), open_line(11, "a", 2)}, {{1, 11}}},
      {"two lines of the document for one", {told(1, "a", 2), told(2, "a", 2)}, {open_line(10, "a", 2)}, {}},
      {"each its own", {told(1, "a", 2), told(2, "b", 1)}, {open_line(10, "b", 1), open_line(11, "a", 2)},
       {{1, 11}, {2, 10}}},
      {"one fits, one waits", {told(1, "a", 2), told(2, "c", 1)}, {open_line(11, "a", 2)}, {{1, 11}}},
      {"by the manufacturer's number", {told(1, "", 2, "p")}, {open_line(10, "a", 2, "p")}, {{1, 10}}},
      {"article numbers decide before", {told(1, "b", 2, "p")}, {open_line(10, "a", 2, "p")}, {}},
      {"nothing says which article", {told(1, "", 2)}, {open_line(10, "", 2)}, {}},
      {"nothing open", {told(1, "a", 2)}, {}, {}},
  };
  for (const auto& one : cases) {
    std::vector<std::pair<std::int64_t, std::int64_t>> found;
    for (const auto& match : match_lines(one.document, one.open)) {
      found.emplace_back(match.document_line.value, match.claim_line.value);
    }
    EXPECT_EQ(found, one.expected) << one.name;
  }
}

// ---- on both engines

class CreditDocuments : public ClaimWorld {
 protected:
  void SetUp() override {
    cast = make_cast(database(), now);
    invoice = make_invoice(
        database(), cast.alice_account,
        InvoiceSpec().issued(today().plus_days(-5)).with({goods_line().article("4711").pieces(3),
                                                          goods_line().article("4712").pieces(3)}));
    line = line_ids(database(), invoice).front();
  }

  // Approved by itself: a credit is expected.
  Claim returned(std::int64_t pieces, std::size_t at = 0) {
    auto declaration = sealed_return(pieces);
    declaration.invoice_line = line_ids(database(), invoice)[at];
    const Claim claim = confirmed(declaration);
    EXPECT_EQ(claim.state, Authorisation::Validated);
    return claim;
  }
  sales::InvoiceId credit_note(std::vector<LineSpec> lines, const std::string& number = "0099000001",
                               const std::string& type = "381") {
    const auto document = make_invoice(
        database(), cast.alice_account,
        InvoiceSpec().numbered(number).of_type(type).issued(today()).with(std::move(lines)).citing(invoice));
    import_now(document);
    return document;
  }
  void import_now(sales::InvoiceId document) {
    database().write([&](db::Transaction& transaction) {
      transaction.execute_one("UPDATE invoice SET imported_at = :now WHERE id = :id", {{"now", now}, {"id", document}});
    });
  }
  Money money_of(const Claim& claim) { return lines_of(claim).front().state.money; }
  std::vector<LedgerEntry> ledger_of(const Claim& claim) {
    return load_traces(*database().reader(), claim.id).ledger;
  }
  std::int64_t waiting() { return count_waiting_credits(*database().reader()); }
};

TEST_P(CreditDocuments, MovesTheOneLineItSettles) {
  const Claim claim = returned(2);
  const auto document = credit_note({goods_line().article("4711").pieces(2).at(Decimal::of(90))});
  EXPECT_EQ(waiting(), 1);
  match_imported_credits(database(), now);
  EXPECT_EQ(money_of(claim), Money::CreditIssued);
  const auto ledger = ledger_of(claim);
  ASSERT_EQ(ledger.size(), 1u);
  EXPECT_EQ(ledger[0].document_no, "0099000001");
  EXPECT_EQ(ledger[0].document, document);
  EXPECT_EQ(ledger[0].settlement.net_cents, 180'00) << "what the document says, not what was proposed";
  EXPECT_EQ(ledger[0].settlement.vat_cents, 36'00);
  EXPECT_EQ(waiting(), 0);
  match_imported_credits(database(), now);
  EXPECT_EQ(ledger_of(claim).size(), 1u);
}

TEST_P(CreditDocuments, WaitsForAPersonWhereTwoLinesAreAlike) {
  const Claim first = returned(1);
  const Claim second = returned(1);
  const auto document = credit_note({goods_line().article("4711").pieces(1)});
  match_imported_credits(database(), now);
  EXPECT_EQ(money_of(first), Money::CreditRequested);
  EXPECT_EQ(money_of(second), Money::CreditRequested);
  EXPECT_EQ(waiting(), 1);
  const auto told_line = line_ids(database(), document).front();
  const auto done = match_by_hand(database(), cast.fabien, {document, told_line, lines_of(second).front().id}, now);
  ASSERT_TRUE(done) << done.error().code;
  EXPECT_EQ(money_of(first), Money::CreditRequested);
  EXPECT_EQ(money_of(second), Money::CreditIssued);
  const auto again = match_by_hand(database(), cast.fabien, {document, told_line, lines_of(first).front().id}, now);
  ASSERT_FALSE(again);
  EXPECT_EQ(again.error().code, "placed") << "a line of a document counts once";
}

TEST_P(CreditDocuments, APartDividesTheLine) {
  const Claim claim = returned(3);
  const auto document = credit_note({goods_line().article("4711").pieces(1)});
  match_imported_credits(database(), now);
  EXPECT_EQ(waiting(), 1) << "not the quantity that was claimed";
  ASSERT_TRUE(match_by_hand(database(), cast.fabien,
                            {document, line_ids(database(), document).front(), lines_of(claim).front().id}, now));
  const auto lines = lines_of(claim);
  ASSERT_EQ(lines.size(), 2u);
  EXPECT_EQ(lines[0].quantity, Decimal::of(1));
  EXPECT_EQ(lines[0].state.money, Money::CreditIssued);
  EXPECT_EQ(lines[1].state.money, Money::CreditRequested);
}

TEST_P(CreditDocuments, WhatWasEnteredByHandIsNotCreditedTwice) {
  const Claim claim = returned(2);
  const Claim other = returned(1);
  Instruction by_hand;
  by_hand.document_no = "99000001";  // as somebody types it
  by_hand.document_on = today();
  ASSERT_TRUE(give(database(), cast.fabien, claim.number, Command::Credit, by_hand, now));
  credit_note({goods_line().article("4711").pieces(2)});
  match_imported_credits(database(), now);
  EXPECT_EQ(ledger_of(claim).size(), 1u);
  EXPECT_EQ(money_of(other), Money::CreditRequested);
  EXPECT_EQ(waiting(), 0);
}

TEST_P(CreditDocuments, MoreThanWasInvoicedWaits) {
  const Claim claim = returned(2);
  credit_note({goods_line().article("4711").pieces(2).at(Decimal::of(1000))});
  match_imported_credits(database(), now);
  EXPECT_EQ(money_of(claim), Money::CreditRequested);
  EXPECT_EQ(waiting(), 1);
}

TEST_P(CreditDocuments, ACorrectedInvoiceSettlesOneLineAndWaitsForNothingElse) {
  auto wrong_price = sealed_return();
  wrong_price.code = "08";
  wrong_price.quantity = Decimal::of(3);
  wrong_price.expected_unit_price = Decimal::of(80);
  const Claim claim = confirmed(wrong_price);
  ASSERT_TRUE(give(database(), cast.claire, claim.number, Command::Approve, {}, now));
  credit_note({goods_line().article("4711").pieces(3).at(Decimal::of(80)), goods_line().article("4712").pieces(3)},
              "0099000002", "384");
  match_imported_credits(database(), now);
  EXPECT_EQ(money_of(claim), Money::CorrectedInvoice);
  EXPECT_EQ(waiting(), 0);
}

TEST_P(CreditDocuments, WhatSettlesNoClaimIsPutAsideWithAReason) {
  returned(2);
  const auto document = credit_note({goods_line().article("4712").pieces(1)});
  match_imported_credits(database(), now);
  EXPECT_EQ(waiting(), 1);
  const auto refused = put_aside(database(), cast.fabien, document, "  ", now);
  ASSERT_TRUE(refused);
  EXPECT_EQ(refused->fields.at(0).code, "reason_missing");
  EXPECT_FALSE(put_aside(database(), cast.fabien, document, "Remise de fin d'année", now));
  EXPECT_EQ(waiting(), 0);
  EXPECT_THROW((void)put_aside(database(), cast.claire, document, "x", now), Forbidden);
}

TEST_P(CreditDocuments, OfAnotherAccountSettlesNothing) {
  const Claim claim = returned(2);
  make_invoice(database(), cast.bob_account,
               InvoiceSpec().of_type("381").with({goods_line().article("4711").pieces(2)}).citing(invoice));
  match_imported_credits(database(), now);
  EXPECT_EQ(money_of(claim), Money::CreditRequested);
  EXPECT_EQ(waiting(), 0);
}

TEST_P(CreditDocuments, WhatIsOlderThanTheClaimSpeaksOfSomethingElse) {
  const Claim claim = returned(2);
  make_invoice(database(), cast.alice_account,
               InvoiceSpec().of_type("381").issued(today()).with({goods_line().article("4711").pieces(2)}).citing(
                   invoice));
  match_imported_credits(database(), now);
  EXPECT_EQ(money_of(claim), Money::CreditRequested) << "imported this morning, before the claim";
  EXPECT_EQ(waiting(), 1);
}

TEST_P(CreditDocuments, InAnotherCurrencyWaits) {
  const Claim claim = returned(2);
  InvoiceSpec dollars;
  dollars.currency = "USD";
  const auto document =
      make_invoice(database(), cast.alice_account,
                   dollars.of_type("381").issued(today()).with({goods_line().article("4711").pieces(2)}).citing(
                       invoice));
  import_now(document);
  match_imported_credits(database(), now);
  EXPECT_EQ(money_of(claim), Money::CreditRequested);
  const auto by_hand = match_by_hand(
      database(), cast.fabien, {document, line_ids(database(), document).front(), lines_of(claim).front().id}, now);
  ASSERT_FALSE(by_hand);
  EXPECT_EQ(by_hand.error().fields.at(0).code, "other_currency");
}

TEST_P(CreditDocuments, MorePiecesThanTheLineAreNotPlacedOnIt) {
  const Claim claim = returned(1);
  const auto document = credit_note({goods_line().article("4711").pieces(3)});
  const auto by_hand = match_by_hand(
      database(), cast.fabien, {document, line_ids(database(), document).front(), lines_of(claim).front().id}, now);
  ASSERT_FALSE(by_hand);
  EXPECT_EQ(by_hand.error().fields.at(0).code, "more_pieces");
  EXPECT_EQ(money_of(claim), Money::CreditRequested);
}

TEST_P(CreditDocuments, WhatACorrectedInvoiceRepeatsSettlesNothing) {
  const Claim claim = returned(3, 1);  // of 4712, the whole line
  credit_note({goods_line().article("4711").pieces(3).at(Decimal::of(80)), goods_line().article("4712").pieces(3)},
              "0099000003", "384");
  match_imported_credits(database(), now);
  EXPECT_EQ(money_of(claim), Money::CreditRequested);
  EXPECT_EQ(waiting(), 1);
}

RECOURS_ON_BOTH_ENGINES(CreditDocuments);

}  // namespace
}  // namespace recours::claims
