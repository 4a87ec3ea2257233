// How far a complaint is with its legal dates: what is still due, in time, late or without object (complaints.md §5).
// Pure.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "complaints/complaint.h"

namespace recours::complaints {

// None: no clock, or ended before its day came. DueSoon: from the first alarm (5 calendar days before) to the very day.
// Late: its day passed and it was never done, also of a complaint that ended so. InTime, KeptLate: done.
enum class DueState { None, Pending, DueSoon, Late, InTime, KeptLate, Moot };
std::string label_of(ui::Language language, DueState state);  // En retard; empty for None
struct Due {
  DueState state = DueState::None;
  std::optional<Date> due_on, done_on;
};
// R-710 Moot where the written answer left within the acknowledgement's delay.
Due acknowledgement_due(const Complaint& complaint, Date today);
Due answer_due(const Complaint& complaint, Date today);

// Of what is not done yet: Late, DueSoon or Pending.
DueState next_due_state(Date due_on, Date today);

struct NextDue {
  std::string what;  // acknowledgement, answer, or empty
  std::optional<Date> on;
};
// Of the facts, to be kept in the row: the earlier of what is not done. Nothing once answered, when an acknowledgement
// has no object any more; nothing once closed or cancelled.
NextDue next_due(const Complaint& complaint);

// R-711 What left after its date without the reason of the delay, in that order: none where it left in time.
enum class Late { Acknowledgement, Answer };
std::string_view name_of(Late what);  // acknowledgement, answer
std::optional<Late> late_named(std::string_view name);
std::vector<Late> unexplained_delays(const CaseFile& file);
// The one whose day counts; nullptr while none left.
const Letter* counted_acknowledgement(const CaseFile& file);
const Answer* counted_answer(const CaseFile& file);

// R-711 What leaves after its date asks for the reason of the delay.
bool is_late(const std::optional<Date>& due_on, Date day);

}  // namespace recours::complaints
