// R-606 Several claims of a queue at once, on both engines: named before, each with its own result, none that changed,
// none twice.
#include <thread>

#include "claims/batch_actions.h"
#include "claims/claim_actions.h"
#include "support/claim_pages.h"
#include "ui/trail.h"

namespace recours::claims {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;
using namespace testing_support;

class BatchPages : public ClaimPages {
 protected:
  static constexpr const char* kPath = "/queues/customer_service/selection";

  void SetUp() override {
    ClaimPages::SetUp();
    const auto invoice = make_invoice(database(), cast_.alice_account,
                                      InvoiceSpec{}.issued(Date::of(2026, 11, 2)).with({goods_line().pieces(20)}));
    line_ = std::to_string(line_ids(database(), invoice).front().value);
  }
  // An opened return, which waits for customer service; with type 98 the return is left to its decision.
  std::string waiting(const char* type = "CS-22") {
    auto alice = as(cast_.alice);
    return confirmed_claim(alice, {{"line", line_},
                                   {"type", type},
                                   {"condition", "opened"},
                                   {"comment", "étiquette illisible"},
                                   {"serials", ""}});
  }
  Claim claim(const std::string& number) { return require_claim(*database().reader(), cast_.claire, number); }
  ChosenClaim chosen(const std::string& number) { return {number, claim(number).version}; }
  FormFields form(const char* action, const std::vector<ChosenClaim>& claims, FormFields more = {}) {
    FormFields fields{{"action", action}};
    for (const auto& one : claims) fields.emplace_back("claim", text_of(one));
    fields.insert(fields.end(), more.begin(), more.end());
    return fields;
  }
  std::string address(const FormFields& fields) { return ui::address(kPath, fields); }
  // Outcomes in order, as the person sees them kept.
  std::vector<std::string> outcomes(const http::Response& response) {
    const auto location = header_of(response, "Location").value_or("");
    const std::string start = "/queues/batches/";
    EXPECT_EQ(location.substr(0, start.size()), start) << visible(response);
    const auto batch =
        require_batch(*database().reader(), cast_.claire, BatchId{std::stoll(location.substr(start.size()))});
    std::vector<std::string> all;
    for (const auto& one : batch.results) all.push_back(one.outcome);
    return all;
  }

  std::string line_;
};
RECOURS_ON_BOTH_ENGINES(BatchPages);

TEST_P(BatchPages, TheQueueOffersWhatTheDepartmentDecides) {
  const auto number = waiting();
  auto claire = as(cast_.claire);
  const auto page = claire.get("/queues/customer_service");
  EXPECT_EQ(value_of(page, "claim"), text_of(chosen(number)));
  EXPECT_THAT(visible(page), HasSubstr("Avec les réclamations choisies"));
  const auto other = as(cast_.remi).get("/queues/customer_service");
  EXPECT_THAT(visible(other), AllOf(HasSubstr(number), Not(HasSubstr("Avec les réclamations"))));
  EXPECT_TRUE(values_of(other, "claim").empty());
}

TEST_P(BatchPages, ASelectionIsNamedBeforeAnythingHappens) {
  const auto first = waiting(), second = waiting();
  auto claire = as(cast_.claire);
  const auto fields = form("refuse", {chosen(first), chosen(second)});
  const auto page = claire.get(address(fields));
  EXPECT_EQ(page.status, 200);
  EXPECT_THAT(visible(page), AllOf(HasSubstr("Refuser 2 réclamations"), HasSubstr(first), HasSubstr(second)));
  EXPECT_EQ(claim(first).state, Authorisation::Submitted);
  EXPECT_THAT(page.body, AllOf(HasSubstr("<option value=\"\" selected>"), HasSubstr("Le revendeur le lit")));
  // The same questions as of every page.
  EXPECT_EQ(as(cast_.alice).get(address(fields)).status, 403);
  EXPECT_EQ(as(cast_.wanda).get(address(fields)).status, 403);
  EXPECT_EQ(as(cast_.odile).get(address(fields)).status, 403);
  EXPECT_EQ(Browser(*site_, database(), clock_).get(address(fields)).status, 303);
  EXPECT_EQ(claire.get(std::string(kPath) + "?action=sell&claim=R1~1").status, 400);
  EXPECT_EQ(claire.get(std::string(kPath) + "?action=take&claim=R1").status, 400);
  EXPECT_EQ(claire.get(std::string(kPath) + "?action=take&claim=R999999999~1").status, 404);
  EXPECT_EQ(claire.send(make_request(http::Method::Delete, kPath)).status, 405);
  const auto nothing = claire.get(std::string(kPath) + "?action=take");
  EXPECT_THAT(visible(claire.follow(nothing)), HasSubstr("cochez leurs cases"));
  EXPECT_EQ(claire.post_bare(kPath, fields).status, 403) << "without CSRF token";
  EXPECT_EQ(as(cast_.alice).post(kPath, fields).status, 403);
  EXPECT_EQ(as(cast_.wanda).post(kPath, fields).status, 403);
  const auto without_reason = claire.post(kPath, form("refuse", {chosen(first)}, {{"comment", "déjà traité"}}));
  EXPECT_EQ(without_reason.status, 422);
  EXPECT_THAT(without_reason.body, HasSubstr("déjà traité")) << "what was typed stays";
  EXPECT_THAT(visible(without_reason), HasSubstr("Veuillez choisir un motif."));
  EXPECT_EQ(claire.post(kPath, form("refuse", {chosen(first)}, {{"reason_code", "no_answer"}})).status, 422)
      << "a reason only the program gives";
  EXPECT_EQ(claire.post(kPath, form("assign", {chosen(first)})).status, 422);
  EXPECT_EQ(claim(first).state, Authorisation::Submitted);
}

TEST_P(BatchPages, EachClaimHasItsOwnResult) {
  const auto plain = waiting(), open_return = waiting("CS-98"), changed = waiting(), closed = waiting(),
             foreign = waiting("CS-98");
  const auto stale = chosen(changed);
  ASSERT_TRUE(give(database(), cast_.claire, changed, Command::Take, {}, clock_.now()).ok());
  ASSERT_TRUE(give(database(), cast_.claire, foreign, Command::Transfer, {.department = "RMA"}, clock_.now()).ok());
  Instruction refusal;
  refusal.reason_code = "other";
  ASSERT_TRUE(give(database(), cast_.claire, closed, Command::Refuse, refusal, clock_.now()).ok());
  auto claire = as(cast_.claire);
  const auto fields = form(
      "approve",
      {chosen(plain), chosen(open_return), stale, chosen(closed), chosen(foreign), {"R999999999", 1}, chosen(plain)});
  const auto done = claire.post(kPath, fields);
  ASSERT_EQ(done.status, 303) << visible(done);
  EXPECT_EQ(outcomes(done), (std::vector<std::string>{"done", "undecided", "changed", "refused", "not_yours", "gone"}));
  const auto page = visible(claire.follow(done));
  EXPECT_THAT(page, AllOf(HasSubstr("1 sur 6 faites"), HasSubstr("il faut dire si la marchandise revient"),
                          HasSubstr("Quelqu'un l'a modifiée entre-temps"), HasSubstr("Seul son service décide")));
  EXPECT_THAT(page, HasSubstr(claim(plain).number)) << "under its RMA number now";
  EXPECT_EQ(claim(plain).state, Authorisation::Validated);
  EXPECT_EQ(claim(open_return).state, Authorisation::Submitted);
  EXPECT_EQ(claim(changed).state, Authorisation::PendingReview);
  EXPECT_EQ(outcomes(claire.post(kPath, fields)).front(), "changed") << "sent twice, done once";
  const std::string results(done.header("Location"));
  EXPECT_EQ(as(cast_.remi).get(results).status, 404) << "another's results";
  EXPECT_EQ(as(cast_.alice).get(results).status, 403);
  EXPECT_EQ(claire.get("/queues/batches/x").status, 404);
  EXPECT_EQ(claire.get("/queues/batches/999999").status, 404);
}

// What is known to stay as it is is said before, and not counted on the button.
TEST_P(BatchPages, WhatCannotBeDoneIsSaidBefore) {
  const auto open = waiting(), changed = waiting(), closed = waiting();
  const auto stale = chosen(changed);
  ASSERT_TRUE(give(database(), cast_.claire, changed, Command::Take, {}, clock_.now()).ok());
  Instruction refusal;
  refusal.reason_code = "other";
  ASSERT_TRUE(give(database(), cast_.claire, closed, Command::Refuse, refusal, clock_.now()).ok());
  auto claire = as(cast_.claire);
  const auto page = visible(claire.get(address(form("approve", {chosen(open), stale, chosen(closed)}))));
  EXPECT_THAT(page, AllOf(HasSubstr("Valider 1 réclamation"), HasSubstr("Impossible dans cet état"),
                          HasSubstr("Modifiée depuis votre choix")));
  const auto left_open = waiting("CS-98");
  EXPECT_THAT(visible(claire.get(address(form("approve", {chosen(open), chosen(left_open)})))),
              AllOf(HasSubstr("Valider 1 réclamation"), HasSubstr("il faut dire si la marchandise revient")));
  const auto none = claire.get(address(form("approve", {stale, chosen(closed)})));
  EXPECT_THAT(none.body, Not(HasSubstr("btn btn-primary"))) << "nothing would happen";
}

TEST_P(BatchPages, TheFilterOfTheQueueStays) {
  waiting();
  auto claire = as(cast_.claire);
  const auto queue = claire.get("/queues/customer_service?show=all&account=helios");
  EXPECT_EQ(value_of(queue, "filter"), "show=all&account=helios");
  const auto nothing =
      claire.get(address({{"action", "take"}, {"filter", "show=all&account=helios&after=x&done=too-many"}}));
  EXPECT_EQ(header_of(nothing, "Location"), "/queues/customer_service?show=all&account=helios&done=nothing-chosen");
}

TEST_P(BatchPages, TakenAssignedAndRefusedTogether) {
  const auto first = waiting(), second = waiting();
  auto claire = as(cast_.claire);
  EXPECT_EQ(outcomes(claire.post(kPath, form("assign", {chosen(first), chosen(second)}, {{"assignee", "me"}}))),
            (std::vector<std::string>{"done", "done"}));
  EXPECT_EQ(claim(second).assignee, cast_.claire.id);
  EXPECT_EQ(outcomes(claire.post(kPath, form("take", {chosen(first), chosen(second)}))),
            (std::vector<std::string>{"done", "done"}));
  EXPECT_EQ(claim(first).state, Authorisation::PendingReview);
  EXPECT_EQ(outcomes(claire.post(kPath, form("refuse", {chosen(first), chosen(second)},
                                             {{"reason_code", "duplicate"}, {"comment", "Deux fois le même."}}))),
            (std::vector<std::string>{"done", "done"}));
  for (const auto& number : {first, second}) {
    EXPECT_EQ(claim(number).state, Authorisation::Refused);
    EXPECT_THAT(visible(as(cast_.alice).get("/claims/" + number)), HasSubstr("Deux fois le même."));
  }
}

TEST_P(BatchPages, NoMoreThanAHundred) {
  std::vector<ChosenClaim> many;
  for (int i = 0; i < 101; ++i) many.push_back({"R" + std::to_string(i + 1), 1});
  EXPECT_EQ(carry_out_batch(database(), cast_.claire, Queue::CustomerService, {BatchCommand::Take, many}, clock_.now())
                .error()
                .fields.front()
                .code,
            "too_many");
  EXPECT_EQ(
      carry_out_batch(database(), cast_.claire, Queue::CustomerService, {}, clock_.now()).error().fields.front().code,
      "required");
  EXPECT_THAT(visible(as(cast_.claire).follow(as(cast_.claire).get(address(form("take", many))))),
              HasSubstr("Au plus 100 réclamations à la fois"));
  many.pop_back();
  EXPECT_TRUE(
      carry_out_batch(database(), cast_.claire, Queue::CustomerService, {BatchCommand::Take, many}, clock_.now()).ok());
}

// Two people on the same claims at the same moment: each claim is taken by exactly one of them.
TEST_P(BatchPages, TwoPeopleAtOnceDoEachClaimOnce) {
  std::vector<ChosenClaim> claims;
  for (int i = 0; i < 6; ++i) claims.push_back(chosen(waiting()));
  std::vector<BatchId> done(2);
  {
    std::vector<std::jthread> people;
    for (std::size_t at = 0; at < done.size(); ++at) {
      people.emplace_back([&, at] {
        done[at] = *carry_out_batch(database(), cast_.claire, Queue::CustomerService, {BatchCommand::Take, claims},
                                    clock_.now());
      });
    }
  }
  const auto one = require_batch(*database().reader(), cast_.claire, done[0]);
  const auto other = require_batch(*database().reader(), cast_.claire, done[1]);
  for (std::size_t at = 0; at < claims.size(); ++at) {
    EXPECT_NE(one.results[at].is_done(), other.results[at].is_done()) << at;
    EXPECT_EQ((one.results[at].is_done() ? other : one).results[at].outcome, "changed");
  }
  EXPECT_EQ(
      database().reader()->value<std::int64_t>("SELECT COUNT(*) AS value FROM claim_event WHERE command = 'take'"), 6);
}

}  // namespace
}  // namespace recours::claims
