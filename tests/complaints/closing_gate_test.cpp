// R-730 What a complaint needs before it is closed: each thing alone, all at once, and the waivers.
#include <functional>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "complaints/closing_gate.h"

namespace recours::complaints {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

Answer sent_answer() {
  Answer answer;
  answer.id = AnswerId{1};
  answer.state = AnswerState::Sent;
  answer.counted_on = Date::of(2026, 6, 1);
  answer.mediator_id = 3;
  return answer;
}

// Everything is there.
CaseFile complete() {
  CaseFile file;
  file.complaint.state = State::Answered;
  file.complaint.grievances = {{GrievanceId{4}, "Frais non annoncés", "founded", "", 1},
                               {GrievanceId{5}, "Courriers sans réponse", "unfounded", "", 1}};
  file.answers = {sent_answer()};
  Decision decision;
  decision.decision = "favourable";
  decision.root_cause = "information";
  file.decision = decision;
  return file;
}

std::vector<std::string> fields_of(const std::vector<FieldRefusal>& missing) {
  std::vector<std::string> fields;
  for (const auto& one : missing) fields.push_back(one.field);
  return fields;
}

TEST(Closing, OfACompleteCaseMissesNothing) {
  EXPECT_THAT(missing_for_closing(complete()), IsEmpty());
  CaseFile without_grievances = complete();
  without_grievances.complaint.grievances.clear();
  EXPECT_THAT(missing_for_closing(without_grievances), IsEmpty());
}

TEST(Closing, NamesAllThatIsMissingAtOnce) {
  CaseFile file = complete();
  file.answers.clear();
  file.decision.reset();
  for (auto& grievance : file.complaint.grievances) grievance.finding.clear();
  EXPECT_THAT(fields_of(missing_for_closing(file)),
              ElementsAre("answer", "decision", "root_cause", "mediator", "grievance/4", "grievance/5"));
}

TEST(Closing, NamesEachThingAlone) {
  struct Case {
    std::string field, code;
    std::function<void(CaseFile&)> take_away;
  };
  const std::vector<Case> cases{
      {"decision", "decision_missing", [](CaseFile& file) { file.decision->decision.clear(); }},
      {"root_cause", "root_cause_missing", [](CaseFile& file) { file.decision->root_cause.clear(); }},
      {"mediator", "mediator_missing", [](CaseFile& file) { file.answers[0].mediator_id.reset(); }},
      {"grievance/5", "finding_missing", [](CaseFile& file) { file.complaint.grievances[1].finding.clear(); }},
  };
  for (const auto& one : cases) {
    CaseFile file = complete();
    one.take_away(file);
    const auto missing = missing_for_closing(file);
    ASSERT_EQ(missing.size(), 1u) << one.field;
    EXPECT_EQ(missing[0].field, one.field);
    EXPECT_EQ(missing[0].code, one.code);
    EXPECT_FALSE(missing[0].message.id.empty());
  }
}

TEST(Closing, CountsNoAnswerThatHasNotLeft) {
  for (const auto state :
       {AnswerState::Draft, AnswerState::InReview, AnswerState::Refused, AnswerState::Approved, AnswerState::Sending}) {
    CaseFile file = complete();
    file.answers[0].state = state;
    EXPECT_THAT(fields_of(missing_for_closing(file)), ElementsAre("answer", "mediator")) << name_of(state);
  }
  CaseFile under_way = complete();
  under_way.answers[0].counted_on.reset();
  EXPECT_THAT(fields_of(missing_for_closing(under_way)), ElementsAre("answer", "mediator"));
}

TEST(Closing, IsNotStoppedByADraftBesideTheSentAnswer) {
  CaseFile file = complete();
  Answer draft;
  draft.state = AnswerState::Draft;
  file.answers.insert(file.answers.begin(), draft);
  EXPECT_THAT(missing_for_closing(file), IsEmpty());
}

TEST(Closing, WantsTheAnswerWhateverElseLeft) {
  CaseFile file = complete();
  file.answers.clear();
  Letter holding;
  holding.kind = LetterKind::Holding;
  holding.counted_on = Date::of(2026, 6, 1);
  file.letters = {holding};
  EXPECT_THAT(fields_of(missing_for_closing(file)), ElementsAre("answer", "mediator"));
}

TEST(Waiver, IsAKnownCodeAndAReason) {
  const Complaint oral;
  for (const auto& waiver : waivers()) {
    EXPECT_THAT(missing_for_waiver(oral, waiver.code, "Retrait par courriel du 3 juin"), IsEmpty()) << waiver.code;
    EXPECT_THAT(fields_of(missing_for_waiver(oral, waiver.code, "")), ElementsAre("reason")) << waiver.code;
  }
  EXPECT_THAT(fields_of(missing_for_waiver(oral, "", "  \n")), ElementsAre("waiver", "reason"));
  EXPECT_THAT(fields_of(missing_for_waiver(oral, "tired", "…")), ElementsAre("waiver"));
  EXPECT_THAT(fields_of(missing_for_waiver(oral, "Withdrawn", "…")), ElementsAre("waiver"));
}

TEST(Waiver, OralNeverWrittenIsOfComplaintsWithoutClock) {
  Complaint written;
  written.clock = Clock{};
  const auto missing = missing_for_waiver(written, "oral_never_written", "Aucun écrit reçu");
  ASSERT_EQ(missing.size(), 1u);
  EXPECT_EQ(missing[0].code, "was_written");
  EXPECT_THAT(missing_for_waiver(written, "withdrawn", "Retrait"), IsEmpty());
}

}  // namespace
}  // namespace recours::complaints
