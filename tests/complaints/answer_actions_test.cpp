// R-740 R-741 The written answer: draft, review by somebody else, sending with the mediator's block.
#include "complaints/handling_actions.h"

#include "handling_world.h"

namespace recours::complaints {
namespace {

using testing_support::said;

class Answering : public testing_support::HandlingWorld {
 protected:
  std::string proposed() {
    const auto number = registered();
    EXPECT_EQ(said(propose_answer(as(cast.hector, number), {}, "Nous remboursons 42 €.")), "done");
    return number;
  }
  // Solène may no longer sign in: Hector is alone with the right to review.
  void leave_hector_alone() {
    execute("UPDATE app_user SET disabled_at = '2026-11-01T00:00:00.000Z' WHERE email = 'solene@nordsud.example'");
  }
  AnswerState answer_state(const std::string& number) { return answer(number, newest_answer(number)).state; }
};

TEST_P(Answering, DraftReviewSent) {
  const auto number = registered();
  ASSERT_EQ(said(draft_answer(as(cast.hector, number), {}, "Brouillon")), "done");
  const auto id = newest_answer(number);
  ASSERT_EQ(said(draft_answer(as(cast.hector, number), id, "Nous remboursons 42 €.")), "done");
  EXPECT_EQ(newest_answer(number), id) << "the own draft changes in place";
  EXPECT_EQ(said(send_answer(as(cast.hector, number), id, posted())), "review_missing");
  ASSERT_EQ(said(submit_answer(as(cast.hector, number), id)), "done");
  EXPECT_EQ(said(submit_answer(as(cast.hector, number), id)), "not_allowed_now");
  EXPECT_EQ(said(draft_answer(as(cast.hector, number), id, "Autre chose")), "not_allowed_now");
  ASSERT_EQ(said(review_answer(as(cast.solene, number), id, {true, "", ""})), "done");
  EXPECT_EQ(state(number), State::New) << "writing and review leave the state alone";
  const auto sent = send_answer(as(cast.hector, number), id, posted());
  ASSERT_EQ(said(sent), "done");
  EXPECT_EQ(sent->state, State::Answered);
  EXPECT_EQ(sent->answered_on, today());
  EXPECT_FALSE(sent->next_due_on);
  const auto kept = answer(number, id);
  EXPECT_EQ(kept.state, AnswerState::Sent);
  EXPECT_EQ(kept.reviewer, cast.solene.id);
  EXPECT_EQ(kept.counted_on, today());
}

TEST_P(Answering, NobodyReviewsTheOwnText) {
  const auto number = proposed();
  const auto id = newest_answer(number);
  EXPECT_EQ(said(review_answer(as(cast.hector, number), id, {true, "", ""})), "own_answer");
  EXPECT_EQ(said(send_answer(as(cast.hector, number), id, posted())), "review_missing");
  EXPECT_THROW((void)review_answer(as(cast.odile, number), id, {true, "", ""}), Forbidden);
  EXPECT_EQ(answer_state(number), AnswerState::InReview);
}

TEST_P(Answering, AloneInTheFirmOneSendsWhatOneWrote) {
  leave_hector_alone();
  const auto number = proposed();
  EXPECT_EQ(said(send_answer(as(cast.hector, number), newest_answer(number), posted())), "done");
}

TEST_P(Answering, TheSettingDecidesOverTheNumberOfPeople) {
  set("review_required", "never");
  const auto first = proposed();
  EXPECT_EQ(said(send_answer(as(cast.hector, first), newest_answer(first), posted())), "done");
  set("review_required", "always");
  leave_hector_alone();
  const auto second = proposed();
  EXPECT_EQ(said(send_answer(as(cast.hector, second), newest_answer(second), posted())), "review_missing");
  EXPECT_EQ(said(review_answer(as(cast.hector, second), newest_answer(second), {true, "", ""})), "own_answer");
}

TEST_P(Answering, RefusalHasACodeAndTheNextTextIsANewVersion) {
  const auto number = proposed();
  const auto id = newest_answer(number);
  EXPECT_EQ(said(review_answer(as(cast.solene, number), id, {false, "", ""})), "refusal_code/required");
  EXPECT_EQ(said(review_answer(as(cast.solene, number), id, {false, "boring", ""})), "refusal_code/unknown_choice");
  EXPECT_EQ(said(review_answer(as(cast.solene, number), id, {false, "other", ""})), "comment/required");
  ASSERT_EQ(said(review_answer(as(cast.solene, number), id, {false, "tone", "Trop sec"})), "done");
  EXPECT_EQ(answer(number, id).refusal_code, "tone");
  EXPECT_EQ(said(send_answer(as(cast.hector, number), id, posted())), "not_allowed_now");
  ASSERT_EQ(said(propose_answer(as(cast.hector, number), id, "Nous vous présentons nos excuses.")), "done");
  EXPECT_NE(newest_answer(number), id);
  EXPECT_EQ(answer(number, id).text, "Nous remboursons 42 €.") << "what was refused stays readable";
  EXPECT_EQ(answer(number, id).state, AnswerState::Refused);
}

TEST_P(Answering, ASentTextNeverChanges) {
  const auto number = registered();
  const auto id = approved_answer(number, "Nous remboursons {reference} 42 €.");
  ASSERT_EQ(said(send_answer(as(cast.hector, number), id, posted())), "done");
  const auto sent = answer(number, id).sent_text;
  EXPECT_NE(sent.find("Nous remboursons {reference} 42 €."), std::string::npos) << "braces of an answer mean nothing";
  EXPECT_NE(sent.find("La Médiation de l’Assurance"), std::string::npos);
  EXPECT_NE(sent.find("TSA 50110"), std::string::npos);
  ASSERT_EQ(said(resume(as(cast.solene, number), "Pièce nouvelle")), "done");
  EXPECT_EQ(said(draft_answer(as(cast.hector, number), id, "Autre")), "not_allowed_now");
  EXPECT_EQ(said(send_answer(as(cast.hector, number), id, posted())), "not_allowed_now");
  EXPECT_EQ(answer(number, id).sent_text, sent);
}

TEST_P(Answering, WithoutMediatorNothingIsSent) {
  auto complaint = written();
  complaint.activity = "real_estate";
  const auto number = registered(complaint);
  const auto id = approved_answer(number);
  const auto refused = send_answer(as(cast.hector, number), id, posted());
  ASSERT_EQ(said(refused), "mediator_missing");
  EXPECT_EQ(refused.error().fields.at(0).field, "mediator");
  execute(
      "INSERT INTO mediator (activity, name, address, website, valid_from) VALUES "
      "('real_estate', 'Médiateur du logement', '1 rue Haute, 75001 Paris', 'mediateur.example', '2026-01-01')");
  ASSERT_EQ(said(send_answer(as(cast.hector, number), id, posted())), "done");
  EXPECT_NE(answer(number, id).sent_text.find("mediateur.example"), std::string::npos);
}

TEST_P(Answering, LateWithItsReasonAndOnceOnly) {
  const auto number = registered();
  const auto id = approved_answer(number);
  now = testing_support::instant("2027-01-05T23:00:00.000Z");  // the 6th in Paris
  EXPECT_EQ(said(send_answer(as(cast.hector, number), id, posted())), "late_reason/required");
  ASSERT_EQ(said(send_answer(as(cast.hector, number), id, {Via::Letter, today(), "Expertise tardive"})), "done");
  EXPECT_EQ(answer(number, id).late_reason, "Expertise tardive");
  ASSERT_EQ(said(resume(as(cast.hector, number), "Nouvelle pièce")), "done");
  const auto second = approved_answer(number, "Complément");
  const auto again = send_answer(as(cast.hector, number), second, posted());
  ASSERT_EQ(said(again), "done") << "the delay was used up by the first";
  EXPECT_EQ(again->state, State::Answered);
}

TEST_P(Answering, NoLetterWasPostedBeforeItsTextWasApproved) {
  const auto number = registered();
  now = testing_support::instant("2026-11-14T10:00:00.000Z");
  const auto id = approved_answer(number);
  EXPECT_EQ(said(send_answer(as(cast.hector, number), id, {Via::Letter, day("2026-11-13"), {}})),
            "posted_on/before_approval");
  EXPECT_EQ(said(send_answer(as(cast.hector, number), id, {Via::Letter, day("2026-11-14"), {}})), "done");
}

TEST_P(Answering, WhileOneIsBeingSentNoOtherIsWritten) {
  const auto number = registered();
  const auto id = approved_answer(number);
  ASSERT_EQ(said(send_answer(as(cast.hector, number), id, mailed())), "done");
  EXPECT_EQ(said(draft_answer(as(cast.hector, number), {}, "Une autre")), "sending_under_way");
  EXPECT_EQ(said(propose_answer(as(cast.hector, number), {}, "Une autre")), "sending_under_way");
  EXPECT_EQ(file(number).answers.size(), 1U);
}

TEST_P(Answering, SomebodyElsesDraftStaysAndANewVersionBegins) {
  const auto number = registered();
  ASSERT_EQ(said(draft_answer(as(cast.hector, number), {}, "D’Hector")), "done");
  const auto id = newest_answer(number);
  ASSERT_EQ(said(draft_answer(as(cast.solene, number), id, "De Solène")), "done");
  EXPECT_EQ(answer(number, id).text, "D’Hector");
  EXPECT_EQ(answer(number, newest_answer(number)).author, cast.solene.id);
  EXPECT_EQ(said(draft_answer(as(cast.hector, number), {}, " ")), "text/required");
  EXPECT_THROW((void)draft_answer(as(cast.hector, number), AnswerId{9999}, "x"), NotFound);
}

RECOURS_ON_BOTH_ENGINES(Answering);

}  // namespace
}  // namespace recours::complaints
