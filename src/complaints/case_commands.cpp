#include "complaints/case_commands.h"

#include <algorithm>

#include "complaints/dues.h"

namespace recours::complaints {
namespace {

// The last one for which it holds.
template <class Condition>
const Answer* newest(const CaseFile& file, Condition condition) {
  const auto found = std::find_if(file.answers.rbegin(), file.answers.rend(), condition);
  return found == file.answers.rend() ? nullptr : &*found;
}

bool is_sending(const CaseFile& file) {
  return newest(file, [](const Answer& one) { return one.state == AnswerState::Sending; }) != nullptr;
}

// What the table allows and this case cannot use: it would only be refused.
bool is_useless(Command command, const accounts::Viewer& viewer, const CaseFile& file, FourEyes four_eyes) {
  const Complaint& complaint = file.complaint;
  switch (command) {
    case Command::Acknowledge:
      return !complaint.clock || complaint.acknowledged_on || has_under_way(file, LetterKind::Acknowledgement);
    case Command::ResendProgress: return !complaint.acknowledged_on;
    case Command::RecordWriting: return complaint.clock.has_value();
    case Command::InviteToWrite: return complaint.clock.has_value() || has_under_way(file, LetterKind::Invitation);
    case Command::ReviewAnswer: return !answer_to_review(viewer, file, four_eyes);
    case Command::SendAnswer: return !answer_to_send(file, four_eyes);
    case Command::DraftAnswer: return is_sending(file);
    case Command::ExplainDelay: return unexplained_delays(file).empty();
    default: return false;
  }
}

// A version waits for its review or its sending: another one is rarely what comes next.
bool is_written(const CaseFile& file) {
  return newest(file, [](const Answer& one) {
           return one.state == AnswerState::InReview || one.state == AnswerState::Approved;
         }) != nullptr;
}

// Ahead of the order of the table: an answer on its way to the complainant, and what an oral complaint waits for.
int urgency(Command command, const CaseFile& file) {
  switch (command) {
    case Command::SendAnswer: return file.complaint.acknowledged_on ? 3 : 1;
    case Command::ReviewAnswer: return 2;
    case Command::RecordWriting: return file.complaint.invited_to_write_on ? 2 : 1;
    case Command::InviteToWrite: return file.complaint.invited_to_write_on ? 0 : 2;
    case Command::Acknowledge: return 2;
    case Command::DraftAnswer: return is_written(file) ? -1 : 0;
    default: return 0;
  }
}

}  // namespace

//
std::vector<Command> offered_commands(const accounts::Viewer& viewer, const CaseFile& file, FourEyes four_eyes) {
  auto commands = allowed_commands(viewer, file.complaint.state);
  std::erase_if(commands, [&](Command command) { return is_useless(command, viewer, file, four_eyes); });
  std::stable_sort(commands.begin(), commands.end(),
                   [&](Command a, Command b) { return urgency(a, file) > urgency(b, file); });
  return commands;
}

const Answer* answer_to_review(const accounts::Viewer& viewer, const CaseFile& file, FourEyes four_eyes) {
  return newest(file, [&](const Answer& one) {
    return one.state == AnswerState::InReview && (four_eyes == FourEyes::NotNeeded || one.author != viewer.id);
  });
}

const Answer* answer_to_send(const CaseFile& file, FourEyes four_eyes) {
  if (is_sending(file)) return nullptr;
  return newest(file, [&](const Answer& one) {
    if (one.state == AnswerState::Approved) return true;
    const bool is_written = one.state == AnswerState::Draft || one.state == AnswerState::InReview;
    return is_written && four_eyes == FourEyes::NotNeeded;
  });
}

const Answer* answer_to_write(const accounts::Viewer& viewer, const CaseFile& file) {
  if (const auto* own =
          newest(file, [&](const Answer& one) { return one.state == AnswerState::Draft && one.author == viewer.id; }))
    return own;
  return newest(file,
                [](const Answer& one) { return one.state != AnswerState::Sent && one.state != AnswerState::Sending; });
}

bool is_under_way(const Letter& letter) {
  return !letter.counted_on &&
         (letter.delivery == "queued" || letter.delivery == "sending" || letter.delivery == "sent");
}

bool is_undelivered(const CaseFile& file, const Letter& letter) {
  if (letter.delivery != "parked" || letter.counted_on) return false;
  return std::none_of(file.letters.begin(), file.letters.end(),
                      [&](const Letter& other) { return other.kind == letter.kind && other.id > letter.id; });
}

bool is_undelivered(const CaseFile& file, const Answer& answer) {
  if (answer.delivery != "parked" || answer.counted_on) return false;
  return std::none_of(file.answers.begin(), file.answers.end(),
                      [&](const Answer& other) { return other.id > answer.id; });
}

bool has_under_way(const CaseFile& file, LetterKind kind) {
  return std::any_of(file.letters.begin(), file.letters.end(),
                     [&](const Letter& letter) { return letter.kind == kind && is_under_way(letter); });
}

}  // namespace recours::complaints
