// What is still due, in time, late or without object; at the very day and the day after.
#include <gtest/gtest.h>

#include "complaints/dues.h"

namespace recours::complaints {
namespace {

// Sent on Thursday 30 April 2026 (complaints.md §5).
constexpr Date day(int month, unsigned number) {
  using namespace std::chrono;
  return Date(sys_days(year(2026) / month / static_cast<int>(number)));
}
const Date kAcknowledge = day(5, 15), kAnswer = day(6, 30);

Complaint complaint_in(State state) {
  Complaint complaint;
  complaint.state = state;
  complaint.clock = Clock{1, day(4, 30), kAcknowledge, kAnswer, kAnswer, Date::of(2027, 4, 30)};
  return complaint;
}

Complaint acknowledged(Date on, State state = State::Acknowledged) {
  Complaint complaint = complaint_in(state);
  complaint.acknowledged_on = on;
  return complaint;
}

Complaint answered(Date on, std::optional<Date> acknowledged_on = {}) {
  Complaint complaint = complaint_in(State::Answered);
  complaint.answered_on = on;
  complaint.acknowledged_on = acknowledged_on;
  return complaint;
}

TEST(AcknowledgementDue, GoesFromPendingToLate) {
  const std::vector<std::pair<Date, DueState>> cases{
      {day(4, 30), DueState::Pending}, {day(5, 9), DueState::Pending},  {day(5, 10), DueState::DueSoon},
      {day(5, 14), DueState::DueSoon}, {day(5, 15), DueState::DueSoon}, {day(5, 16), DueState::Late},
      {day(12, 31), DueState::Late},
  };
  for (const auto& [today, expected] : cases) {
    for (const State state : {State::New, State::InProgress}) {
      const auto due = acknowledgement_due(complaint_in(state), today);
      EXPECT_EQ(due.state, expected) << today.iso() << " " << name_of(state);
      EXPECT_EQ(due.due_on, kAcknowledge);
      EXPECT_FALSE(due.done_on);
    }
  }
}

TEST(AcknowledgementDue, OnceSentDependsOnThatDayAlone) {
  const Date long_after = day(12, 1);
  EXPECT_EQ(acknowledgement_due(acknowledged(day(5, 14)), long_after).state, DueState::InTime);
  EXPECT_EQ(acknowledgement_due(acknowledged(kAcknowledge), long_after).state, DueState::InTime) << "the very day";
  EXPECT_EQ(acknowledgement_due(acknowledged(day(5, 16)), long_after).state, DueState::KeptLate);
  EXPECT_EQ(acknowledgement_due(acknowledged(day(5, 16)), long_after).done_on, day(5, 16));
}

TEST(AcknowledgementDue, IsMootWhereTheAnswerLeftWithinItsDelay) {
  struct Case {
    Date answered_on;
    std::optional<Date> acknowledged_on;
    DueState expected;
  };
  const std::vector<Case> cases{
      {day(5, 5), {}, DueState::Moot},
      {kAcknowledge, {}, DueState::Moot},
      {day(5, 16), {}, DueState::Late},          // never sent, and too late for it
      {day(5, 5), day(5, 4), DueState::InTime},  // it was sent all the same
      {day(5, 5), day(5, 20), DueState::Moot},   // sent late, but without object by then
      {day(5, 20), day(5, 16), DueState::KeptLate},
  };
  for (const auto& one : cases) {
    const auto due = acknowledgement_due(answered(one.answered_on, one.acknowledged_on), day(7, 1));
    EXPECT_EQ(due.state, one.expected) << one.answered_on.iso();
  }
}

TEST(AnswerDue, IsInTimeOnTheVeryDay) {
  EXPECT_EQ(answer_due(complaint_in(State::InProgress), day(6, 24)).state, DueState::Pending);
  EXPECT_EQ(answer_due(complaint_in(State::InProgress), day(6, 25)).state, DueState::DueSoon);
  EXPECT_EQ(answer_due(complaint_in(State::InProgress), kAnswer).state, DueState::DueSoon);
  EXPECT_EQ(answer_due(complaint_in(State::InProgress), day(7, 1)).state, DueState::Late);
  EXPECT_EQ(answer_due(answered(kAnswer), day(12, 1)).state, DueState::InTime);
  EXPECT_EQ(answer_due(answered(day(7, 1)), day(12, 1)).state, DueState::KeptLate);
}

TEST(Dues, AreThoseOfTheClockWhateverTheState) {
  for (const State state : {State::New, State::Acknowledged, State::InProgress}) {
    EXPECT_EQ(answer_due(complaint_in(state), day(7, 1)).state, DueState::Late) << name_of(state);
    EXPECT_EQ(answer_due(complaint_in(state), day(7, 1)).due_on, kAnswer);
  }
}

// A holding letter is no answer: with it the same dates, the same lateness.
TEST(Dues, AreNotMovedByAHoldingLetter) {
  CaseFile file;
  file.complaint = acknowledged(day(5, 15), State::InProgress);
  Letter holding;
  holding.kind = LetterKind::Holding;
  holding.counted_on = day(6, 29);
  holding.new_date = day(8, 31);
  file.letters.push_back(holding);
  EXPECT_EQ(answer_due(file.complaint, day(7, 1)).state, DueState::Late);
  EXPECT_EQ(next_due(file.complaint).on, kAnswer);
}

TEST(Dues, OfAComplaintWithoutClockAreNone) {
  Complaint oral = complaint_in(State::New);
  oral.clock.reset();
  EXPECT_EQ(acknowledgement_due(oral, day(12, 1)).state, DueState::None);
  EXPECT_EQ(answer_due(oral, day(12, 1)).state, DueState::None);
  EXPECT_EQ(next_due(oral).what, "");
  EXPECT_FALSE(next_due(oral).on);
}

TEST(Dues, EndWithTheComplaint) {
  Complaint waived = complaint_in(State::Closed);
  waived.closed_on = kAcknowledge;
  EXPECT_EQ(acknowledgement_due(waived, day(12, 1)).state, DueState::None) << "closed before it was late";
  EXPECT_EQ(answer_due(waived, day(12, 1)).state, DueState::None);
  waived.closed_on = day(5, 16);
  EXPECT_EQ(acknowledgement_due(waived, day(12, 1)).state, DueState::Late) << "closed when it was late already";
  EXPECT_EQ(answer_due(waived, day(12, 1)).state, DueState::None);
  waived.closed_on = day(7, 1);
  EXPECT_EQ(answer_due(waived, day(12, 1)).state, DueState::Late);
  EXPECT_EQ(acknowledgement_due(complaint_in(State::Cancelled), day(12, 1)).state, DueState::None);
  EXPECT_EQ(answer_due(complaint_in(State::Cancelled), day(12, 1)).state, DueState::None);
}

TEST(NextDue, IsTheEarlierOfWhatIsNotDone) {
  struct Case {
    Complaint complaint;
    std::string what;
    std::optional<Date> on;
  };
  Complaint unusual = complaint_in(State::New);
  unusual.clock->acknowledgement_due_on = day(7, 15);
  const std::vector<Case> cases{
      {complaint_in(State::New), "acknowledgement", kAcknowledge},
      {complaint_in(State::InProgress), "acknowledgement", kAcknowledge},
      {acknowledged(day(5, 2)), "answer", kAnswer},
      {acknowledged(day(5, 20), State::InProgress), "answer", kAnswer},
      {answered(day(5, 20)), "", {}},
      {unusual, "answer", kAnswer},
      {complaint_in(State::Closed), "", {}},
      {complaint_in(State::Cancelled), "", {}},
  };
  for (const auto& one : cases) {
    EXPECT_EQ(next_due(one.complaint).what, one.what) << name_of(one.complaint.state);
    EXPECT_EQ(next_due(one.complaint).on, one.on);
  }
}

//
TEST(Lateness, BeginsTheDayAfter) {
  EXPECT_FALSE(is_late(kAnswer, day(6, 29)));
  EXPECT_FALSE(is_late(kAnswer, kAnswer));
  EXPECT_TRUE(is_late(kAnswer, day(7, 1)));
  EXPECT_FALSE(is_late(std::nullopt, day(7, 1))) << "no clock";
}

TEST(DueStates, AreSaidInWords) {
  EXPECT_EQ(label_of(ui::Language::French, DueState::Late), "En retard");
  EXPECT_EQ(label_of(ui::Language::French, DueState::Moot), "Sans objet");
  EXPECT_EQ(label_of(ui::Language::French, DueState::None), "");
}

}  // namespace
}  // namespace recours::complaints
