// R-711 R-712 R-713 Acknowledgements, progress notes and holding letters.
#include "complaints/handling_actions.h"

#include "handling_world.h"

namespace recours::complaints {
namespace {

using testing_support::said;

class Letters : public testing_support::HandlingWorld {};

TEST_P(Letters, ByMailTheStateWaitsForTheMailServer) {
  const auto number = registered();
  ASSERT_EQ(said(acknowledge(as(cast.odile, number), mailed())), "done");
  EXPECT_EQ(state(number), State::New) << "sending under way";
  const auto letter = file(number).letters.at(0);
  EXPECT_EQ(letter.delivery, "queued");
  EXPECT_EQ(letter.recipient, "marie.durand@courrier.example");
  EXPECT_FALSE(letter.counted_on);
  EXPECT_NE(letter.text.find("La Médiation de l’Assurance"), std::string::npos);
  EXPECT_NE(letter.text.find("Odile Perrin"), std::string::npos) << "who sends it, while nobody handles it";
  EXPECT_EQ(count("outbox_message WHERE about_type = 'complaint' AND about_id = '" + number + "'"), 1);
  EXPECT_EQ(said(acknowledge(as(cast.odile, number), mailed())), "sending_under_way");
}

TEST_P(Letters, ByLetterThePostingDayCounts) {
  const auto number = registered();
  const auto done = acknowledge(as(cast.odile, number), {Via::Letter, day("2026-11-09"), ""});
  ASSERT_EQ(said(done), "done");
  EXPECT_EQ(done->state, State::Acknowledged);
  EXPECT_EQ(done->acknowledged_on, day("2026-11-09"));
  EXPECT_EQ(done->next_due, "answer");
  EXPECT_EQ(file(number).letters.at(0).counted_on, day("2026-11-09"));
  EXPECT_EQ(count("outbox_message"), 0);
  EXPECT_EQ(said(acknowledge(as(cast.odile, number), mailed())), "not_allowed_now");
}

TEST_P(Letters, APostingDayIsNeitherToComeNorBeforeTheReception) {
  const auto number = registered();
  EXPECT_EQ(said(acknowledge(as(cast.odile, number), {Via::Letter, {}, ""})), "posted_on/required");
  EXPECT_EQ(said(acknowledge(as(cast.odile, number), {Via::Letter, day("2026-11-13"), ""})), "posted_on/in_future");
  EXPECT_EQ(said(acknowledge(as(cast.odile, number), {Via::Letter, day("2026-11-05"), ""})),
            "posted_on/before_reception");
  EXPECT_EQ(said(acknowledge(as(cast.odile, number), {Via::Letter, day("2026-11-06"), ""})), "done");
}

TEST_P(Letters, WhatLeavesLateGivesItsReason) {
  const auto number = registered();
  now = testing_support::instant("2026-11-18T22:59:00.000Z");  // still the 18th in Paris: the last day
  EXPECT_EQ(said(acknowledge(as(cast.odile, number), posted())), "done");
  const auto second = registered();
  now = testing_support::instant("2026-11-18T23:00:00.000Z");  // the 19th
  EXPECT_EQ(said(acknowledge(as(cast.odile, second), mailed())), "late_reason/required");
  EXPECT_EQ(said(acknowledge(as(cast.odile, second), {Via::Letter, day("2026-11-18"), ""})), "done")
      << "posted in time, recorded a day later";
  const auto third = registered();
  EXPECT_EQ(said(acknowledge(as(cast.odile, third), {Via::Email, {}, "Absence"})), "done");
  EXPECT_EQ(file(third).letters.at(0).late_reason, "Absence");
}

TEST_P(Letters, SentAfterTheCaseIsInHandItDoesNotMoveTheState) {
  const auto number = registered();
  ASSERT_TRUE(take_in_hand(as(cast.hector, number), {}).ok());
  const auto done = acknowledge(as(cast.hector, number), posted());
  ASSERT_EQ(said(done), "done");
  EXPECT_EQ(done->state, State::InProgress);
  EXPECT_EQ(done->acknowledged_on, today());
  EXPECT_EQ(said(acknowledge(as(cast.hector, number), posted())), "already_acknowledged");
}

TEST_P(Letters, WithoutAddressClockOrMediatorNothingLeaves) {
  auto unreachable = written();
  unreachable.complainant.email.clear();
  EXPECT_EQ(said(acknowledge(as(cast.odile, registered(unreachable)), mailed())), "via/email_missing");
  EXPECT_EQ(said(acknowledge(as(cast.odile, registered(oral())), posted())), "not_written");
  auto credit = written();
  credit.activity = "credit";
  const auto refused = acknowledge(as(cast.odile, registered(credit)), posted());
  ASSERT_EQ(said(refused), "mediator_missing");
  EXPECT_NE(refused.error().message.id.find("Mediators"), std::string::npos) << "says where to enter one";
  EXPECT_EQ(count("complaint_letter"), 0);
  EXPECT_EQ(count("outbox_message"), 0);
}

TEST_P(Letters, SendingItAgainAddsALineAndKeepsTheFirstDate) {
  const auto number = registered();
  EXPECT_EQ(said(resend_progress(as(cast.odile, number), posted())), "not_allowed_now");
  ASSERT_TRUE(acknowledge(as(cast.odile, number), {Via::Letter, day("2026-11-09"), ""}).ok());
  const auto again = resend_progress(as(cast.odile, number), mailed());
  ASSERT_EQ(said(again), "done");
  accept_mails("2026-11-12T10:00:00.000Z");
  follow();
  EXPECT_EQ(found(number).acknowledged_on, day("2026-11-09"));
  const auto letters = file(number).letters;
  ASSERT_EQ(letters.size(), 2U);
  const auto& progress = letters.at(0).kind == LetterKind::Progress ? letters.at(0) : letters.at(1);
  EXPECT_EQ(progress.counted_on, today());
  EXPECT_NE(progress.text.find("09/11/2026"), std::string::npos) << "what was done";
  EXPECT_NE(progress.text.find("05/01/2027"), std::string::npos) << "the next date";
}

TEST_P(Letters, InHandWithoutAcknowledgementThereIsNothingToSendAgain) {
  const auto number = registered();
  ASSERT_TRUE(take_in_hand(as(cast.hector, number), {}).ok());
  EXPECT_EQ(said(resend_progress(as(cast.hector, number), posted())), "not_acknowledged");
}

TEST_P(Letters, AHoldingLetterMovesNoDate) {
  const auto number = registered();
  const auto before = found(number);
  EXPECT_EQ(said(send_holding_letter(as(cast.hector, number), posted(), " ", {})), "reason/required");
  EXPECT_EQ(said(send_holding_letter(as(cast.hector, number), posted(), "Expertise", today())),
            "new_date/not_in_future");
  const auto held = send_holding_letter(as(cast.hector, number), posted(), "Expertise attendue", day("2026-12-20"));
  ASSERT_EQ(said(held), "done");
  EXPECT_EQ(held->state, State::New);
  EXPECT_EQ(held->clock->answer_due_on, before.clock->answer_due_on);
  EXPECT_EQ(held->next_due_on, before.next_due_on);
  const auto letter = file(number).letters.at(0);
  EXPECT_EQ(letter.reason, "Expertise attendue");
  EXPECT_EQ(letter.new_date, day("2026-12-20"));
  EXPECT_NE(letter.text.find("20/12/2026"), std::string::npos);
}

//
TEST_P(Letters, AnOralComplaintIsAnsweredByAnInvitationToWrite) {
  const auto number = registered(oral());
  ASSERT_EQ(said(invite_to_write(as(cast.odile, number), {Via::Letter, day("2026-11-10"), {}})), "done");
  ASSERT_EQ(said(invite_to_write(as(cast.odile, number), posted())), "done");
  const auto now_there = file(number);
  EXPECT_EQ(now_there.complaint.invited_to_write_on, day("2026-11-10")) << "the first day stays";
  ASSERT_EQ(now_there.letters.size(), 2u);
  EXPECT_EQ(now_there.letters[0].kind, LetterKind::Invitation);
  EXPECT_EQ(now_there.complaint.state, State::New);
  EXPECT_FALSE(now_there.complaint.clock) << "no delay runs by it";
  ASSERT_EQ(said(invite_to_write(as(cast.hector, number), mailed())), "done");
  accept_mails("2026-11-12T10:00:00.000Z");
  follow();
  EXPECT_EQ(file(number).events.front().command, "invite_to_write");
  EXPECT_FALSE(found(number).acknowledged_on) << "it acknowledges nothing";
}

// R-781 R-712
TEST_P(Letters, AnInvitationByMailCountsWhenTheMailServerTakesIt) {
  const auto number = registered(oral());
  ASSERT_EQ(said(invite_to_write(as(cast.odile, number), mailed())), "done");
  EXPECT_FALSE(found(number).invited_to_write_on) << "it has not left";
  EXPECT_EQ(said(invite_to_write(as(cast.odile, number), mailed())), "sending_under_way");
  park_mails();
  follow();
  EXPECT_FALSE(found(number).invited_to_write_on) << "it never left";
  ASSERT_EQ(said(invite_to_write(as(cast.odile, number), mailed())), "done");
  accept_mails("2026-11-12T23:30:00.000Z");
  follow();
  EXPECT_EQ(found(number).invited_to_write_on, day("2026-11-13")) << "in Paris";
}

TEST_P(Letters, AWrittenComplaintIsNotInvitedToWrite) {
  EXPECT_EQ(said(invite_to_write(as(cast.odile, registered()), posted())), "already_written");
}

RECOURS_ON_BOTH_ENGINES(Letters);

}  // namespace
}  // namespace recours::complaints
