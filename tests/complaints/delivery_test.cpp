// R-712 R-413 R-761 The mail server's word counts, on the day it is in Paris; alarms before and after the legal dates.
#include <gmock/gmock.h>

#include "complaints/delegation_actions.h"
#include "complaints/delivery_store.h"
#include "complaints/dues.h"
#include "complaints/handling_actions.h"
#include "handling_world.h"

namespace recours::complaints {
namespace {

using testing_support::instant;
using testing_support::said;

class Deliveries : public testing_support::HandlingWorld {
 protected:
  std::string acknowledged_by_mail() {
    const auto number = registered();
    EXPECT_EQ(said(acknowledge(as(cast.odile, number), mailed())), "done");
    return number;
  }
  std::string answered_by_mail() {
    const auto number = registered();
    EXPECT_EQ(said(send_answer(as(cast.hector, number), approved_answer(number), mailed())), "done");
    return number;
  }
};

TEST_P(Deliveries, TheDayInParisTheServerTookItCounts) {
  const auto number = acknowledged_by_mail();
  follow();
  EXPECT_EQ(state(number), State::New) << "still queued";
  accept_mails("2026-11-12T23:30:00.000Z");
  follow();
  EXPECT_EQ(state(number), State::Acknowledged);
  EXPECT_EQ(found(number).acknowledged_on, day("2026-11-13"));
  EXPECT_EQ(found(number).next_due, "answer");
  EXPECT_EQ(file(number).letters.at(0).counted_on, day("2026-11-13"));
  const auto event = file(number).events.front();
  EXPECT_EQ(event.actor_name, "Recours");
  EXPECT_EQ(event.to_state, "acknowledged");
}

TEST_P(Deliveries, FollowingTwiceChangesNothing) {
  const auto number = acknowledged_by_mail();
  accept_mails("2026-11-12T09:30:00.000Z");
  follow();
  const auto version = found(number).version;
  follow();
  EXPECT_EQ(found(number).version, version);
}

TEST_P(Deliveries, TheAnswerLeavesTheStateAloneUntilItIsTaken) {
  const auto number = answered_by_mail();
  EXPECT_EQ(state(number), State::New);
  EXPECT_EQ(file(number).answers.at(0).state, AnswerState::Sending);
  EXPECT_EQ(said(send_answer(as(cast.hector, number), newest_answer(number), mailed())), "sending_under_way");
  accept_mails("2026-11-12T09:30:00.000Z");
  follow();
  EXPECT_EQ(state(number), State::Answered);
  EXPECT_EQ(found(number).answered_on, today());
  EXPECT_EQ(file(number).answers.at(0).state, AnswerState::Sent);
  EXPECT_EQ(acknowledgement_due(found(number), today()).state, DueState::Moot) << "answered within its delay";
}

TEST_P(Deliveries, AParkedAnswerGoesBackToItsHandler) {
  const auto number = answered_by_mail();
  park_mails();
  follow();
  EXPECT_EQ(state(number), State::New);
  EXPECT_EQ(file(number).answers.at(0).state, AnswerState::Approved);
  EXPECT_EQ(file(number).answers.at(0).delivery, "parked");
  const auto tasks = list_undelivered(*database().reader(), {});
  ASSERT_EQ(tasks.size(), 1U);
  EXPECT_EQ(tasks.at(0).number, number);
  EXPECT_EQ(tasks.at(0).what, "answer");
  EXPECT_EQ(tasks.at(0).last_error, "550 unknown");
  const auto version = found(number).version;
  follow();
  EXPECT_EQ(found(number).version, version) << "said once";
  ASSERT_EQ(said(send_answer(as(cast.hector, number), newest_answer(number), posted())), "done");
  EXPECT_EQ(state(number), State::Answered);
  EXPECT_EQ(file(number).answers.at(0).delivery, "");
  EXPECT_TRUE(list_undelivered(*database().reader(), {}).empty());
}

TEST_P(Deliveries, AParkedAnswerTakenUpAgainInTheOutboxCountsAllTheSame) {
  const auto number = answered_by_mail();
  park_mails();
  follow();
  execute("UPDATE outbox_message SET state = 'sent', sent_at = '2026-11-14T09:00:00.000Z'");
  follow();
  EXPECT_EQ(state(number), State::Answered);
  EXPECT_EQ(found(number).answered_on, day("2026-11-14"));
}

TEST_P(Deliveries, AParkedAcknowledgementIsATaskUntilItIsSentAgain) {
  const auto number = acknowledged_by_mail();
  park_mails();
  follow();
  EXPECT_EQ(state(number), State::New);
  EXPECT_EQ(file(number).letters.at(0).delivery, "parked");
  EXPECT_EQ(list_undelivered(*database().reader(), {}).size(), 1U);
  EXPECT_EQ(list_undelivered(*database().reader(), cast.hector.id).size(), 1U) << "nobody's: everybody's";
  ASSERT_TRUE(take_in_hand(as(cast.solene, number), cast.solene.id).ok());
  EXPECT_TRUE(list_undelivered(*database().reader(), cast.hector.id).empty()) << "hers";
  ASSERT_EQ(said(acknowledge(as(cast.odile, number), posted())), "done");
  EXPECT_TRUE(list_undelivered(*database().reader(), {}).empty());
}

TEST_P(Deliveries, TheFirstDayStaysAndACaseInHandStaysInHand) {
  const auto number = acknowledged_by_mail();
  ASSERT_TRUE(take_in_hand(as(cast.hector, number), {}).ok());
  accept_mails("2026-11-12T09:30:00.000Z");
  follow();
  EXPECT_EQ(state(number), State::InProgress);
  EXPECT_EQ(found(number).acknowledged_on, today());
}

TEST_P(Deliveries, NothingEndsWhileAnAnswerIsBeingSent) {
  const auto number = answered_by_mail();
  EXPECT_EQ(said(close_by_waiver(as(cast.hector, number), "withdrawn", "Retirée")), "sending_under_way");
  EXPECT_EQ(said(cancel(as(cast.hector, number), "Doublon")), "sending_under_way");
  EXPECT_EQ(said(requalify(as(cast.hector, number), "information_request", "Relevé")), "sending_under_way");
  EXPECT_EQ(said(transfer(as(cast.hector, number), "Aurore Vie", "Idem")), "sending_under_way");
  accept_mails("2026-11-12T09:30:00.000Z");
  follow();
  EXPECT_EQ(state(number), State::Answered);
  EXPECT_EQ(found(number).answered_on, today());
}

TEST_P(Deliveries, ATransferEndsOnTheDayItsMailIsTaken) {
  const auto number = registered();
  ASSERT_EQ(said(transfer(as(cast.hector, number), "Aurore Vie", "Géré là")), "done");
  EXPECT_EQ(state(number), State::New);
  EXPECT_EQ(said(transfer(as(cast.hector, number), "Aurore Vie", "Géré là")), "sending_under_way");
  park_mails();
  follow();
  EXPECT_EQ(state(number), State::New) << "it never left";
  ASSERT_EQ(said(transfer(as(cast.hector, number), "Aurore Vie", "Géré là")), "done");
  execute("UPDATE outbox_message SET state = 'sent', sent_at = '2026-11-13T09:00:00.000Z' WHERE state = 'queued'");
  follow();
  EXPECT_EQ(state(number), State::Closed);
  EXPECT_EQ(found(number).closed_on, day("2026-11-13"));
  EXPECT_EQ(file(number).events.front().reason_code, "transferred");
}

RECOURS_ON_BOTH_ENGINES(Deliveries);

class Alarms : public testing_support::HandlingWorld {
 protected:
  // Who gets a mail when the job runs at noon of this day.
  std::vector<std::string> alarmed(const char* iso_day) {
    execute("DELETE FROM outbox_message");
    give_alarms(database(), instant(std::string(iso_day) + "T11:00:00.000Z"));
    return database().reader()->list("SELECT to_address FROM outbox_message ORDER BY to_address", {},
                                     [](const db::Row& row) { return row.get<std::string>("to_address"); });
  }
  using People = std::vector<std::string>;
  const std::string hector = "hector@nordsud.example", solene = "solene@nordsud.example";
};

// Due on Wednesday 18 November.
TEST_P(Alarms, FiveTwoAndNoDaysBeforeToTheHandlerThenToCompliance) {
  auto complaint = written();
  complaint.handler = cast.hector.id;
  registered(complaint);
  EXPECT_EQ(alarmed("2026-11-12"), People{});
  EXPECT_EQ(alarmed("2026-11-13"), People{hector}) << "five days before";
  EXPECT_EQ(alarmed("2026-11-13"), People{}) << "once a day";
  EXPECT_EQ(alarmed("2026-11-14"), People{});
  EXPECT_EQ(alarmed("2026-11-16"), People{hector}) << "two days before";
  EXPECT_EQ(alarmed("2026-11-17"), People{});
  EXPECT_EQ(alarmed("2026-11-18"), People{hector}) << "the very day";
  EXPECT_EQ(alarmed("2026-11-19"), (People{hector, solene})) << "late";
  EXPECT_EQ(alarmed("2026-11-21"), People{}) << "a Saturday";
  EXPECT_EQ(alarmed("2026-11-23"), (People{hector, solene}));
}

TEST_P(Alarms, WithoutHandlerToCompliance) {
  const auto number = registered();
  EXPECT_EQ(alarmed("2026-11-13"), People{solene});
  EXPECT_EQ(count("outbox_message WHERE text_body LIKE '%" + number + "%18/11/2026%'"), 1);
}

TEST_P(Alarms, OneMailForSeveralDates) {
  registered();
  registered();
  EXPECT_EQ(alarmed("2026-11-13"), People{solene});
  EXPECT_EQ(count("complaint_alarm"), 2);
}

TEST_P(Alarms, WhoStandsInGetsThemTooWhileTheAbsenceLasts) {
  auto complaint = written();
  complaint.handler = cast.hector.id;
  registered(complaint);
  ASSERT_TRUE(
      delegate_complaints(database(), cast.hector, {cast.solene.id, day("2026-11-12"), day("2026-11-16")}, now).ok());
  EXPECT_EQ(alarmed("2026-11-13"), (People{hector, solene}));
  EXPECT_EQ(alarmed("2026-11-16"), (People{hector, solene})) << "its last day";
  EXPECT_EQ(alarmed("2026-11-18"), People{hector});
}

TEST_P(Alarms, NothingOfWhatIsDoneOrEnded) {
  const auto acknowledged = registered();
  ASSERT_TRUE(acknowledge(as(cast.odile, acknowledged), posted()).ok());
  ASSERT_TRUE(cancel(as(cast.hector, registered()), "Doublon").ok());
  const auto answered = registered();
  ASSERT_TRUE(send_answer(as(cast.hector, answered), approved_answer(answered), posted()).ok());
  registered(oral());
  EXPECT_EQ(alarmed("2026-11-18"), People{});
  EXPECT_EQ(alarmed("2027-01-05"), People{solene}) << "the answer of the first is due";
  EXPECT_EQ(count("complaint_alarm WHERE due = 'answer'"), 1);
}

RECOURS_ON_BOTH_ENGINES(Alarms);

}  // namespace
}  // namespace recours::complaints
