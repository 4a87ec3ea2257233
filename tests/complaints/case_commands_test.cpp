// R-780 What a case offers by its state and its content, and what its answers and letters wait for.
#include "complaints/case_commands.h"

#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace recours::complaints {
namespace {

using accounts::Role;
using ::testing::Contains;
using ::testing::Not;

accounts::Viewer person(Role role, std::int64_t id = 1) {
  accounts::Viewer viewer;
  viewer.id = UserId{id};
  viewer.roles = {role};
  return viewer;
}
CaseFile written(State state) {
  CaseFile file;
  file.complaint.state = state;
  file.complaint.clock = Clock{};
  return file;
}
CaseFile spoken(State state) {
  CaseFile file;
  file.complaint.state = state;
  return file;
}
Answer answer(AnswerState state, std::int64_t author, std::int64_t id = 1) {
  Answer one;
  one.id = AnswerId{id};
  one.state = state;
  one.author = UserId{author};
  return one;
}
Letter letter(LetterKind kind, const char* delivery, std::int64_t id = 1) {
  Letter one;
  one.id = LetterId{id};
  one.kind = kind;
  one.delivery = delivery;
  return one;
}
std::vector<Command> offered(const CaseFile& file, Role role = Role::Handler, FourEyes eyes = FourEyes::Needed) {
  return offered_commands(person(role), file, eyes);
}

TEST(OfferedCommands, AreThoseOfTheTableWithoutWhatIsUseless) {
  const auto commands = offered(written(State::New));
  EXPECT_EQ(commands.front(), Command::Acknowledge);
  EXPECT_THAT(commands, Contains(Command::TakeInHand));
  for (const auto useless :
       {Command::ReviewAnswer, Command::SendAnswer, Command::RecordWriting, Command::InviteToWrite})
    EXPECT_THAT(commands, Not(Contains(useless))) << name_of(useless);
  const auto allowed = allowed_commands(person(Role::Handler), State::New);
  for (const auto command : commands) EXPECT_THAT(allowed, Contains(command)) << name_of(command);
}

TEST(OfferedCommands, OfAnOralComplaintAskForTheWriting) {
  const auto fresh = offered(spoken(State::New));
  EXPECT_EQ(fresh.front(), Command::InviteToWrite);
  EXPECT_THAT(fresh, Not(Contains(Command::Acknowledge)));
  auto invited = spoken(State::New);
  invited.complaint.invited_to_write_on = Date::of(2026, 11, 12);
  EXPECT_EQ(offered(invited).front(), Command::RecordWriting);
}

TEST(OfferedCommands, AnAcknowledgementIsSentOnceAndThenAgain) {
  auto file = written(State::InProgress);
  EXPECT_EQ(offered(file).front(), Command::Acknowledge);
  file.letters = {letter(LetterKind::Acknowledgement, "queued")};
  EXPECT_THAT(offered(file), Not(Contains(Command::Acknowledge)));
  file.letters[0].delivery = "parked";
  EXPECT_EQ(offered(file).front(), Command::Acknowledge) << "it never left";
  file.complaint.acknowledged_on = Date::of(2026, 11, 12);
  EXPECT_THAT(offered(file), Not(Contains(Command::Acknowledge)));
  EXPECT_THAT(offered(file), Contains(Command::ResendProgress));
}

struct Waiting {
  AnswerState state;
  std::int64_t author;
  FourEyes eyes;
  bool reviews, sends;
};
class AnswersWaiting : public ::testing::TestWithParam<Waiting> {};
INSTANTIATE_TEST_SUITE_P(Of, AnswersWaiting,
                         ::testing::Values(Waiting{AnswerState::Draft, 2, FourEyes::Needed, false, false},
                                           Waiting{AnswerState::Draft, 2, FourEyes::NotNeeded, false, true},
                                           Waiting{AnswerState::InReview, 1, FourEyes::Needed, false,
                                                   false},  // the own one
                                           Waiting{AnswerState::InReview, 1, FourEyes::NotNeeded, true, true},
                                           Waiting{AnswerState::InReview, 2, FourEyes::Needed, true, false},
                                           Waiting{AnswerState::Approved, 1, FourEyes::Needed, false, true},
                                           Waiting{AnswerState::Refused, 2, FourEyes::NotNeeded, false, false},
                                           Waiting{AnswerState::Sending, 2, FourEyes::NotNeeded, false, false},
                                           Waiting{AnswerState::Sent, 2, FourEyes::Needed, false, false}));
TEST_P(AnswersWaiting, AreOfferedToWhoMay) {
  auto file = written(State::InProgress);
  file.answers = {answer(GetParam().state, GetParam().author)};
  const auto commands = offered(file, Role::Handler, GetParam().eyes);
  EXPECT_EQ(std::count(commands.begin(), commands.end(), Command::ReviewAnswer), GetParam().reviews);
  EXPECT_EQ(std::count(commands.begin(), commands.end(), Command::SendAnswer), GetParam().sends);
}

TEST(OfferedCommands, NothingElseIsWrittenOrSentWhileAnAnswerIsOnItsWay) {
  auto file = written(State::InProgress);
  file.answers = {answer(AnswerState::Approved, 1, 1), answer(AnswerState::Sending, 1, 2)};
  EXPECT_EQ(answer_to_send(file, FourEyes::Needed), nullptr);
  EXPECT_THAT(offered(file), Not(Contains(Command::DraftAnswer)));
}

TEST(AnswerToWrite, IsTheOwnDraftThenTheNewestThatMayBeGoneOnFrom) {
  auto file = written(State::InProgress);
  EXPECT_EQ(answer_to_write(person(Role::Handler), file), nullptr);
  file.answers = {answer(AnswerState::Draft, 1, 1), answer(AnswerState::Refused, 2, 2),
                  answer(AnswerState::InReview, 2, 3)};
  EXPECT_EQ(answer_to_write(person(Role::Handler), file)->id, AnswerId{1});
  EXPECT_EQ(answer_to_write(person(Role::Handler, 9), file)->id, AnswerId{3}) << "its text begins another version";
  file.answers = {answer(AnswerState::Sent, 1)};
  EXPECT_EQ(answer_to_write(person(Role::Handler), file), nullptr) << "what left stays";
}

TEST(Undelivered, IsWhatWasParkedAndNotSentAgain) {
  auto file = written(State::New);
  file.letters = {letter(LetterKind::Acknowledgement, "parked", 1), letter(LetterKind::Holding, "queued", 2)};
  EXPECT_TRUE(is_undelivered(file, file.letters[0])) << "another kind";
  EXPECT_FALSE(is_undelivered(file, file.letters[1]));
  file.letters.push_back(letter(LetterKind::Acknowledgement, "queued", 3));
  EXPECT_FALSE(is_undelivered(file, file.letters[0]));
  auto back = answer(AnswerState::Approved, 1);
  back.delivery = "parked";
  file.answers = {back};
  EXPECT_TRUE(is_undelivered(file, file.answers[0]));
}

}  // namespace
}  // namespace recours::complaints
