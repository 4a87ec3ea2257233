#include "complaints/transition.h"

#include <algorithm>
#include <array>

#include "base/catalogue_key.h"

namespace recours::complaints {
namespace {

struct Word {
  Command command;
  std::string_view name;
  const char* label;
};

constexpr std::array kWords{
    Word{Command::Acknowledge, "acknowledge", key("Send the acknowledgement")},
    Word{Command::TakeInHand, "take_in_hand", key("Take in hand")},
    Word{Command::SendHoldingLetter, "send_holding_letter", key("Send a holding letter")},
    Word{Command::DraftAnswer, "draft_answer", key("Write the answer")},
    Word{Command::ReviewAnswer, "review_answer", key("Review the answer")},
    Word{Command::SendAnswer, "send_answer", key("Send the answer")},
    Word{Command::Decide, "decide", key("Record the decision")},
    Word{Command::Close, "close", key("Close the complaint")},
    Word{Command::CloseByWaiver, "close_by_waiver", key("Close without an answer")},
    Word{Command::Resume, "resume", key("Resume handling")},
    Word{Command::Reopen, "reopen", key("Reopen the complaint")},
    Word{Command::Cancel, "cancel", key("Cancel the complaint")},
    Word{Command::Requalify, "requalify", key("Requalify as a request")},
    Word{Command::Transfer, "transfer", key("Transfer to another institution")},
    Word{Command::RecordMediation, "record_mediation", key("Record a step of the mediation")},
    Word{Command::AddNote, "add_note", key("Add an internal note")},
    Word{Command::AddDocument, "add_document", key("Add a supporting document")},
    Word{Command::AddGrievance, "add_grievance", key("Add a grievance")},
    Word{Command::RecordWriting, "record_writing", key("Record the written complaint")},
    Word{Command::InviteToWrite, "invite_to_write", key("Invite to write")},
    Word{Command::ResendProgress, "resend_progress", key("Send the acknowledgement again")},
    Word{Command::ExplainDelay, "explain_delay", key("Give the reason of the delay")},
    Word{Command::AddCorrectiveAction, "add_corrective_action", key("Add a corrective action")},
    Word{Command::Edit, "edit", key("Edit the complaint")},
};

constexpr auto kCommands = [] {
  std::array<Command, kWords.size()> commands{};
  for (std::size_t i = 0; i < kWords.size(); ++i) commands[i] = kWords[i].command;
  return commands;
}();

const Word& word_of(Command command) {
  return *std::find_if(kWords.begin(), kWords.end(), [&](const Word& word) { return word.command == command; });
}

bool is_among(const std::vector<State>& states, State state) {
  return std::find(states.begin(), states.end(), state) != states.end();
}

}  // namespace

std::span<const Command> all_commands() { return kCommands; }
std::string_view name_of(Command command) { return word_of(command).name; }
std::string label_of(ui::Language language, Command command) { return ui::tr(language, word_of(command).label); }

// In the order their buttons stand in: what a case waits for first, what ends or undoes it last.
std::span<const Transition> transitions() {
  using enum State;
  using accounts::Right;
  using enum Right;
  constexpr auto stays = std::nullopt;
  constexpr auto reason = AsksReason::Yes;
  static const std::vector<State> unanswered{New, Acknowledged, InProgress};
  static const std::vector<State> unclosed{New, Acknowledged, InProgress, Answered};
  static const std::vector<State> registered{New, Acknowledged, InProgress, Answered, Closed};
  static const std::vector<Transition> table{
      {Command::Acknowledge, {New}, Acknowledged, AcknowledgeComplaint},
      {Command::TakeInHand, {New, Acknowledged}, InProgress, HandleComplaint},
      // Writing and review leave the state alone: an answer may leave before anybody took the case in hand.
      {Command::DraftAnswer, unanswered, stays, HandleComplaint},
      {Command::ReviewAnswer, unanswered, stays, Right::ReviewAnswer},
      {Command::SendAnswer, unanswered, Answered, Right::SendAnswer},
      {Command::Close, {Answered}, Closed, CloseComplaint},
      {Command::Decide, unclosed, stays, HandleComplaint},
      {Command::RecordWriting, unanswered, stays, RecordComplaint},
      {Command::InviteToWrite, unanswered, stays, AcknowledgeComplaint},
      {Command::Acknowledge, {InProgress}, stays, AcknowledgeComplaint},
      {Command::ResendProgress, {Acknowledged, InProgress}, stays, AcknowledgeComplaint},
      {Command::SendHoldingLetter, unanswered, stays, HandleComplaint, reason},
      // The mail server may take late what was sent in time; dates may be corrected after it left.
      {Command::ExplainDelay, registered, stays, HandleComplaint, reason},
      {Command::AddDocument, registered, stays, NoteComplaint},
      {Command::AddNote, registered, stays, NoteComplaint},
      {Command::AddGrievance, unclosed, stays, HandleComplaint},
      // Effects show, and mediators answer, long after closing.
      {Command::AddCorrectiveAction, registered, stays, HandleComplaint},
      {Command::RecordMediation, registered, stays, Right::RecordMediation},
      {Command::Edit, unclosed, stays, EditComplaint},
      {Command::Resume, {Answered}, InProgress, ReopenComplaint, reason},
      {Command::Reopen, {Closed}, InProgress, ReopenComplaint, reason},
      // Requalified and transferred are two of the waivers: they close.
      {Command::Transfer, unanswered, Closed, TransferComplaint, reason},
      {Command::Requalify, unanswered, Closed, RequalifyComplaint, reason},
      {Command::CloseByWaiver, unanswered, Closed, CloseComplaint, reason},
      {Command::Cancel, unclosed, Cancelled, CancelComplaint, reason},
  };
  return table;
}

const Transition* find_transition(State state, Command command) {
  for (const auto& transition : transitions()) {
    if (transition.command == command && is_among(transition.from, state)) return &transition;
  }
  return nullptr;
}

accounts::Right right_of(Command command) {
  const auto table = transitions();
  return std::find_if(table.begin(), table.end(), [&](const Transition& row) { return row.command == command; })->right;
}

std::vector<Command> allowed_commands(const accounts::Viewer& viewer, State state) {
  std::vector<Command> commands;
  for (const auto& transition : transitions()) {
    if (is_among(transition.from, state) && viewer.can(transition.right)) commands.push_back(transition.command);
  }
  return commands;
}

}  // namespace recours::complaints
