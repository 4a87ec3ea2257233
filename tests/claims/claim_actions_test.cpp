// R-600 The verbs on a confirmed claim, and finding claims again.
#include "claims/claim_actions.h"

#include <set>

#include <gtest/gtest.h>

#include "claim_world.h"

namespace recours::claims {
namespace {

class Deciding : public testing_support::ClaimWorld {
 protected:
  std::vector<std::string> commands_of(const Claim& claim) {
    std::vector<std::string> commands;
    for (const auto& event : list_claim_events(*database().reader(), claim.id)) commands.push_back(event.command);
    return commands;
  }
  // Two lines of one claim.
  Claim two_lines() {
    add(not_conform());
    return confirmed(not_conform());
  }
};

TEST_P(Deciding, ApprovalGivesTheNumberAndTellsTheContact) {
  const auto claim = confirmed(not_conform());
  const auto approved = give(database(), cast.claire, claim.number, Command::Approve, {}, now);
  ASSERT_TRUE(approved.ok());
  EXPECT_EQ(approved->state, Authorisation::Validated);
  EXPECT_EQ(approved->rma_number, "000000000001");
  EXPECT_EQ(approved->number, "000000000001");
  EXPECT_EQ(commands_of(claim), (std::vector<std::string>{"approve", "take", "confirm", "add"}));
  EXPECT_EQ(count("outbox_message"), 2);
  EXPECT_EQ(count("journal_entry WHERE action = 'claim.approve'"), 1);
  for (const char* number : {"000000000001", "1", "R000000001", "r1"}) {
    EXPECT_EQ(require_claim(*database().reader(), cast.alice, number).id, claim.id) << number;
  }
}

TEST_P(Deciding, ApprovedGoodsAreAwaitedFourteenDaysFromToday) {
  auto opened = sealed_return();
  opened.condition = "opened";
  const auto claim = confirmed(opened);
  now = now.plus(std::chrono::days(2));
  ASSERT_TRUE(give(database(), cast.claire, claim.number, Command::Approve, {}, now).ok());
  const auto approved = lines_of(claim).front();
  EXPECT_EQ(approved.state, (LineState{Authorisation::Validated, Goods::AwaitingGoods, Money::CreditRequested}));
  EXPECT_EQ(approved.expires_on, paris_day(now).plus_days(14));
}

TEST_P(Deciding, RefusalNeedsAReasonAndClosesTheClaim) {
  const auto claim = confirmed(not_conform());
  const auto without = give(database(), cast.claire, claim.number, Command::Refuse, {}, now);
  ASSERT_FALSE(without.ok());
  EXPECT_EQ(without.error().fields[0].field, "reason_code");
  EXPECT_FALSE(give(database(), cast.claire, claim.number, Command::Refuse, {{}, "because", ""}, now).ok());
  EXPECT_EQ(count("outbox_message"), 1) << "refused instructions leave no trace";
  const auto refused =
      give(database(), cast.claire, claim.number, Command::Refuse, {{}, "not_covered", "Hors garantie"}, now);
  ASSERT_TRUE(refused.ok());
  EXPECT_EQ(refused->state, Authorisation::Refused);
  EXPECT_EQ(refused->closed_at, now);
  EXPECT_EQ(lines_of(claim).front().refusal_code, "not_covered");
  EXPECT_EQ(count("outbox_message"), 2);
  EXPECT_EQ(free(), Decimal::of(3));
}

TEST_P(Deciding, NamedLinesOnly) {
  const auto claim = two_lines();
  const auto lines = lines_of(claim);
  ASSERT_EQ(lines.size(), 2U);
  const auto partly = give(database(), cast.claire, claim.number, Command::Approve, {{lines[0].id}, "", ""}, now);
  ASSERT_TRUE(partly.ok());
  EXPECT_EQ(partly->state, Authorisation::PartiallyValidated);
  const auto again = give(database(), cast.claire, claim.number, Command::Approve, {{lines[0].id}, "", ""}, now);
  ASSERT_FALSE(again.ok());
  EXPECT_EQ(again.error().code, "not_allowed_now");
  EXPECT_THROW((void)give(database(), cast.claire, claim.number, Command::Approve, {{ClaimLineId{9999}}, "", ""}, now),
               NotFound);
  const auto rest = give(database(), cast.claire, claim.number, Command::Approve, {}, now);
  ASSERT_TRUE(rest.ok());
  EXPECT_EQ(rest->state, Authorisation::Validated);
  EXPECT_EQ(rest->rma_number, partly->rma_number) << "one RMA number per claim";
}

// R-601
TEST_P(Deciding, QuantitiesAndTheirSerials) {
  auto declaration = not_conform(2);
  declaration.serials = {"SN-1", "SN-2"};
  const auto claim = confirmed(declaration);
  const auto id = lines_of(claim).front().id;
  const auto code_of = [&](const std::vector<NamedLine>& lines) {
    const auto answer = give(database(), cast.claire, claim.number, Command::Approve, {lines, "", ""}, now);
    return answer ? std::string() : answer.error().fields.at(0).field + " " + answer.error().fields.at(0).code;
  };
  const auto part = [&](std::optional<Decimal> quantity, std::optional<std::vector<std::string>> serials = {}) {
    NamedLine named(id);
    named.quantity = quantity;
    named.serials = std::move(serials);
    return named;
  };
  EXPECT_EQ(code_of({part(Decimal::of(1))}), "lines/0/serials required");
  EXPECT_EQ(code_of({part(Decimal::of(1), {{"SN-3"}})}), "lines/0/serials unknown_serial");
  EXPECT_EQ(code_of({part(Decimal::of(1), {{"SN-1", "SN-2"}})}), "lines/0/serials wrong_count");
  EXPECT_EQ(code_of({part(Decimal::of(3))}), "lines/0/quantity too_many");
  EXPECT_EQ(code_of({part(Decimal())}), "lines/0/quantity not_positive");
  EXPECT_EQ(code_of({part(Decimal::of(-2))}), "lines/0/quantity not_positive");
  EXPECT_EQ(code_of({part({}, {{"SN-1"}})}), "lines/0/serials partial_not_possible");
  EXPECT_EQ(code_of({part({}, {{"SN-1", "SN-1"}})}), "lines/0/serials partial_not_possible");
  EXPECT_EQ(code_of({part({}, {{"SN-1", "SN-3"}})}), "lines/0/serials partial_not_possible");
  EXPECT_EQ(code_of({id, id}), "lines/1 duplicate");
  EXPECT_EQ(lines_of(claim).front().state.authorisation, Authorisation::Submitted) << "nothing was done";
  EXPECT_EQ(code_of({part(Decimal::of(2), {{"sn-2", "SN-1"}})}), "");
}

TEST_P(Deciding, OfTheVersionThatWasRead) {
  const auto claim = confirmed(not_conform());
  Instruction stale;
  stale.version = claim.version - 1;
  EXPECT_THROW((void)give(database(), cast.claire, claim.number, Command::Approve, stale, now), Conflict);
  stale.version = claim.version;
  EXPECT_TRUE(give(database(), cast.claire, claim.number, Command::Approve, stale, now).ok());
}

TEST_P(Deciding, CancelByTheResellerThenNothingMore) {
  const auto claim = confirmed(sealed_return());
  const auto cancelled = give(database(), cast.alban, claim.number, Command::Cancel, {}, now);
  ASSERT_TRUE(cancelled.ok());
  EXPECT_EQ(cancelled->state, Authorisation::Cancelled);
  EXPECT_TRUE(cancelled->closed_at);
  EXPECT_EQ(free(), Decimal::of(3));
  EXPECT_FALSE(give(database(), cast.alice, claim.number, Command::Cancel, {}, now).ok());
  EXPECT_FALSE(give(database(), cast.claire, claim.number, Command::Approve, {}, now).ok());
}

TEST_P(Deciding, CancelIsOverOnceShipped) {
  const auto claim = confirmed(sealed_return());
  database().write([](db::Transaction& t) { t.execute("UPDATE claim_line SET goods = 'shipped'"); });
  const auto refused = give(database(), cast.alice, claim.number, Command::Cancel, {}, now);
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.error().code, "not_allowed_now");
}

TEST_P(Deciding, TakeMovesToReview) {
  const auto claim = confirmed(not_conform());
  const auto taken = give(database(), cast.claire, claim.number, Command::Take, {}, now);
  ASSERT_TRUE(taken.ok());
  EXPECT_EQ(taken->state, Authorisation::PendingReview);
  EXPECT_FALSE(give(database(), cast.claire, claim.number, Command::Take, {}, now).ok());
}

TEST_P(Deciding, OnlyTheDepartmentDecidesAndStrangersSeeNothing) {
  const auto claim = confirmed(not_conform());
  EXPECT_THROW((void)give(database(), cast.remi, claim.number, Command::Approve, {}, now), Forbidden);
  EXPECT_THROW((void)give(database(), cast.alice, claim.number, Command::Approve, {}, now), Forbidden);
  EXPECT_THROW((void)give(database(), cast.admin, claim.number, Command::Refuse, {}, now), std::exception);
  EXPECT_THROW((void)give(database(), cast.wanda, claim.number, Command::Cancel, {}, now), Forbidden);
  EXPECT_THROW((void)give(database(), cast.bob, claim.number, Command::Cancel, {}, now), NotFound);
  EXPECT_THROW((void)give(database(), cast.odile, claim.number, Command::Cancel, {}, now), NotFound);
  EXPECT_EQ(require_claim(*database().reader(), cast.alice, claim.number).state, Authorisation::Submitted);
}

// ---- finding

class Finding : public testing_support::ClaimWorld {
 protected:
  std::vector<ClaimId> found(const ClaimFilter& filter) { return found(cast.alice, filter); }
  std::vector<ClaimId> found(const accounts::Viewer& viewer, const ClaimFilter& filter) {
    std::vector<ClaimId> ids;
    for (const auto& claim : list_claims(*database().reader(), viewer, filter, {}).items) ids.push_back(claim.id);
    EXPECT_EQ(count_claims(*database().reader(), viewer, filter), static_cast<std::int64_t>(ids.size()));
    return ids;
  }
  ClaimFilter by(ClaimNumberKind kind, const std::string& number) {
    ClaimFilter filter;
    filter.number_kind = kind;
    filter.number = number;
    return filter;
  }
};

TEST_P(Finding, ByEveryKindOfNumber) {
  const auto sold = testing_support::make_invoice(
      database(), cast.alice_account,
      testing_support::InvoiceSpec()
          .numbered("0044000001")
          .issued(today())
          .with({testing_support::goods_line().order("0000012345").delivery("0800000077").serial_numbers({"SN-77"})}));
  auto declaration = sealed_return();
  declaration.invoice_line = testing_support::line_ids(database(), sold).front();
  declaration.serials = {"SN-77"};
  declaration.customer_reference = "Chantier Nord";
  const auto claim = confirmed(declaration);
  confirmed(not_conform());
  using enum ClaimNumberKind;
  for (const auto& [kind, number] :
       std::vector<std::pair<ClaimNumberKind, std::string>>{{Rma, "000000000001"},
                                                            {Rma, "1"},
                                                            {Reservation, "R000000001"},
                                                            {Reservation, "1"},
                                                            {Invoice, "44000001"},
                                                            {Invoice, "0044"},
                                                            {Order, "12345"},
                                                            {DeliveryNote, "0800000077"},
                                                            {Serial, "sn-77"},
                                                            {Reference, "chantier nord"}}) {
    EXPECT_EQ(found(by(kind, number)), std::vector{claim.id}) << name_of(kind) << " " << number;
    EXPECT_TRUE(found(cast.bob, by(kind, number)).empty()) << name_of(kind);
  }
  ClaimFilter any;
  any.number = "SN-77";
  EXPECT_EQ(found(any), std::vector{claim.id});
  EXPECT_TRUE(found(by(Serial, "SN-78")).empty());
  EXPECT_EQ(claim_number_kind_named("delivery_note"), DeliveryNote);
  EXPECT_FALSE(claim_number_kind_named("part"));
}

// Digits are an RMA number, whoever's: they never lead to the reservation of the same digits.
TEST_P(Finding, AForeignRmaNumberIsNobodysReservation) {
  const auto own = confirmed(not_conform());
  const auto invoice_of_bob =
      testing_support::make_invoice(database(), cast.bob_account, testing_support::InvoiceSpec().issued(today()));
  auto declaration = sealed_return();
  declaration.invoice_line = testing_support::line_ids(database(), invoice_of_bob).front();
  add(cast.bob, declaration);
  confirm(cast.bob);
  const auto foreign = require_claim(*database().reader(), cast.bob, "000000000001");
  ASSERT_EQ(own.number, "R000000001");
  struct Look {
    const accounts::Viewer& viewer;
    const char* number;
    std::optional<ClaimId> finds;
  };
  for (const auto& [viewer, number, finds] : std::vector<Look>{{cast.alice, "000000000001", {}},
                                                               {cast.alice, "1", {}},
                                                               {cast.alice, "00000000000001", {}},
                                                               {cast.alice, "000000001", {}},
                                                               {cast.alice, "R000000001", own.id},
                                                               {cast.alice, "r1", own.id},
                                                               {cast.alice, "R01", own.id},
                                                               {cast.alice, "R", {}},
                                                               {cast.alice, "", {}},
                                                               {cast.alice, "RR1", {}},
                                                               {cast.alice, "R000000002", {}},
                                                               {cast.bob, "1", foreign.id},
                                                               {cast.bob, "R2", foreign.id},
                                                               {cast.bob, "2", {}},
                                                               {cast.bob, "R1", {}},
                                                               {cast.claire, "000000000001", foreign.id},
                                                               {cast.claire, "R000000001", own.id}}) {
    if (finds) {
      EXPECT_EQ(require_claim(*database().reader(), viewer, number).id, *finds) << viewer.name << " " << number;
    } else {
      EXPECT_THROW(require_claim(*database().reader(), viewer, number), NotFound) << viewer.name << " " << number;
    }
  }
  EXPECT_THROW((void)give(database(), cast.alice, "000000000001", Command::Cancel, {}, now), NotFound);
  EXPECT_EQ(require_claim(*database().reader(), cast.alice, "R1").state, Authorisation::Submitted);
  ClaimFilter any;
  any.number = "000000001";
  EXPECT_TRUE(found(any).empty());
  any.number = "R000000001";
  EXPECT_EQ(found(any), std::vector{own.id});
}

TEST_P(Finding, OpenClosedArchiveAndWindow) {
  const auto open = confirmed(not_conform());
  const auto closed = confirmed(not_conform());
  ASSERT_TRUE(give(database(), cast.alice, closed.number, Command::Cancel, {}, now).ok());
  ClaimFilter filter;
  EXPECT_EQ(found(filter), (std::vector{closed.id, open.id}));
  filter.openness = ClaimFilter::Openness::Open;
  EXPECT_EQ(found(filter), std::vector{open.id});
  filter.openness = ClaimFilter::Openness::Closed;
  EXPECT_EQ(found(filter), std::vector{closed.id});
  filter = {};
  filter.archive_before = now.plus(std::chrono::days(1));
  EXPECT_EQ(found(filter), std::vector{open.id});
  filter.archive = true;
  EXPECT_EQ(found(filter), std::vector{closed.id});
  filter.archive_before = now;
  EXPECT_TRUE(found(filter).empty());
  filter = {};
  filter.from = filter.to = today();
  EXPECT_EQ(found(filter).size(), 2U);
  filter.from = today().plus_days(1);
  filter.to = today().plus_days(1);
  EXPECT_TRUE(found(filter).empty());
}

TEST_P(Finding, PagesWithoutGapOrDouble) {
  for (int i = 0; i < 3; ++i) {
    confirmed(not_conform());
    now = now.plus(std::chrono::seconds(i));
  }
  std::set<std::int64_t> seen;
  sales::Page page{"", 2};
  const auto first = list_claims(*database().reader(), cast.claire, {}, page);
  ASSERT_EQ(first.items.size(), 2U);
  ASSERT_TRUE(first.next);
  const auto second = list_claims(*database().reader(), cast.claire, {}, {*first.next, 2});
  ASSERT_EQ(second.items.size(), 1U);
  EXPECT_FALSE(second.next);
  for (const auto& claim : first.items) seen.insert(claim.id.value);
  for (const auto& claim : second.items) seen.insert(claim.id.value);
  EXPECT_EQ(seen.size(), 3U);
  EXPECT_THROW(list_claims(*database().reader(), cast.claire, {}, {"nonsense", 2}), Malformed);
  EXPECT_THROW(list_claims(*database().reader(), cast.claire, {}, {*first.next + "x", 2}), Malformed);
}

RECOURS_ON_BOTH_ENGINES(Deciding);
RECOURS_ON_BOTH_ENGINES(Finding);

}  // namespace
}  // namespace recours::claims
