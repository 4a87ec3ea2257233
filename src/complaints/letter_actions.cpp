// Acknowledgements, progress notes and holding letters.
#include "complaints/outgoing_actions.h"

#include "base/text.h"
#include "complaints/delivery_store.h"
#include "complaints/typed_text.h"

namespace recours::complaints {
namespace {

Refusal rule(const char* code, Message message) { return {code, std::move(message), {}, Refusal::Kind::Rule}; }

std::optional<Refusal> hindrance_of_acknowledgement(Turn& turn) {
  if (turn.complaint.acknowledged_on) {
    return rule("already_acknowledged",
                msg("The acknowledgement left on {1}: send it again instead.", *turn.complaint.acknowledged_on));
  }
  if (is_under_way(turn.transaction, turn.complaint.id, LetterKind::Acknowledgement)) {
    return rule("sending_under_way", msg("The acknowledgement is being sent: wait until the mail server took it."));
  }
  return std::nullopt;
}

std::vector<FieldRefusal> objections_to_holding(const std::string& reason, std::optional<Date> new_date, Date today) {
  std::vector<FieldRefusal> refusals;
  check_typed("reason", reason, kLongestReason, Needed::Yes, refusals);
  if (new_date && *new_date <= today) {
    refusals.push_back({"new_date", "not_in_future", msg("Announce a day that is still to come.")});
  }
  return refusals;
}

}  // namespace

// R-712 By mail the state waits for the mail server (follow_deliveries).
Outcome acknowledge(const Act& act, const Dispatch& dispatch) {
  return carry_out(act, Command::Acknowledge, [&](Turn& turn) -> std::optional<Refusal> {
    if (auto refusal = hindrance_of_acknowledgement(turn)) return refusal;
    if (auto refusal = send_letter(turn, {LetterKind::Acknowledgement, dispatch, {}, turn.acknowledgement_due_on()})) {
      return refusal;
    }
    if (dispatch.via == Via::Email)
      turn.to.reset();
    else
      turn.complaint.acknowledged_on = dispatch.posted_on;
    return std::nullopt;
  });
}

//
Outcome resend_progress(const Act& act, const Dispatch& dispatch) {
  return carry_out(act, Command::ResendProgress, [&](Turn& turn) -> std::optional<Refusal> {
    if (!turn.complaint.acknowledged_on) {
      return rule("not_acknowledged", msg("No acknowledgement has left yet: send it first."));
    }
    return send_letter(turn, {LetterKind::Progress, dispatch, {}, {}});
  });
}

// No legal date moves by it.
Outcome send_holding_letter(const Act& act, const Dispatch& dispatch, const std::string& reason,
                            std::optional<Date> new_date) {
  return carry_out(act, Command::SendHoldingLetter, [&](Turn& turn) -> std::optional<Refusal> {
    auto refusals = objections_to_holding(reason, new_date, turn.today);
    if (!refusals.empty()) return incomplete(std::move(refusals));
    turn.event.reason = trim(reason);
    if (new_date) turn.noted["new_date"] = new_date->iso();
    return send_letter(turn, {LetterKind::Holding, dispatch, {std::string(trim(reason)), {}, {}, new_date}, {}});
  });
}

// R-781 An oral complaint has no clock until it is written: how to write is told, and the day of it is kept.
Outcome invite_to_write(const Act& act, const Dispatch& dispatch) {
  return carry_out(act, Command::InviteToWrite, [&](Turn& turn) -> std::optional<Refusal> {
    if (turn.complaint.clock) return rule("already_written", msg("This complaint is a written one already."));
    if (is_under_way(turn.transaction, turn.complaint.id, LetterKind::Invitation)) {
      return rule("sending_under_way", msg("This letter is being sent: wait until the mail server took it."));
    }
    if (auto refusal = send_letter(turn, {LetterKind::Invitation, dispatch, {}, {}})) return refusal;
    // R-712 By mail it counts on the day the mail server takes it.
    if (!turn.complaint.invited_to_write_on) turn.complaint.invited_to_write_on = dispatch.posted_on;
    return std::nullopt;
  });
}

}  // namespace recours::complaints
