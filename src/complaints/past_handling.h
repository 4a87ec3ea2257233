// R-790 What was done with a complaint before it is recorded (complaints.md §3): a later state together with the dates
// and facts it needs; the closing gate is asked here too. Pure: who may record it and how it is written is
// past_handling_store.h.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "accounts/viewer.h"
#include "base/refusal.h"
#include "complaints/complaint.h"

namespace recours::complaints {

// As typed, parsed to values where that is possible; refusals name its members past.acknowledged_on …, the state
// `state`.
struct PastHandling {
  std::string state = "new";  // new, acknowledged, in_progress, answered, closed
  std::optional<Date> acknowledged_on, answered_on, closed_on;
  std::string acknowledgement_late_reason, answer_late_reason;
  std::string answer;               // its text, or where it is kept
  bool mediator_mentioned = false;  // in that answer
  std::string decision, finding, solution, amount, root_cause, dysfunction;
  // Of each grievance in their order; where one is empty or not there, `finding` holds for it.
  std::vector<std::string> findings;
  std::string waiver, waiver_reason;
  friend bool operator==(const PastHandling&, const PastHandling&) = default;
};
// New, and nothing said: most complaints.
bool is_empty(const PastHandling& past);

struct PastContext {
  enum class LateReasons { Asked, NotAsked };  // an old register does not always tell them
  Date today;
  std::optional<Date> received_on;
  std::optional<Clock> clock;
  bool is_spoken = false;    // R-701 nothing is acknowledged or answered before it is written
  bool is_assigned = false;  // somebody handles it
  std::vector<std::string> grievances;
  std::vector<std::string> solutions, root_causes;  // codes in force
  std::optional<std::int64_t> mediator;             // of its activity, on the day of the answer
  LateReasons late_reasons = LateReasons::Asked;
};

// R-790 Everything at once: what the state needs, what does not go with it, days in order and not to come, reasons of
// what left late, the closing gate. Cancelled is no state to begin with.
std::vector<FieldRefusal> objections_to(const PastHandling& past, const PastContext& context);

// Too long, unreadable: what not even a draft keeps.
std::vector<FieldRefusal> objections_to_keeping(const PastHandling& past);

// One right per verb: what is recorded as done asks the right of doing it.
std::vector<accounts::Right> rights_for(const PastHandling& past);
// The states one may begin with, in order.
std::vector<State> states_to_begin_with();
State state_of(const PastHandling& past);  // New when it is none of them
std::string finding_of(const PastHandling& past, std::size_t grievance);
std::optional<Money> amount_of(const PastHandling& past);

}  // namespace recours::complaints
