// Ends of a complaint and ways back: closing through the gate, waivers, requalification, transfer, cancellation,
// resuming, reopening.
#include <algorithm>

#include "base/text.h"
#include "complaints/closing_gate.h"
#include "complaints/delivery_store.h"
#include "complaints/outgoing_actions.h"
#include "complaints/typed_text.h"

namespace recours::complaints {
namespace {

void end_on(Turn& turn) { turn.complaint.closed_on = turn.today; }

std::optional<Refusal> objection_to_reason(const std::string& reason) {
  std::vector<FieldRefusal> refusals;
  check_typed("reason", reason, kLongestReason, Needed::Yes, refusals);
  if (refusals.empty()) return std::nullopt;
  return incomplete(std::move(refusals));
}

Refusal being_sent() {
  return {"sending_under_way",
          msg("This letter is being sent: wait until the mail server took it."),
          {},
          Refusal::Kind::Rule};
}

// What leaves now would contradict the end: the mail server may take it a moment later.
std::optional<Refusal> objection_to_ending(const Turn& turn) {
  const auto answers = load_case(turn.transaction, turn.complaint).answers;
  if (std::none_of(answers.begin(), answers.end(),
                   [](const Answer& answer) { return answer.state == AnswerState::Sending; })) {
    return std::nullopt;
  }
  return Refusal{"sending_under_way",
                 msg("An answer is being sent: wait until the mail server took it."),
                 {},
                 Refusal::Kind::Rule};
}

// A verb whose only content is its reason.
Outcome with_reason(const Act& act, Command command, const std::string& reason, void (*change)(Turn&)) {
  return carry_out(act, command, [&](Turn& turn) -> std::optional<Refusal> {
    if (auto refusal = objection_to_reason(reason)) return refusal;
    turn.event.reason = trim(reason);
    change(turn);
    return std::nullopt;
  });
}

Dispatch dispatch_of(const Turn& turn, const std::optional<Dispatch>& wished) {
  if (wished) return *wished;
  if (!turn.complaint.complainant.email.empty()) return {};
  return {Via::Letter, turn.today, {}};
}

}  // namespace

//
Outcome close(const Act& act) {
  return carry_out(act, Command::Close, [&](Turn& turn) -> std::optional<Refusal> {
    auto missing = missing_for_closing(load_case(turn.transaction, turn.complaint));
    if (!missing.empty()) {
      return Refusal{"closing_incomplete", msg("The complaint cannot be closed yet: something is missing."),
                     std::move(missing), Refusal::Kind::Rule};
    }
    end_on(turn);
    return std::nullopt;
  });
}

Outcome close_by_waiver(const Act& act, const std::string& waiver, const std::string& reason) {
  return carry_out(act, Command::CloseByWaiver, [&](Turn& turn) -> std::optional<Refusal> {
    auto missing = missing_for_waiver(turn.complaint, waiver, reason);
    if (missing.empty()) check_typed("reason", reason, kLongestReason, Needed::Yes, missing);
    if (!missing.empty()) return incomplete(std::move(missing));
    if (auto refusal = objection_to_ending(turn)) return refusal;
    turn.event.reason_code = waiver;
    turn.event.reason = trim(reason);
    end_on(turn);
    return std::nullopt;
  });
}

Outcome resume(const Act& act, const std::string& reason) {
  return with_reason(act, Command::Resume, reason, [](Turn&) {});
}

Outcome reopen(const Act& act, const std::string& reason) {
  return with_reason(act, Command::Reopen, reason, [](Turn& turn) {
    if (turn.complaint.closed_on) turn.event.detail = turn.complaint.closed_on->iso();  // the closing it undoes
    turn.complaint.closed_on.reset();
  });
}

// The number stays in the register.
Outcome cancel(const Act& act, const std::string& reason) {
  return carry_out(act, Command::Cancel, [&](Turn& turn) -> std::optional<Refusal> {
    if (auto refusal = objection_to_reason(reason)) return refusal;
    if (auto refusal = objection_to_ending(turn)) return refusal;
    turn.event.reason = trim(reason);
    return std::nullopt;
  });
}

Outcome requalify(const Act& act, const std::string& kind, const std::string& reason) {
  return carry_out(act, Command::Requalify, [&](Turn& turn) -> std::optional<Refusal> {
    std::vector<FieldRefusal> refusals;
    check_choice("kind", kind, is_code(requalifications(), kind), Needed::Yes, refusals);
    check_typed("reason", reason, kLongestReason, Needed::Yes, refusals);
    if (!refusals.empty()) return incomplete(std::move(refusals));
    if (auto refusal = objection_to_ending(turn)) return refusal;
    turn.event.reason_code = kind;
    turn.event.reason = trim(reason);
    end_on(turn);
    return std::nullopt;
  });
}

Outcome transfer(const Act& act, const std::string& institution, const std::string& reason,
                 const std::optional<Dispatch>& dispatch) {
  return carry_out(act, Command::Transfer, [&](Turn& turn) -> std::optional<Refusal> {
    std::vector<FieldRefusal> refusals;
    check_typed_line("institution", institution, kLongestReason, Needed::Yes, refusals);
    check_typed("reason", reason, kLongestReason, Needed::Yes, refusals);
    if (!refusals.empty()) return incomplete(std::move(refusals));
    if (auto refusal = objection_to_ending(turn)) return refusal;
    if (is_under_way(turn.transaction, turn.complaint.id, LetterKind::Transfer)) return being_sent();
    const auto leaves = dispatch_of(turn, dispatch);
    LetterWish wish;
    wish.institution = trim(institution);
    if (auto refusal = send_letter(turn, {LetterKind::Transfer, leaves, wish, {}})) return refusal;
    turn.event.reason_code = "transferred";
    turn.event.reason = trim(reason);
    turn.event.detail = wish.institution;
    turn.noted["institution"] = wish.institution;
    if (leaves.via == Via::Email) {
      turn.to.reset();  // R-712 it ends on the day the mail server takes the letter
    } else {
      end_on(turn);
    }
    return std::nullopt;
  });
}

}  // namespace recours::complaints
