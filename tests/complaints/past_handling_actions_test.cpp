// R-790 Recording what was handled before: the rows it becomes, rights, gate, drafts; nothing leaves again.
#include <gtest/gtest.h>

#include "complaint_world.h"
#include "complaints/complaint_fields.h"
#include "complaints/handling_actions.h"

namespace recours::complaints {
namespace {

class PastHandlingActions : public testing_support::ComplaintWorld {
 protected:
  Registration closed_before() const {
    auto said = written();
    said.sent_on = Date::of(2026, 9, 1);
    said.received_on = Date::of(2026, 9, 3);
    said.handler = hakim.id;
    said.grievances = {"Frais", "Accueil"};
    said.past.state = "closed";
    said.past.acknowledged_on = Date::of(2026, 9, 15);
    said.past.acknowledgement_late_reason = "Courrier égaré";
    said.past.answered_on = Date::of(2026, 10, 20);
    said.past.closed_on = Date::of(2026, 10, 22);
    said.past.answer = "Nous remboursons les frais.";
    said.past.mediator_mentioned = true;
    said.past.decision = "favourable";
    said.past.finding = "founded";
    said.past.findings = {"", "unfounded"};
    said.past.solution = "refund";
    said.past.amount = "42.50";
    said.past.root_cause = "system";
    return said;
  }
  std::string refusal(const accounts::Viewer& viewer, const Registration& said) {
    const auto registered = register_complaint(database(), viewer, {}, said, now);
    if (registered) return "";
    std::string all;
    for (const auto& field : registered.error().fields) all += field.field + "=" + field.code + " ";
    return all;
  }
};

TEST_P(PastHandlingActions, ClosedBeforeItWasRecorded) {
  const auto number = put_down(colette, closed_before()).number;
  const auto file = case_of(number);
  EXPECT_EQ(file.complaint.state, State::Closed);
  EXPECT_EQ(file.complaint.acknowledged_on, Date::of(2026, 9, 15));
  EXPECT_EQ(file.complaint.answered_on, Date::of(2026, 10, 20));
  EXPECT_EQ(file.complaint.closed_on, Date::of(2026, 10, 22));
  EXPECT_FALSE(file.complaint.next_due_on);
  EXPECT_FALSE(file.complaint.imported);
  ASSERT_EQ(file.letters.size(), 1U);
  EXPECT_TRUE(file.letters[0].is_past);
  EXPECT_EQ(file.letters[0].counted_on, Date::of(2026, 9, 15));
  EXPECT_EQ(file.letters[0].late_reason, "Courrier égaré");
  ASSERT_EQ(file.answers.size(), 1U);
  EXPECT_TRUE(file.answers[0].is_past);
  EXPECT_EQ(file.answers[0].state, AnswerState::Sent);
  EXPECT_EQ(file.answers[0].sent_text, "Nous remboursons les frais.");
  EXPECT_TRUE(file.answers[0].mediator_id);
  ASSERT_TRUE(file.decision);
  EXPECT_EQ(file.decision->amount, Money{4250});
  ASSERT_EQ(file.complaint.grievances.size(), 2U);
  EXPECT_EQ(file.complaint.grievances[0].finding, "founded");
  EXPECT_EQ(file.complaint.grievances[1].finding, "unfounded");
  ASSERT_EQ(file.events.size(), 1U);
  EXPECT_EQ(file.events[0].to_state, "closed");
  EXPECT_EQ(file.events[0].detail, "acknowledged_on: 2026-09-15, answered_on: 2026-10-20, closed_on: 2026-10-22");
  EXPECT_EQ(count("outbox_message"), 0) << "nothing leaves again";
}

TEST_P(PastHandlingActions, HandlingGoesOnFromThere) {
  auto said = closed_before();
  said.past = {};
  said.past.state = "acknowledged";
  said.past.acknowledged_on = Date::of(2026, 9, 10);
  const auto number = put_down(colette, said).number;
  EXPECT_EQ(reload(number).next_due, "answer");
  EXPECT_TRUE(take_in_hand({database(), hakim, number, {}, now, {}}, {}));
  EXPECT_EQ(reload(number).state, State::InProgress);
  said.past = {};
  said.past.state = "in_progress";
  EXPECT_EQ(reload(put_down(colette, said).number).state, State::InProgress);
}

TEST_P(PastHandlingActions, AWaiverIsToldInTheHistory) {
  auto said = spoken();
  said.past.state = "closed";
  said.past.closed_on = today();
  said.past.waiver = "oral_never_written";
  said.past.waiver_reason = "Satisfait par l’explication donnée au téléphone.";
  const auto file = case_of(put_down(colette, said).number);
  EXPECT_EQ(file.complaint.state, State::Closed);
  EXPECT_EQ(file.events[0].reason_code, "oral_never_written");
  EXPECT_TRUE(file.answers.empty());
}

// R-730 R-711 On this path too, together with what else is missing.
TEST_P(PastHandlingActions, RefusalsLeaveNoTrace) {
  auto said = closed_before();
  said.past.root_cause.clear();
  said.past.acknowledgement_late_reason.clear();
  said.title.clear();
  EXPECT_EQ(refusal(colette, said),
            "title=required past.acknowledgement_late_reason=required past.root_cause=root_cause_missing ");
  said = closed_before();
  said.activity = "credit";
  EXPECT_EQ(refusal(colette, said), "past.mediator_mentioned=mediator_unknown ");
  EXPECT_EQ(count("complaint"), 0);
  EXPECT_EQ(count("complaint_letter"), 0);
}

TEST_P(PastHandlingActions, WhoMayNotDoItMayNotRecordItAsDone) {
  auto said = closed_before();
  EXPECT_THROW(register_complaint(database(), cast.odile, {}, said, now), Forbidden);
  said.past = {};
  said.past.state = "acknowledged";
  said.past.acknowledged_on = Date::of(2026, 9, 10);
  EXPECT_EQ(put_down(cast.odile, said).state, State::Acknowledged);
  EXPECT_EQ(count("complaint"), 1);
}

TEST_P(PastHandlingActions, ADraftKeepsItUntilItIsRegistered) {
  const auto said = closed_before();
  const auto draft = save_draft(database(), colette, {}, said, now).value();
  EXPECT_EQ(registration_of(draft).past, said.past);
  EXPECT_EQ(count("complaint_answer"), 0);
  const auto registered = register_complaint(database(), colette, draft.id, registration_of(draft), now);
  ASSERT_TRUE(registered);
  EXPECT_EQ(registered->state, State::Closed);
  EXPECT_EQ(registered->past, "");
  auto unkept = said;
  unkept.past.answer = std::string(50'001, 'x');
  EXPECT_FALSE(save_draft(database(), colette, {}, unkept, now));
}

RECOURS_ON_BOTH_ENGINES(PastHandlingActions);

}  // namespace
}  // namespace recours::complaints
