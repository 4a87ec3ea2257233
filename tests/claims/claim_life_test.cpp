// Claims to their end on both engines: goods, money, questions, offers, time.
#include <atomic>
#include <thread>

#include "claim_world.h"
#include "claims/commands_store.h"
#include "claims/claim_life_store.h"
#include "claims/claim_time_actions.h"

namespace recours::claims {
namespace {

using namespace std::chrono_literals;

class Living : public testing_support::ClaimWorld {
 protected:
  // Must be allowed: the claim as it is afterwards.
  Claim does(const accounts::Viewer& who, const Claim& claim, Command command, const Instruction& told = {}) {
    const auto done = give(database(), who, claim.number, command, told, now);
    EXPECT_TRUE(done.ok()) << name_of(command) << ": " << (done ? "" : done.error().code);
    return done ? *done : claim;
  }
  std::string refused(const accounts::Viewer& who, const Claim& claim, Command command, const Instruction& told = {}) {
    const auto done = give(database(), who, claim.number, command, told, now);
    if (done) return "";
    return done.error().fields.empty() ? done.error().code
                                       : done.error().fields.front().field + " " + done.error().fields.front().code;
  }
  Claim again(const Claim& claim) { return require_claim(*database().reader(), claim.id); }
  LineState state_of(const Claim& claim) { return lines_of(claim).front().state; }
  ClaimTraces traces_of(const Claim& claim) { return load_traces(*database().reader(), claim.id); }
  std::vector<std::string> subjects() {
    return database().reader()->list("SELECT subject FROM outbox_message ORDER BY id", {},
                                     [](const db::Row& row) { return row.get<std::string>("subject"); });
  }
  void days_pass(int days) {
    now = now.plus(24h * days);
    let_time_pass(database(), now);
  }
  Instruction credit_note(std::optional<std::int64_t> cents = {}) {
    Instruction told;
    told.document_no = "0099000123";
    told.document_on = today();
    told.net_cents = cents;
    return told;
  }
  Instruction with_result(const char* result) {
    Instruction told;
    told.result = result;
    return told;
  }
  Instruction with_disposition(const char* disposition) {
    Instruction told;
    told.disposition = disposition;
    return told;
  }
};

TEST_P(Living, FromTheReturnToTheCreditNote) {
  auto declaration = sealed_return(2);
  declaration.code = "25";  // 5 % fee
  auto claim = confirmed(declaration);
  Instruction parcels;
  parcels.parcels = {{"Chronopost", "XY123456789FR"}, {"", ""}};
  claim = does(cast.alice, claim, Command::Ship, parcels);
  EXPECT_EQ(refused(cast.alice, claim, Command::Cancel), "not_allowed_now");
  claim = does(cast.wanda, claim, Command::Receive);
  claim = does(cast.wanda, claim, Command::Inspect, with_result("confirmed"));
  claim = does(cast.wanda, claim, Command::Dispose, with_disposition("restock"));
  EXPECT_EQ(claim.state, Authorisation::Validated) << "the money is still to come";
  claim = does(cast.fabien, claim, Command::Credit, credit_note());
  EXPECT_EQ(claim.state, Authorisation::Closed);
  EXPECT_EQ(claim.closed_at, now);
  const auto traces = traces_of(claim);
  ASSERT_EQ(traces.parcels.size(), 1U);
  EXPECT_EQ(traces.parcels.front().tracking, "XY123456789FR");
  ASSERT_EQ(traces.receipts.size(), 1U);
  EXPECT_EQ(traces.receipts.front().difference, "");
  ASSERT_EQ(traces.ledger.size(), 1U);
  const auto& credit = traces.ledger.front();
  EXPECT_EQ(credit.document_no, "0099000123");
  EXPECT_EQ(credit.settlement.claimed_net_cents, 20000);
  EXPECT_EQ(credit.settlement.fee_cents, 1000);
  EXPECT_EQ(credit.settlement.net_cents, 19000);
  EXPECT_EQ(credit.settlement.vat_cents, 3800);
  EXPECT_EQ(refused(cast.fabien, claim, Command::Credit, credit_note()), "not_allowed_now") << "never twice";
  EXPECT_NE(subjects().back().find(claim.number), std::string::npos);
}

TEST_P(Living, APartIsDecidedByItself) {
  auto declaration = not_conform(3);
  declaration.serials = {"SN-1", "SN-2", "SN-3"};
  auto claim = confirmed(declaration);
  Instruction part;
  NamedLine named(lines_of(claim).front().id);
  named.quantity = Decimal::of(2);
  named.serials = {{"sn-3", "SN-1"}};
  part.lines = {named};
  claim = does(cast.claire, claim, Command::Approve, part);
  EXPECT_EQ(claim.state, Authorisation::PartiallyValidated);
  EXPECT_EQ(claim.line_count, 2);
  auto lines = lines_of(claim);
  ASSERT_EQ(lines.size(), 2U);
  EXPECT_EQ(lines[0].state.authorisation, Authorisation::Validated);
  EXPECT_EQ(lines[0].quantity, Decimal::of(2));
  EXPECT_EQ(lines[0].serials, (std::vector<std::string>{"SN-1", "SN-3"}));
  EXPECT_EQ(lines[0].net_cents, 20000);
  EXPECT_EQ(lines[1].state.authorisation, Authorisation::Submitted);
  EXPECT_EQ(lines[1].serials, std::vector<std::string>{"SN-2"});
  EXPECT_EQ(lines[1].net_cents, 10000);
  EXPECT_EQ(lines[1].split_from, lines[0].id);
  EXPECT_NE(lines[1].reservation_number, lines[0].reservation_number);
  EXPECT_EQ(free(), Decimal());
  Instruction rest;
  rest.reason_code = "not_covered";
  claim = does(cast.claire, claim, Command::Refuse, rest);
  EXPECT_EQ(free(), Decimal::of(1));
  EXPECT_EQ(require_claim(*database().reader(), cast.alice, lines[1].reservation_number).id, claim.id)
      << "found by the number of its part";
  part.lines.front().quantity = Decimal::of(2);
  EXPECT_EQ(refused(cast.claire, claim, Command::Approve, part), "lines/0 not_allowed_now") << "sent twice, done once";
}

TEST_P(Living, GoodsInFindsWhatWasNotAnnounced) {
  auto declaration = sealed_return(2);
  declaration.condition = "opened";
  declaration.serials = {"SN-1", "SN-2"};
  struct Case {
    const char* difference;
    std::int64_t quantity;
    std::vector<std::string> serials;
    Goods expected;
    const char* noted;
  };
  const std::vector<Case> cases{
      {"", 2, {"SN-2", "sn-1"}, Goods::Received, ""},
      {"", 2, {"SN-9", "SN-1"}, Goods::NotAsAnnounced, "serial_mismatch"},
      {"wrong_item", 2, {}, Goods::NotAsAnnounced, "wrong_item"},
      {"excess", 3, {}, Goods::NotAsAnnounced, "excess"},
  };
  for (const auto& one : cases) {
    auto claim = does(cast.claire, confirmed(declaration), Command::Approve);
    Instruction told;
    NamedLine named(lines_of(claim).front().id);
    named.difference = one.difference;
    named.quantity = Decimal::of(one.quantity);
    if (!one.serials.empty()) named.serials = one.serials;
    told.lines = {named};
    claim = does(cast.wanda, claim, Command::Receive, told);
    EXPECT_EQ(state_of(claim).goods, one.expected) << one.difference << one.noted;
    ASSERT_EQ(traces_of(claim).receipts.size(), 1U);
    EXPECT_EQ(traces_of(claim).receipts.front().difference, one.noted);
    EXPECT_EQ(traces_of(claim).receipts.front().quantity, Decimal::of(one.quantity));
    EXPECT_EQ(lines_of(claim).front().quantity, Decimal::of(2)) << "what is claimed stays";
    claim = does(cast.wanda, claim, Command::Inspect, with_result("customer_damage"));
    Instruction no;
    no.reason_code = "customer_damage";
    claim = does(cast.claire, claim, Command::Refuse, no);
    EXPECT_EQ(claim.state, Authorisation::Refused);
    claim = does(cast.wanda, claim, Command::Dispose, with_disposition("back_to_customer"));
    EXPECT_EQ(claim.state, Authorisation::Refused);
  }
}

TEST_P(Living, AQuestionIsAnsweredOrRunsOut) {
  auto claim = confirmed(not_conform());
  Instruction question;
  EXPECT_EQ(refused(cast.claire, claim, Command::Ask, question), "comment required");
  question.comment = "Quel numéro porte l’étiquette ?";
  question.due_on = today().plus_days(-1);
  EXPECT_EQ(refused(cast.claire, claim, Command::Ask, question), "due_on in_the_past");
  question.due_on = today().plus_days(3);
  claim = does(cast.claire, claim, Command::Ask, question);
  EXPECT_EQ(claim.state, Authorisation::InformationRequested);
  EXPECT_EQ(next_action(claim, lines_of(claim)).by, question.due_on);
  Instruction answer;
  answer.comment = "LX-2207-B";
  EXPECT_THROW((void)give(database(), cast.claire, claim.number, Command::Answer, answer, now), Forbidden);
  claim = does(cast.alice, claim, Command::Answer, answer);
  EXPECT_EQ(claim.state, Authorisation::PendingReview);

  claim = does(cast.claire, claim, Command::Ask, question);
  days_pass(3 + 7);
  EXPECT_EQ(again(claim).state, Authorisation::InformationRequested) << "seven whole days after the date";
  days_pass(1);
  EXPECT_EQ(again(claim).state, Authorisation::Refused);
  EXPECT_EQ(lines_of(claim).front().refusal_code, "no_answer");
  EXPECT_EQ(traces_of(claim).events.front().actor_name, "Recours");
}

TEST_P(Living, NumbersExpireAndLateGoodsRevive) {
  auto claim = does(cast.claire, confirmed(not_conform(2)), Command::Approve, {.goods = "awaiting_goods"});
  EXPECT_EQ(lines_of(claim).front().expires_on, today().plus_days(14));
  const auto mails = subjects().size();
  days_pass(9);
  EXPECT_EQ(subjects().size(), mails);
  days_pass(1);
  EXPECT_EQ(subjects().size(), mails + 1) << "recalled on the tenth day";
  days_pass(4);
  EXPECT_EQ(subjects().size(), mails + 1) << "once";
  EXPECT_EQ(again(claim).state, Authorisation::Validated) << "the last day counts";
  days_pass(1);
  EXPECT_EQ(again(claim).state, Authorisation::Expired);
  EXPECT_EQ(free(), Decimal::of(3));

  // In the meantime the quantity is claimed again: the late parcel no longer fits.
  auto other = not_conform(2);
  other.code = "98";
  other.comment = "Autre";
  const auto elsewhere = confirmed(other);
  EXPECT_EQ(free(), Decimal::of(3)) << "98 needs no free quantity";
  claim = does(cast.wanda, again(claim), Command::Receive);
  EXPECT_EQ(claim.state, Authorisation::Validated);
  EXPECT_EQ(state_of(claim).goods, Goods::Received);
  EXPECT_EQ(free(), Decimal::of(1));
}

TEST_P(Living, LateGoodsWhoseQuantityWasClaimedAgainStayOut) {
  auto claim = does(cast.claire, confirmed(not_conform(2)), Command::Approve, {.goods = "awaiting_goods"});
  now = now.plus(24h * 1);
  does(cast.alice, claim, Command::Cancel);
  ASSERT_EQ(free(), Decimal::of(3));
  const auto second = confirmed(not_conform(2));
  EXPECT_EQ(refused(cast.alice, claim, Command::Reopen, {.comment = "Finalement si"}),
            "lines quantity_already_claimed");
  does(cast.alice, second, Command::Cancel);
  const auto reopened = does(cast.alice, claim, Command::Reopen, {.comment = "Finalement si"});
  EXPECT_EQ(reopened.state, Authorisation::Reopened);
  EXPECT_FALSE(reopened.closed_at);
  EXPECT_EQ(free(), Decimal::of(1));
  EXPECT_EQ(does(cast.claire, reopened, Command::Approve).state, Authorisation::Validated);
}

// R-617 What is no longer possible is not offered either.
TEST_P(Living, ResellersReopenForThirtyDays) {
  const auto is_offered = [&](const accounts::Viewer& viewer, const Claim& claim) {
    const auto commands = commands_today(*database().reader(), viewer, claim, lines_of(claim), today());
    return std::find(commands.begin(), commands.end(), Command::Reopen) != commands.end();
  };
  auto claim = confirmed(not_conform());
  EXPECT_EQ(refused(cast.alice, claim, Command::Reopen, {.comment = "Non"}), "not_allowed_now");
  claim = does(cast.alice, claim, Command::Cancel);
  now = now.plus(24h * 30);
  EXPECT_TRUE(is_offered(cast.alice, claim)) << "the last day";
  now = now.plus(24h);
  EXPECT_FALSE(is_offered(cast.alice, claim));
  EXPECT_TRUE(is_offered(cast.claire, claim)) << "staff without limit";
  EXPECT_EQ(refused(cast.alice, claim, Command::Reopen, {.comment = "Trop tard"}), "lines too_late");
  EXPECT_EQ(does(cast.claire, claim, Command::Reopen, {.comment = "Geste"}).state, Authorisation::Reopened);
}

TEST_P(Living, ANumberGivenAgainIsRecalledAgain) {
  auto claim = does(cast.claire, confirmed(not_conform()), Command::Approve, {.goods = "awaiting_goods"});
  days_pass(10);
  const auto mails = subjects().size();
  claim = does(cast.alice, again(claim), Command::Cancel);
  claim = does(cast.claire, claim, Command::Reopen, {.comment = "Geste"});
  claim = does(cast.claire, claim, Command::Approve, {.goods = "awaiting_goods"});
  const auto approved = subjects().size();
  EXPECT_EQ(approved, mails + 1);
  days_pass(10);
  EXPECT_EQ(subjects().size(), approved + 1) << "of the new number's last day";
}

// What was credited stays in use although the goods went back: reopening takes nothing more.
TEST_P(Living, ACreditedLineIsReopenedWhateverIsFree) {
  auto claim = does(cast.claire, confirmed(not_conform(3)), Command::Approve, {.goods = "awaiting_goods"});
  claim = does(cast.wanda, claim, Command::Receive);
  claim = does(cast.wanda, claim, Command::Inspect, with_result("confirmed"));
  claim = does(cast.wanda, claim, Command::Dispose, with_disposition("back_to_customer"));
  claim = does(cast.fabien, claim, Command::Credit, credit_note());
  EXPECT_EQ(free(), Decimal());
  EXPECT_EQ(does(cast.claire, claim, Command::Reopen, {.comment = "Avoir contesté"}).state, Authorisation::Reopened);
}

// Time gives its reason even where the organisation took it off the list.
TEST_P(Living, AnUnansweredQuestionRunsOutWhateverTheListOfReasonsSays) {
  Instruction question;
  question.comment = "Quel numéro ?";
  question.due_on = today();
  const auto claim = does(cast.claire, confirmed(not_conform()), Command::Ask, question);
  database().write([](db::Transaction& transaction) {
    transaction.execute("UPDATE claim_refusal SET active = FALSE WHERE code = 'no_answer'", {});
  });
  days_pass(8);
  EXPECT_EQ(again(claim).state, Authorisation::Refused);
}

TEST_P(Living, ABuyBackBringsTheGoodsInOnceTheOfferIsAccepted) {
  auto declaration = sealed_return(2);
  declaration.code = "10";
  auto claim = does(cast.claire, confirmed(declaration), Command::Approve);
  EXPECT_EQ(state_of(claim), (LineState{Authorisation::Validated, Goods::NotRequired, Money::Undecided}));
  Instruction offer;
  offer.net_cents = 12000;
  offer.valid_until = today().plus_days(5);
  claim = does(cast.fabien, claim, Command::Offer, offer);
  EXPECT_EQ(next_action(claim, lines_of(claim)).who, "reseller");
  EXPECT_THROW((void)give(database(), cast.claire, claim.number, Command::AnswerOffer, {.accepted = true}, now),
               Forbidden);
  days_pass(6);
  EXPECT_EQ(state_of(claim).money, Money::OfferLapsed);
  offer.valid_until = today().plus_days(5);
  claim = does(cast.claire, again(claim), Command::Offer, offer);
  claim = does(cast.alice, claim, Command::AnswerOffer, {.accepted = false});
  EXPECT_EQ(state_of(claim).money, Money::OfferDeclined);
  claim = does(cast.claire, claim, Command::Offer, offer);
  claim = does(cast.alice, claim, Command::AnswerOffer, {.accepted = true});
  EXPECT_EQ(state_of(claim), (LineState{Authorisation::Validated, Goods::AwaitingGoods, Money::CreditRequested}));
  claim = does(cast.wanda, claim, Command::Receive);
  claim = does(cast.wanda, claim, Command::Inspect, with_result("confirmed"));
  claim = does(cast.claire, claim, Command::Dispose, with_disposition("b_stock"));
  claim = does(cast.fabien, claim, Command::Credit, credit_note());
  EXPECT_EQ(claim.state, Authorisation::Closed);
  EXPECT_EQ(traces_of(claim).ledger.front().settlement.net_cents, 12000) << "what was agreed";
}

TEST_P(Living, RedeliveredKeptAndChargedEndClosedWithoutReturn) {
  auto missing = not_conform();
  missing.code = "02";
  missing.quantity.reset();
  missing.delivered_quantity = Decimal::of(2);
  auto claim = does(cast.claire, confirmed(missing), Command::Approve);
  claim = does(cast.claire, claim, Command::Redeliver);
  EXPECT_EQ(claim.state, Authorisation::Validated);
  claim = does(cast.claire, claim, Command::SettleWithoutMoney);
  EXPECT_EQ(claim.state, Authorisation::Closed);

  auto excess = not_conform();
  excess.code = "31";
  excess.quantity.reset();
  excess.delivered_quantity = Decimal::of(5);
  claim = does(cast.claire, confirmed(excess), Command::Approve);
  claim = does(cast.claire, claim, Command::LetKeep);
  EXPECT_EQ(refused(cast.fabien, claim, Command::Charge), "amount required");
  claim = does(cast.fabien, claim, Command::Charge, {.net_cents = 20000});
  EXPECT_EQ(claim.state, Authorisation::Closed);
  EXPECT_EQ(traces_of(claim).ledger.front().kind, "charge");
}

TEST_P(Living, NoMoreIsCreditedThanTheLineCost) {
  auto first = does(cast.claire, confirmed(not_conform(2)), Command::Approve);
  EXPECT_EQ(refused(cast.fabien, first, Command::Credit, credit_note(30001)), "amount more_than_invoiced");
  EXPECT_EQ(state_of(first).money, Money::Undecided) << "nothing was done";
  EXPECT_EQ(again(first).version, first.version);
  EXPECT_EQ(does(cast.fabien, first, Command::Credit, credit_note(25000)).state, Authorisation::Closed);
  const auto second = does(cast.claire, confirmed(not_conform(1)), Command::Approve);
  EXPECT_EQ(refused(cast.fabien, second, Command::Credit, credit_note()), "amount more_than_invoiced");
  EXPECT_EQ(does(cast.fabien, second, Command::Credit, credit_note(5000)).state, Authorisation::Closed);
}

TEST_P(Living, TheOtherDepartmentGoesOn) {
  auto claim = confirmed(not_conform());
  EXPECT_EQ(refused(cast.claire, claim, Command::Transfer, {.department = "XX"}), "department unknown_choice");
  EXPECT_EQ(refused(cast.claire, claim, Command::Transfer, {.department = "CS"}), "department same_department");
  claim = does(cast.claire, claim, Command::Take);
  claim = does(cast.claire, claim, Command::Transfer, {.department = "RMA"});
  EXPECT_EQ(claim.department, "RMA");
  EXPECT_EQ(claim.state, Authorisation::PendingReview) << "the state stays";
  const auto policies = load_policies(*database().reader());
  EXPECT_EQ(policies.version(lines_of(claim).front().type)->department, "RMA") << "11-CS is 11-RMA there";
  EXPECT_THROW((void)give(database(), cast.claire, claim.number, Command::Approve, {}, now), Forbidden);
  claim = does(cast.remi, claim, Command::Approve);
  EXPECT_EQ(refused(cast.remi, claim, Command::Transfer, {.department = "CS"}), "not_allowed_now");
}

TEST_P(Living, TwoWhoSettleAtOnceSettleOnce) {
  const auto claim = does(cast.claire, confirmed(not_conform()), Command::Approve);
  std::atomic<int> done{0};
  const auto settle = [&] {
    const auto own = db::Database::open(address());
    if (give(*own, cast.fabien, claim.number, Command::Credit, credit_note(), now)) ++done;
  };
  { std::jthread one(settle), two(settle); }
  EXPECT_EQ(done, 1);
  EXPECT_EQ(traces_of(claim).ledger.size(), 1U);
}

RECOURS_ON_BOTH_ENGINES(Living);

}  // namespace
}  // namespace recours::claims
