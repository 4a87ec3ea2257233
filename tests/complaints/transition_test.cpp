// R-720 The table of the life cycle, written out: every state × command, every role × command. A change here is a
// decision.
#include <map>
#include <set>
#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "complaints/transition.h"

namespace recours::complaints {
namespace {

using accounts::Role;

accounts::Viewer person(Role role) {
  accounts::Viewer viewer;
  viewer.roles = {role};
  return viewer;
}

constexpr std::array kAllStates{State::Draft,    State::New,    State::Acknowledged, State::InProgress,
                                State::Answered, State::Closed, State::Cancelled};

// Where a command leads: the letter of the new state, = when it stays, a point when it is refused.
std::string state_matrix() {
  const std::map<State, char> letters{{State::Acknowledged, 'K'},
                                      {State::InProgress, 'P'},
                                      {State::Answered, 'A'},
                                      {State::Closed, 'C'},
                                      {State::Cancelled, 'X'}};
  std::ostringstream table;
  for (const Command command : all_commands()) {
    bool asks_reason = false;
    for (const State state : kAllStates) {
      const auto* transition = find_transition(state, command);
      asks_reason = asks_reason || (transition && transition->reason == AsksReason::Yes);
      table << (!transition ? '.' : !transition->to ? '=' : letters.at(*transition->to));
    }
    table << ' ' << name_of(command) << (asks_reason ? " why" : "") << '\n';
  }
  return table.str();
}

TEST(Transitions, OfEveryCommandInEveryStateAreExactlyThese) {
  // draft new acKnowledged inProgress Answered Closed cancelled(X)
  EXPECT_EQ(state_matrix(),
            ".K.=... acknowledge\n"
            ".PP.... take_in_hand\n"
            ".===... send_holding_letter why\n"
            ".===... draft_answer\n"
            ".===... review_answer\n"
            ".AAA... send_answer\n"
            ".====.. decide\n"
            "....C.. close\n"
            ".CCC... close_by_waiver why\n"
            "....P.. resume why\n"
            ".....P. reopen why\n"
            ".XXXX.. cancel why\n"
            ".CCC... requalify why\n"
            ".CCC... transfer why\n"
            ".=====. record_mediation\n"
            ".=====. add_note\n"
            ".=====. add_document\n"
            ".====.. add_grievance\n"
            ".===... record_writing\n"
            ".===... invite_to_write\n"
            "..==... resend_progress\n"
            ".=====. explain_delay why\n"
            ".=====. add_corrective_action\n"
            ".====.. edit\n")
      << state_matrix();
}

// One letter a command, in the order of all_commands: which of them a role has in some state.
std::string role_matrix() {
  std::ostringstream table;
  for (const Role role : accounts::all_roles()) {
    std::set<Command> given;
    for (const State state : kAllStates) {
      for (const Command command : allowed_commands(person(role), state)) given.insert(command);
    }
    for (const Command command : all_commands()) table << (given.contains(command) ? 'x' : '.');
    table << ' ' << accounts::name_of(role) << '\n';
  }
  return table.str();
}

TEST(Commands, OfEveryRoleAreExactlyThese) {
  // acknowledge take holding draft review send decide | close waive resume reopen cancel requalify transfer mediation
  // | note document grievance writing invite again delay corrective edit
  EXPECT_EQ(role_matrix(),
            "......."
            "........"
            "......... reseller\n"
            "......."
            "........"
            "......... reseller_admin\n"
            "......."
            "........"
            "......... customer_service\n"
            "......."
            "........"
            "......... rma\n"
            "......."
            "........"
            "......... warehouse\n"
            "......."
            "........"
            "......... finance\n"
            "x......"
            "........"
            "xx.xxx... adviser\n"
            "xxxxxxx"
            "xxxxxxxx"
            "xxxxxxxxx handler\n"
            "....x.."
            "........"
            "xx....... reviewer\n"
            "xxxxxxx"
            "xxxxxxxx"
            "xxxxxxxxx compliance\n"
            "......."
            "........"
            "......... director\n"
            "......."
            "........"
            "......... auditor\n"
            "......."
            "........"
            "......... admin\n")
      << role_matrix();
}

TEST(Commands, AreAllowedWhereTableAndRightAgree) {
  for (const Role role : accounts::all_roles()) {
    for (const State state : kAllStates) {
      const auto allowed = allowed_commands(person(role), state);
      for (const Command command : all_commands()) {
        const bool expected = find_transition(state, command) && accounts::grants(role, right_of(command));
        EXPECT_EQ(std::count(allowed.begin(), allowed.end(), command), expected ? 1 : 0)
            << accounts::name_of(role) << " " << name_of(state) << " " << name_of(command);
      }
    }
  }
}

TEST(Commands, ComeLikeliestFirst) {
  const auto handler = person(Role::Handler);
  EXPECT_EQ(allowed_commands(handler, State::New).front(), Command::Acknowledge);
  EXPECT_EQ(allowed_commands(handler, State::Acknowledged).front(), Command::TakeInHand);
  EXPECT_EQ(allowed_commands(handler, State::InProgress).front(), Command::DraftAnswer);
  EXPECT_EQ(allowed_commands(handler, State::Answered).front(), Command::Close);
  EXPECT_EQ(allowed_commands(handler, State::New).back(), Command::Cancel);
  EXPECT_THAT(
      allowed_commands(person(Role::Adviser), State::New),
      ::testing::ElementsAre(Command::Acknowledge, Command::RecordWriting, Command::InviteToWrite,
                             Command::AddDocument, Command::AddNote));
  EXPECT_THAT(allowed_commands(handler, State::Closed),
              ::testing::ElementsAre(Command::ExplainDelay, Command::AddDocument, Command::AddNote, Command::AddCorrectiveAction,
                                     Command::RecordMediation, Command::Reopen));
  EXPECT_THAT(allowed_commands(handler, State::Cancelled), ::testing::IsEmpty());
  EXPECT_THAT(allowed_commands(handler, State::Draft), ::testing::IsEmpty()) << "drafts are registered or discarded";
}

TEST(Commands, AskOneRightEachWhateverTheState) {
  for (const auto& transition : transitions()) {
    EXPECT_EQ(accounts::name_of(transition.right), accounts::name_of(right_of(transition.command)))
        << name_of(transition.command);
  }
}

TEST(Commands, HaveOneNameAndOneButtonEach) {
  std::set<std::string_view> names;
  std::set<std::string> labels;
  for (const Command command : all_commands()) {
    EXPECT_TRUE(names.insert(name_of(command)).second) << name_of(command);
    EXPECT_TRUE(labels.insert(label_of(ui::Language::French, command)).second) << name_of(command);
  }
  EXPECT_EQ(all_commands().size(), static_cast<std::size_t>(Command::Edit) + 1) << "every one has a word";
  EXPECT_EQ(label_of(ui::Language::French, Command::Reopen), "Rouvrir");
  EXPECT_EQ(label_of(ui::Language::French, Command::ResendProgress), "Renvoyer accusé de réception");
  EXPECT_EQ(label_of(ui::Language::French, Command::RecordWriting), "Enregistrer l’écrit");
}

}  // namespace
}  // namespace recours::complaints
