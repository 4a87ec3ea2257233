#include "complaints/dues.h"

namespace recours::complaints {
namespace {

// From the first alarm on.
constexpr int kDaysOfWarning = 5;

bool is_ended(const Complaint& complaint) {
  return complaint.state == State::Closed || complaint.state == State::Cancelled;
}

bool was_kept(const std::optional<Date>& done_on, Date due_on) { return done_on && *done_on <= due_on; }

// Of what was not done: a complaint that ended before the day came owes nothing, neither does one entered by mistake.
DueState undone(const Complaint& complaint, Date due_on, Date today) {
  if (complaint.state == State::Cancelled) return DueState::None;
  if (complaint.state == State::Closed) {
    return complaint.closed_on && is_late(due_on, *complaint.closed_on) ? DueState::Late : DueState::None;
  }
  return next_due_state(due_on, today);
}

}  // namespace

DueState next_due_state(Date due_on, Date today) {
  if (is_late(due_on, today)) return DueState::Late;
  return today.days_until(due_on) <= kDaysOfWarning ? DueState::DueSoon : DueState::Pending;
}

std::string label_of(ui::Language language, DueState state) {
  switch (state) {
    case DueState::None: return {};
    case DueState::Pending: return ui::tr(language, "To come");
    case DueState::DueSoon: return ui::tr(language, "Due soon");
    case DueState::Late: return ui::tr(language, "Late");
    case DueState::InTime: return ui::tr(language, "In time");
    case DueState::KeptLate: return ui::tr(language, "Done late");
    case DueState::Moot: return ui::tr(language, "Without object");
  }
  return {};
}

//
Due acknowledgement_due(const Complaint& complaint, Date today) {
  if (!complaint.clock) return {};
  const Date due_on = complaint.clock->acknowledgement_due_on;
  const auto& done_on = complaint.acknowledged_on;
  if (was_kept(done_on, due_on)) return {DueState::InTime, due_on, done_on};
  if (was_kept(complaint.answered_on, due_on)) return {DueState::Moot, due_on, done_on};
  if (done_on) return {DueState::KeptLate, due_on, done_on};
  if (complaint.answered_on) return {DueState::Late, due_on, {}};  // never sent, and too late for it
  return {undone(complaint, due_on, today), due_on, {}};
}

Due answer_due(const Complaint& complaint, Date today) {
  if (!complaint.clock) return {};
  const Date due_on = complaint.clock->answer_due_on;
  const auto& done_on = complaint.answered_on;
  if (done_on) return {was_kept(done_on, due_on) ? DueState::InTime : DueState::KeptLate, due_on, done_on};
  return {undone(complaint, due_on, today), due_on, {}};
}

NextDue next_due(const Complaint& complaint) {
  if (!complaint.clock || complaint.answered_on || is_ended(complaint)) return {};
  const Clock& clock = *complaint.clock;
  if (!complaint.acknowledged_on && clock.acknowledgement_due_on <= clock.answer_due_on) {
    return {"acknowledgement", clock.acknowledgement_due_on};
  }
  return {"answer", clock.answer_due_on};
}

std::string_view name_of(Late what) { return what == Late::Acknowledgement ? "acknowledgement" : "answer"; }

std::optional<Late> late_named(std::string_view name) {
  for (const Late what : {Late::Acknowledgement, Late::Answer}) {
    if (name_of(what) == name) return what;
  }
  return std::nullopt;
}

const Letter* counted_acknowledgement(const CaseFile& file) {
  for (const auto& letter : file.letters) {
    if (letter.kind == LetterKind::Acknowledgement && letter.counted_on) return &letter;
  }
  return nullptr;
}

const Answer* counted_answer(const CaseFile& file) {
  for (const auto& answer : file.answers) {
    if (answer.counted_on) return &answer;
  }
  return nullptr;
}

// R-711 An acknowledgement without object owes no reason.
std::vector<Late> unexplained_delays(const CaseFile& file) {
  const Complaint& complaint = file.complaint;
  std::vector<Late> late;
  if (!complaint.clock) return late;
  const auto* letter = counted_acknowledgement(file);
  const bool is_moot = was_kept(complaint.answered_on, complaint.clock->acknowledgement_due_on);
  if (letter && letter->late_reason.empty() && !is_moot &&
      is_late(complaint.clock->acknowledgement_due_on, *letter->counted_on)) {
    late.push_back(Late::Acknowledgement);
  }
  const auto* answer = counted_answer(file);
  if (answer && answer->late_reason.empty() && is_late(complaint.clock->answer_due_on, *answer->counted_on)) {
    late.push_back(Late::Answer);
  }
  return late;
}

//
bool is_late(const std::optional<Date>& due_on, Date day) { return due_on && day > *due_on; }

}  // namespace recours::complaints
