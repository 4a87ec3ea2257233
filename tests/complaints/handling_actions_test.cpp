// R-720 R-722 R-765 Taking in hand, notes, decision, mediation, corrective actions, each through the one table.
#include "complaints/handling_actions.h"
#include "complaints/registration_actions.h"

#include "handling_world.h"

namespace recours::complaints {
namespace {

using testing_support::said;

class Handling : public testing_support::HandlingWorld {};

TEST_P(Handling, TakingInHandNamesTheHandlerAndLeavesATrace) {
  const auto number = registered();
  const auto taken = take_in_hand(as(cast.hector, number), {});
  ASSERT_EQ(said(taken), "done");
  EXPECT_EQ(taken->state, State::InProgress);
  EXPECT_EQ(taken->handler, cast.hector.id);
  EXPECT_EQ(taken->handler_name, "Hector Blanc");
  EXPECT_EQ(taken->version, 2);
  const auto event = file(number).events.front();
  EXPECT_EQ(event.command, "take_in_hand");
  EXPECT_EQ(event.from_state, "new");
  EXPECT_EQ(event.to_state, "in_progress");
  EXPECT_EQ(event.actor_name, "Hector Blanc");
  EXPECT_EQ(count("journal_entry WHERE action = 'complaint.take_in_hand' AND subject_id = '" + number + "'"), 1);
  EXPECT_EQ(said(take_in_hand(as(cast.hector, number), {})), "not_allowed_now");
}

TEST_P(Handling, AHandlerIsWhoMayHandle) {
  const auto number = registered();
  EXPECT_EQ(said(take_in_hand(as(cast.hector, number), cast.odile.id)), "handler/lacks_rights");
  EXPECT_EQ(said(take_in_hand(as(cast.hector, number), UserId{99999})), "handler/lacks_rights");
  EXPECT_EQ(take_in_hand(as(cast.hector, number), cast.solene.id)->handler, cast.solene.id);
}

TEST_P(Handling, WhoMaySeeMayNotAlwaysActAndWhoMayNotSeeFindsNothing) {
  const auto number = registered();
  EXPECT_THROW((void)take_in_hand(as(cast.odile, number), {}), Forbidden);
  EXPECT_THROW((void)take_in_hand(as(cast.basile, number), {}), NotFound) << "neither own client nor received by him";
  auto reading = cast.hector;
  reading.read_only = true;
  EXPECT_THROW((void)take_in_hand(as(reading, number), {}), Forbidden);
  EXPECT_EQ(state(number), State::New);
}

TEST_P(Handling, AComplaintThatMovedOnIsAConflict) {
  const auto number = registered();
  auto act = as(cast.hector, number);
  act.version = found(number).version;
  ASSERT_TRUE(take_in_hand(act, {}).ok());
  EXPECT_THROW((void)add_note(act, "Rappelé la cliente."), Conflict);
  EXPECT_TRUE(file(number).notes.empty());
}

TEST_P(Handling, NotesNeverReachTheClient) {
  const auto number = registered();
  ASSERT_EQ(said(add_note(as(cast.odile, number), "Cliente pénible, geste possible.")), "done");
  EXPECT_EQ(said(add_note(as(cast.odile, number), "  ")), "text/required");
  ASSERT_EQ(said(acknowledge(as(cast.odile, number), mailed())), "done");
  accept_mails("2026-11-12T09:05:00.000Z");
  follow();
  ASSERT_EQ(said(resend_progress(as(cast.odile, number), posted())), "done");
  ASSERT_EQ(said(send_holding_letter(as(cast.hector, number), posted(), "Expertise attendue.", {})), "done");
  ASSERT_EQ(said(send_answer(as(cast.hector, number), approved_answer(number), posted())), "done");
  const auto sent = file(number);
  ASSERT_EQ(sent.notes.size(), 1U);
  ASSERT_EQ(sent.letters.size(), 3U);
  for (const auto& letter : sent.letters) EXPECT_EQ(letter.text.find("pénible"), std::string::npos);
  EXPECT_EQ(sent.answers.front().sent_text.find("pénible"), std::string::npos);
  EXPECT_EQ(count("outbox_message WHERE text_body LIKE '%pénible%' OR html_body LIKE '%pénible%'"), 0);
}

TEST_P(Handling, GrievancesAndTheirFindings) {
  const auto number = registered();
  ASSERT_EQ(said(add_grievance(as(cast.hector, number), "Prélevée deux fois")), "done");
  EXPECT_EQ(said(add_grievance(as(cast.hector, number), "")), "text/required");
  const auto grievance = found(number).grievances.at(0).id;
  EXPECT_EQ(said(set_finding(as(cast.hector, number), grievance, "perhaps", "")), "finding/unknown_choice");
  EXPECT_EQ(said(set_finding(as(cast.hector, number), grievance, "", "")), "finding/required");
  EXPECT_THROW((void)set_finding(as(cast.hector, number), GrievanceId{9999}, "founded", ""), NotFound);
  ASSERT_EQ(said(set_finding(as(cast.hector, number), grievance, "founded", "Double ordre")), "done");
  EXPECT_EQ(found(number).grievances.at(0).finding, "founded");
}

TEST_P(Handling, TheLatestDecisionCounts) {
  const auto number = registered();
  Decision decision;
  EXPECT_EQ(said(decide(as(cast.hector, number), decision)), "decision/required");
  decision.decision = "favourable";
  decision.solution = "gift_basket";
  EXPECT_EQ(said(decide(as(cast.hector, number), decision)), "solution/unknown_choice");
  decision.solution = "refund";
  decision.amount = Money{-1};
  EXPECT_EQ(said(decide(as(cast.hector, number), decision)), "amount/negative");
  decision.amount = Money{4200};
  ASSERT_EQ(said(decide(as(cast.hector, number), decision)), "done");
  decision.decision = "partly_favourable";
  decision.root_cause = "human_error";
  ASSERT_EQ(said(decide(as(cast.hector, number), decision)), "done");
  const auto kept = file(number).decision.value();
  EXPECT_EQ(kept.decision, "partly_favourable");
  EXPECT_EQ(kept.root_cause, "human_error");
  EXPECT_EQ(kept.amount, Money{4200});
  EXPECT_EQ(count("complaint_decision"), 2);
}

TEST_P(Handling, TheMediationFileGrowsEvenAfterCancelling) {
  const auto number = registered();
  EXPECT_EQ(said(record_mediation(as(cast.hector, number), {"lunch", "", today()})), "event/unknown_choice");
  EXPECT_EQ(said(record_mediation(as(cast.hector, number), {"referred", "", Date()})), "on/required");
  EXPECT_EQ(said(record_mediation(as(cast.hector, number), {"referred", "", today().plus_days(1)})), "on/in_future");
  EXPECT_EQ(said(record_mediation(as(cast.hector, number), {"referred", "", day("2026-11-05")})), "on/before_received");
  ASSERT_EQ(said(record_mediation(as(cast.hector, number), {"referred", "Saisine du 12", today()})), "done");
  EXPECT_EQ(file(number).mediation.at(0).event, "referred");
}

TEST_P(Handling, StepsOfAMediationFollowItsReferral) {
  const auto number = registered();
  const auto step = [&](const char* event, const char* on) {
    return said(record_mediation(as(cast.hector, number), {event, "", day(on)}));
  };
  EXPECT_EQ(step("proposal", "2026-11-12"), "on/not_referred");
  ASSERT_EQ(step("referred", "2026-11-08"), "done");
  EXPECT_EQ(step("admissible", "2026-11-07"), "on/not_referred") << "the day before";
  ASSERT_EQ(step("admissible", "2026-11-10"), "done");
  EXPECT_EQ(step("proposal", "2026-11-09"), "on/out_of_order");
  EXPECT_EQ(step("proposal", "2026-11-10"), "done");
  EXPECT_EQ(step("executed", "2026-11-12"), "done");
}

TEST_P(Handling, ACorrectiveActionHasAnOwnerADateAndAProof) {
  const auto number = registered();
  CorrectiveAction action;
  const auto refused = add_corrective_action(as(cast.hector, number), action);
  ASSERT_FALSE(refused.ok());
  ASSERT_EQ(refused.error().fields.size(), 3U) << "kind, owner, due_on, all at once";
  action.kind = "training";
  action.owner = cast.solene.id;
  action.due_on = today().plus_days(30);
  action.check_on = today();
  EXPECT_EQ(said(add_corrective_action(as(cast.hector, number), action)), "check_on/before_due");
  action.check_on = today().plus_days(60);
  ASSERT_EQ(said(add_corrective_action(as(cast.hector, number), action)), "done");
  const auto id = file(number).corrective_actions.at(0).id;
  EXPECT_EQ(file(number).corrective_actions.at(0).state, "to_do");
  EXPECT_EQ(said(complete_corrective_action(as(cast.hector, number), id, "done", "")), "proof/required");
  EXPECT_EQ(said(complete_corrective_action(as(cast.hector, number), id, "finished", "x")), "state/unknown_choice");
  ASSERT_EQ(said(complete_corrective_action(as(cast.hector, number), id, "done", "Feuille d’émargement")), "done");
  EXPECT_EQ(file(number).corrective_actions.at(0).state, "done");
  EXPECT_THROW((void)complete_corrective_action(as(cast.hector, number), CorrectiveActionId{9999}, "done", "x"),
               NotFound);
}

TEST_P(Handling, OnceUnderOneKey) {
  const auto number = registered();
  auto act = as(cast.hector, number);
  act.key = accounts::IdempotencyKey{cast.hector.id, "notes", "k-1", "hash"};
  ASSERT_EQ(said(add_note(act, "Rappelée.")), "done");
  ASSERT_EQ(said(add_note(act, "Rappelée.")), "done");
  EXPECT_EQ(file(number).notes.size(), 1U);
  act.key->request_hash = "another";
  EXPECT_EQ(said(add_note(act, "Autre chose.")), "idempotency_key_reused");
}

//
TEST_P(Handling, ALinkIsNoWayToAComplaintOneDoesNotSee) {
  const auto own = registered();
  auto other = written();
  other.received_by = other.adviser = cast.basile.id;
  const auto hidden = registered(other);
  ASSERT_TRUE(link_complaints(database(), cast.solene, own, hidden, now).ok());
  EXPECT_EQ(found(own).links.size(), 1U);
  EXPECT_TRUE(require_complaint(*database().reader(), cast.odile, own).links.empty());
  for (const auto& event : file(own).events) EXPECT_EQ(event.detail.find(hidden), std::string::npos);
}

RECOURS_ON_BOTH_ENGINES(Handling);

}  // namespace
}  // namespace recours::complaints
