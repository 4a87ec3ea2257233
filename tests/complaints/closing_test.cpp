// R-730 The gate on the action's path, waivers, and the ways back.
#include "complaints/handling_actions.h"

#include <set>

#include "handling_world.h"

namespace recours::complaints {
namespace {

using testing_support::said;

class Closing : public testing_support::HandlingWorld {
 protected:
  std::string answered() {
    auto complaint = written();
    complaint.grievances = {{{}, "Prélevée deux fois", "", ""}, {{}, "Pas de rappel", "", ""}};
    const auto number = registered(complaint);
    EXPECT_EQ(said(send_answer(as(cast.hector, number), approved_answer(number), posted())), "done");
    return number;
  }
  std::string closed() {
    const auto number = answered();
    settle(number);
    EXPECT_EQ(said(close(as(cast.hector, number))), "done");
    return number;
  }
  void settle(const std::string& number) {
    Decision decision;
    decision.decision = "favourable";
    decision.root_cause = "human_error";
    EXPECT_EQ(said(decide(as(cast.hector, number), decision)), "done");
    for (const auto& grievance : found(number).grievances) {
      EXPECT_EQ(said(set_finding(as(cast.hector, number), grievance.id, "founded", "")), "done");
    }
  }
};

TEST_P(Closing, NamesAllThatIsMissingAtOnce) {
  const auto number = answered();
  const auto refused = close(as(cast.hector, number));
  ASSERT_EQ(said(refused), "closing_incomplete");
  std::multiset<std::string> codes;
  for (const auto& field : refused.error().fields) codes.insert(field.code);
  EXPECT_EQ(codes, (std::multiset<std::string>{"decision_missing", "root_cause_missing", "finding_missing",
                                               "finding_missing"}));
  EXPECT_EQ(state(number), State::Answered);
  EXPECT_EQ(count("complaint_event WHERE command = 'close'"), 0) << "a refusal leaves no trace in the history";
}

TEST_P(Closing, ThroughTheGate) {
  const auto number = closed();
  EXPECT_EQ(state(number), State::Closed);
  EXPECT_EQ(found(number).closed_on, today());
  EXPECT_EQ(said(close(as(cast.hector, number))), "not_allowed_now");
}

TEST_P(Closing, AnAnswerUnderWayDoesNotOpenTheGate) {
  const auto number = registered();
  ASSERT_EQ(said(send_answer(as(cast.hector, number), approved_answer(number), mailed())), "done");
  EXPECT_EQ(said(close(as(cast.hector, number))), "not_allowed_now") << "not answered before the mail server took it";
}

TEST_P(Closing, AWaiverHasACodeAndAReason) {
  const auto number = registered();
  EXPECT_EQ(said(close_by_waiver(as(cast.hector, number), "", "")), "waiver/required");
  EXPECT_EQ(said(close_by_waiver(as(cast.hector, number), "boring", "x")), "waiver/unknown_choice");
  EXPECT_EQ(said(close_by_waiver(as(cast.hector, number), "withdrawn", " ")), "reason/required");
  EXPECT_EQ(said(close_by_waiver(as(cast.hector, number), "oral_never_written", "x")), "waiver/was_written");
  ASSERT_EQ(said(close_by_waiver(as(cast.hector, number), "withdrawn", "Par courriel du 10")), "done");
  EXPECT_EQ(found(number).closed_on, today());
  const auto event = file(number).events.front();
  EXPECT_EQ(event.reason_code, "withdrawn");
  EXPECT_EQ(event.reason, "Par courriel du 10");
  const auto spoken = registered(oral());
  EXPECT_EQ(said(close_by_waiver(as(cast.hector, spoken), "oral_never_written", "Sans suite")), "done");
}

TEST_P(Closing, ReopeningTakesTheClosingBack) {
  const auto number = closed();
  EXPECT_EQ(said(reopen(as(cast.hector, number), "")), "reason/required");
  const auto again = reopen(as(cast.hector, number), "Élément nouveau");
  ASSERT_EQ(said(again), "done");
  EXPECT_EQ(again->state, State::InProgress);
  EXPECT_FALSE(again->closed_on);
  EXPECT_TRUE(again->answered_on) << "what left has left";
  EXPECT_EQ(file(number).events.front().detail, today().iso());
}

TEST_P(Closing, ACancelledOneKeepsItsNumberAndTakesNoCommand) {
  const auto number = registered();
  EXPECT_EQ(said(cancel(as(cast.hector, number), " ")), "reason/required");
  ASSERT_EQ(said(cancel(as(cast.hector, number), "Saisie deux fois")), "done");
  EXPECT_EQ(found(number).number, number);
  EXPECT_EQ(found(number).state, State::Cancelled);
  EXPECT_FALSE(found(number).next_due_on);
  EXPECT_EQ(said(add_note(as(cast.hector, number), "Trop tard")), "not_allowed_now");
  EXPECT_EQ(said(cancel(as(cast.hector, closed()), "Trop tard")), "not_allowed_now");
}

TEST_P(Closing, ARequestIsNoComplaint) {
  const auto number = registered();
  EXPECT_EQ(said(requalify(as(cast.hector, number), "", "x")), "kind/required");
  EXPECT_EQ(said(requalify(as(cast.hector, number), "information_request", "")), "reason/required");
  const auto done = requalify(as(cast.hector, number), "information_request", "Demande de relevé");
  ASSERT_EQ(said(done), "done");
  EXPECT_EQ(done->state, State::Closed);
  EXPECT_EQ(file(number).events.front().reason_code, "information_request");
}

TEST_P(Closing, ATransferLeavesWithItsLetter) {
  const auto number = registered();
  EXPECT_EQ(said(transfer(as(cast.hector, number), "", "x")), "institution/required");
  ASSERT_EQ(said(transfer(as(cast.hector, number), "Aurore Vie, service clients", "Contrat géré par l’assureur")),
            "done");
  EXPECT_EQ(state(number), State::New) << "until the mail server took it";
  const auto letter = file(number).letters.at(0);
  EXPECT_EQ(letter.kind, LetterKind::Transfer);
  EXPECT_EQ(letter.delivery, "queued");
  EXPECT_NE(letter.text.find("Aurore Vie, service clients"), std::string::npos);
  EXPECT_EQ(letter.text.find("géré par l’assureur"), std::string::npos) << "the reason is internal";
  auto unreachable = written();
  unreachable.complainant.email.clear();
  const auto second = registered(unreachable);
  ASSERT_EQ(said(transfer(as(cast.hector, second), "Aurore Vie", "Idem")), "done");
  EXPECT_EQ(file(second).letters.at(0).posted_on, today());
  EXPECT_EQ(state(second), State::Closed);
}

RECOURS_ON_BOTH_ENGINES(Closing);

}  // namespace
}  // namespace recours::complaints
