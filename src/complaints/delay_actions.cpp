// R-711 Why something left late, where that was not known when it was sent.
#include <algorithm>

#include "base/text.h"
#include "complaints/case_turn_actions.h"
#include "complaints/complaint_writes_store.h"
#include "complaints/typed_text.h"

namespace recours::complaints {

Outcome explain_delay(const Act& act, Late what, const std::string& reason) {
  return carry_out(act, Command::ExplainDelay, [&](Turn& turn) -> std::optional<Refusal> {
    std::vector<FieldRefusal> refusals;
    check_typed("reason", reason, kLongestReason, Needed::Yes, refusals);
    if (!refusals.empty()) return incomplete(std::move(refusals));
    const auto file = load_case(turn.transaction, turn.complaint);
    const auto open = unexplained_delays(file);
    if (std::find(open.begin(), open.end(), what) == open.end()) {
      return Refusal{
          "nothing_late", msg("Nothing left late, or the reason is known already."), {}, Refusal::Kind::Rule};
    }
    const std::string given(trim(reason));
    if (what == Late::Acknowledgement) {
      set_letter_late_reason(turn.transaction, counted_acknowledgement(file)->id, given);
    } else {
      Answer answer = *counted_answer(file);
      answer.late_reason = given;
      update_answer(turn.transaction, answer);
    }
    turn.event.reason_code = name_of(what);
    turn.event.reason = given;
    return std::nullopt;
  });
}

}  // namespace recours::complaints
