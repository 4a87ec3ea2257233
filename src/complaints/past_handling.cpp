#include "complaints/past_handling.h"

#include <algorithm>
#include <array>
#include <tuple>

#include "base/text.h"
#include "complaints/closing_gate.h"
#include "complaints/dues.h"
#include "complaints/transition.h"
#include "complaints/typed_text.h"

namespace recours::complaints {
namespace {

using Refusals = std::vector<FieldRefusal>;

constexpr std::size_t kLongestCode = 200;
constexpr std::size_t kMostFindings = 50;

constexpr std::array kStates{State::New, State::Acknowledged, State::InProgress, State::Answered, State::Closed};

bool is_in(const std::vector<std::string>& codes, const std::string& code) {
  return std::find(codes.begin(), codes.end(), code) != codes.end();
}

bool is_named(const Refusals& refusals, std::string_view field) {
  return std::any_of(refusals.begin(), refusals.end(), [&](const FieldRefusal& known) { return known.field == field; });
}

bool says_answer(const PastHandling& past) { return past.answered_on || !trim(past.answer).empty(); }

bool says_decision(const PastHandling& past) {
  return !past.decision.empty() || !past.solution.empty() || !past.root_cause.empty() || !past.amount.empty() ||
         !past.dysfunction.empty();
}

bool says_end(const PastHandling& past) {
  return past.closed_on || !past.waiver.empty() || !trim(past.waiver_reason).empty();
}

// What is said must not tell of a later state than the one chosen: nothing typed is dropped silently.
void check_state(const PastHandling& past, const PastContext& context, Refusals& refusals) {
  const auto state = state_named(past.state);
  if (!state || std::find(kStates.begin(), kStates.end(), *state) == kStates.end()) {
    refusals.push_back({"state", "unknown_choice", msg("A complaint is not recorded in this state.")});
    return;
  }
  const bool is_beyond = (*state == State::New && past.acknowledged_on) ||
                         (*state < State::Answered && says_answer(past)) || (*state < State::Closed && says_end(past));
  if (context.is_spoken && (past.acknowledged_on || says_answer(past))) {
    refusals.push_back({"state", "not_written",
                        msg("This complaint is oral: record the written one first, which starts the delays.")});
  } else if (is_beyond) {
    refusals.push_back({"state", "contradicts_dates", msg("Choose the state that goes with the dates given below.")});
  }
}

void require_day(const char* field, const std::optional<Date>& day, Message message, Refusals& refusals) {
  if (!day) refusals.push_back({field, "required", std::move(message)});
}

void check_needed(const PastHandling& past, const PastContext& context, Refusals& refusals) {
  switch (state_of(past)) {
    case State::Acknowledged:
      require_day("past.acknowledged_on", past.acknowledged_on, msg("Enter the day the acknowledgement left."),
                  refusals);
      break;
    case State::InProgress:
      if (!context.is_assigned) refusals.push_back({"handler", "required", msg("Choose who handles the complaint.")});
      break;
    case State::Answered:
      require_day("past.answered_on", past.answered_on, msg("Enter the day the answer left."), refusals);
      if (trim(past.answer).empty()) {
        refusals.push_back({"past.answer", "required", msg("Enter the text of the answer, or where it is kept.")});
      }
      break;
    case State::Closed:
      require_day("past.closed_on", past.closed_on, msg("Enter the day the complaint was closed."), refusals);
      break;
    default: break;
  }
}

// A day after `today` or before `earliest` is refused with the message of the latter.
struct Earliest {
  std::optional<Date> day;
  const char* code;
  Message message;
};
void check_day(const char* field, const std::optional<Date>& day, Date today, const std::vector<Earliest>& bounds,
               Refusals& refusals) {
  if (!day) return;
  if (*day > today) {
    refusals.push_back({field, "in_future", msg("This day lies in the future.")});
    return;
  }
  for (const auto& bound : bounds) {
    if (bound.day && *day < *bound.day) {
      refusals.push_back({field, bound.code, bound.message});
      return;
    }
  }
}

void check_order(const PastHandling& past, const PastContext& context, Refusals& refusals) {
  const Earliest received{context.received_on, "before_reception", msg("This day lies before the reception.")};
  const Earliest acknowledged{past.acknowledged_on, "before_acknowledgement",
                              msg("This day lies before the acknowledgement.")};
  const Earliest answered{past.answered_on, "before_answer", msg("This day lies before the answer.")};
  check_day("past.acknowledged_on", past.acknowledged_on, context.today, {received}, refusals);
  check_day("past.answered_on", past.answered_on, context.today, {received, acknowledged}, refusals);
  check_day("past.closed_on", past.closed_on, context.today, {received, acknowledged, answered}, refusals);
}

//
void check_late(const char* field, const std::string& reason, const std::optional<Date>& left_on,
                const std::optional<Date>& due_on, PastContext::LateReasons asked, Refusals& refusals) {
  const bool is_missing = left_on && is_late(due_on, *left_on) && trim(reason).empty();
  if (is_missing && asked == PastContext::LateReasons::Asked) {
    refusals.push_back({field, "required", msg("This was due on {1}: give the reason of the delay.", *due_on)});
  }
}

void check_late_reasons(const PastHandling& past, const PastContext& context, Refusals& refusals) {
  const auto due = [&](Date Clock::*part) {
    return context.clock ? std::optional((*context.clock).*part) : std::nullopt;
  };
  check_late("past.acknowledgement_late_reason", past.acknowledgement_late_reason, past.acknowledged_on,
             due(&Clock::acknowledgement_due_on), context.late_reasons, refusals);
  check_late("past.answer_late_reason", past.answer_late_reason, past.answered_on, due(&Clock::answer_due_on),
             context.late_reasons, refusals);
}

void check_decision(const PastHandling& past, const PastContext& context, Refusals& refusals) {
  const auto needed = says_decision(past) ? Needed::Yes : Needed::No;
  check_choice("past.decision", past.decision, is_code(decisions(), past.decision), needed, refusals);
  check_choice("past.finding", past.finding, is_code(findings(), past.finding), Needed::No, refusals);
  check_choice("past.solution", past.solution, is_in(context.solutions, past.solution), Needed::No, refusals);
  check_choice("past.root_cause", past.root_cause, is_in(context.root_causes, past.root_cause), Needed::No, refusals);
  const auto cents = Money::parse_cents(past.amount);
  if (!past.amount.empty() && (!cents || *cents < 0)) {
    refusals.push_back({"past.amount", "not_an_amount", msg("Enter an amount such as 190.00")});
  }
  for (std::size_t at = 0; at < past.findings.size(); ++at) {
    check_choice("past.findings/" + std::to_string(at + 1), past.findings[at], is_code(findings(), past.findings[at]),
                 Needed::No, refusals);
  }
}

// R-741 Only a mediator the firm has entered can have been named.
void check_mediator(const PastHandling& past, const PastContext& context, Refusals& refusals) {
  if (!past.mediator_mentioned || context.mediator) return;
  refusals.push_back({"past.mediator_mentioned", "mediator_unknown",
                      msg("No mediator is entered for this activity: enter one under Compliance › Mediators.")});
}

// ---- the gate

CaseFile file_of(const PastHandling& past, const PastContext& context) {
  CaseFile file;
  file.complaint.clock = context.clock;
  for (std::size_t at = 0; at < context.grievances.size(); ++at) {
    Grievance grievance;
    grievance.id = GrievanceId{static_cast<std::int64_t>(at + 1)};
    grievance.text = context.grievances[at];
    grievance.finding = finding_of(past, at);
    file.complaint.grievances.push_back(std::move(grievance));
  }
  if (!trim(past.answer).empty()) {
    Answer answer;
    answer.state = AnswerState::Sent;
    answer.counted_on = past.answered_on;
    if (past.mediator_mentioned) answer.mediator_id = context.mediator.value_or(1);  // an unknown one is told elsewhere
    file.answers.push_back(std::move(answer));
  }
  Decision decision;
  decision.decision = past.decision;
  decision.root_cause = past.root_cause;
  file.decision = decision;
  return file;
}

// The gate speaks of what is to be done; here it is about what is to be entered.
FieldRefusal as_entry(const FieldRefusal& missing, const PastHandling& past) {
  if (missing.field == "answer") {
    const bool has_text = !trim(past.answer).empty();
    return {has_text ? "past.answered_on" : "past.answer", missing.code,
            has_text ? msg("Enter the day the answer left.") : msg("Enter the answer that left, or choose a waiver.")};
  }
  if (missing.field == "mediator") {
    return {"past.mediator_mentioned", missing.code,
            msg("An answer closes a complaint when it names the mediator: confirm it, or choose a waiver.")};
  }
  if (missing.field.starts_with("grievance/")) {
    return {"past.findings/" + missing.field.substr(std::string_view("grievance/").size()), missing.code,
            missing.message};
  }
  return {"past." + missing.field, missing.code, missing.message};
}

//
void check_gate(const PastHandling& past, const PastContext& context, Refusals& refusals) {
  if (state_of(past) != State::Closed) return;
  const CaseFile file = file_of(past, context);
  if (!past.waiver.empty() || !trim(past.waiver_reason).empty()) {
    for (auto& missing : missing_for_waiver(file.complaint, past.waiver, past.waiver_reason)) {
      missing.field = missing.field == "reason" ? "past.waiver_reason" : "past." + missing.field;
      if (!is_named(refusals, missing.field)) refusals.push_back(std::move(missing));
    }
    return;
  }
  for (const auto& missing : missing_for_closing(file)) {
    auto entry = as_entry(missing, past);
    if (!is_named(refusals, entry.field)) refusals.push_back(std::move(entry));
  }
}

}  // namespace

bool is_empty(const PastHandling& past) { return past == PastHandling(); }

std::vector<FieldRefusal> objections_to_keeping(const PastHandling& past) {
  Refusals refusals;
  const std::tuple<const char*, const std::string*, std::size_t> texts[]{
      {"state", &past.state, kLongestCode},
      {"past.acknowledgement_late_reason", &past.acknowledgement_late_reason, kLongestReason},
      {"past.answer", &past.answer, kLongestAnswer},
      {"past.answer_late_reason", &past.answer_late_reason, kLongestReason},
      {"past.decision", &past.decision, kLongestCode},
      {"past.finding", &past.finding, kLongestCode},
      {"past.solution", &past.solution, kLongestCode},
      {"past.amount", &past.amount, kLongestCode},
      {"past.root_cause", &past.root_cause, kLongestCode},
      {"past.dysfunction", &past.dysfunction, kLongestReason},
      {"past.waiver", &past.waiver, kLongestCode},
      {"past.waiver_reason", &past.waiver_reason, kLongestReason}};
  for (const auto& [field, text, longest] : texts) check_typed(field, *text, longest, Needed::No, refusals);
  if (past.findings.size() > kMostFindings) {
    refusals.push_back({"past.findings", "too_many", msg("There are more findings than grievances are possible.")});
  }
  for (const auto& finding : past.findings) {
    if (refusals.empty()) check_typed("past.findings", finding, kLongestCode, Needed::No, refusals);
  }
  return refusals;
}

std::vector<FieldRefusal> objections_to(const PastHandling& past, const PastContext& context) {
  Refusals refusals;
  if (is_empty(past)) return refusals;
  check_state(past, context, refusals);
  check_needed(past, context, refusals);
  check_order(past, context, refusals);
  check_late_reasons(past, context, refusals);
  check_decision(past, context, refusals);
  check_mediator(past, context, refusals);
  check_gate(past, context, refusals);
  Refusals once;
  for (auto& refusal : refusals) {
    if (!is_named(once, refusal.field)) once.push_back(std::move(refusal));
  }
  return once;
}

std::vector<accounts::Right> rights_for(const PastHandling& past) {
  const State state = state_of(past);
  std::vector<accounts::Right> rights;
  if (state == State::Acknowledged || past.acknowledged_on) rights.push_back(right_of(Command::Acknowledge));
  if (state == State::InProgress) rights.push_back(right_of(Command::TakeInHand));
  if (state == State::Answered || says_answer(past)) rights.push_back(right_of(Command::SendAnswer));
  if (state == State::Closed) rights.push_back(right_of(Command::Close));
  if (says_decision(past)) rights.push_back(right_of(Command::Decide));
  return rights;
}

std::vector<State> states_to_begin_with() { return {kStates.begin(), kStates.end()}; }

State state_of(const PastHandling& past) {
  const auto state = state_named(past.state);
  return state && std::find(kStates.begin(), kStates.end(), *state) != kStates.end() ? *state : State::New;
}

std::string finding_of(const PastHandling& past, std::size_t grievance) {
  const bool has_own = grievance < past.findings.size() && !past.findings[grievance].empty();
  return has_own ? past.findings[grievance] : past.finding;
}

std::optional<Money> amount_of(const PastHandling& past) {
  const auto cents = Money::parse_cents(past.amount);
  return cents ? std::optional(Money{*cents, "EUR"}) : std::nullopt;
}

}  // namespace recours::complaints
