// R-720 The one table of the life cycle (complaints.md §6): which command leads from where to where, the right it asks,
// whether a reason must be given, what its button says. Guard, page, API and documentation read it.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "accounts/viewer.h"
#include "complaints/complaint.h"

namespace recours::complaints {

enum class Command {
  Acknowledge, TakeInHand, SendHoldingLetter, DraftAnswer, ReviewAnswer, SendAnswer, Decide, Close, CloseByWaiver, Resume,
  Reopen, Cancel, Requalify, Transfer, RecordMediation, AddNote, AddDocument, AddGrievance, RecordWriting, InviteToWrite,
  ResendProgress, ExplainDelay, AddCorrectiveAction, Edit,
};
std::span<const Command> all_commands();
std::string_view name_of(Command command);                   // acknowledge
std::string label_of(ui::Language language, Command command);

enum class AsksReason { No, Yes };
struct Transition {
  Command command;
  std::vector<State> from;
  std::optional<State> to;                                   // none: the state stays
  accounts::Right right;
  AsksReason reason = AsksReason::No;
};
std::span<const Transition> transitions();

// Allowed for this viewer in this state, likeliest first; rules of the content (gate, review) are asked by the action.
std::vector<Command> allowed_commands(const accounts::Viewer& viewer, State state);
// The row of the table that leads from here, or nullptr: the command is refused.
const Transition* find_transition(State state, Command command);
// Of a command whatever the state: who lacks it is forbidden, who has it is told what the state refuses.
accounts::Right right_of(Command command);

}  // namespace recours::complaints
