#include "complaints/case_turn_actions.h"

#include "complaints/complaint_writes_store.h"

namespace recours::complaints {
namespace {

// As the viewer sees it, held against everybody else until the end of the transaction.
Complaint require_held(db::Transaction& transaction, const Act& act) {
  transaction.lock_rows("complaint", {require_complaint(transaction, act.viewer, act.number).id.value});
  return require_complaint(transaction, act.viewer, act.number);
}

Outcome run_turn(db::Transaction& transaction, const Act& act, Command command, const Verb& verb) {
  Turn turn{transaction, act, require_held(transaction, act), paris_day(act.now), {}, {}, {}};
  if (act.viewer.read_only || !act.viewer.can(right_of(command))) throw Forbidden();
  if (act.version.value_or(turn.complaint.version) != turn.complaint.version) throw Conflict("complaint changed");
  const State from = turn.complaint.state;
  const auto* transition = find_transition(from, command);
  if (!transition) return fail(not_allowed_now());
  turn.to = transition->to;
  turn.event.command = name_of(command);
  turn.event.from_state = name_of(from);
  if (auto refusal = verb(turn)) return fail(std::move(*refusal));
  turn.complaint.state = turn.to.value_or(from);
  write_down(transaction, act.viewer.actor(), turn.complaint, std::move(turn.event), std::move(turn.noted), act.now);
  return *find_by_id(transaction, turn.complaint.id);
}

}  // namespace

std::optional<Date> Turn::acknowledgement_due_on() const {
  return complaint.clock ? std::optional(complaint.clock->acknowledgement_due_on) : std::nullopt;
}

std::optional<Date> Turn::answer_due_on() const {
  return complaint.clock ? std::optional(complaint.clock->answer_due_on) : std::nullopt;
}

Outcome carry_out(const Act& act, Command command, const Verb& verb) {
  return act.database.write([&](db::Transaction& transaction) -> Outcome {
    if (!act.key) return run_turn(transaction, act, command, verb);
    require_held(transaction, act);  // the same request at the same time is waited for, and then recalled
    const auto kept = accounts::recall(transaction, *act.key, act.now);
    if (!kept) return fail(kept.error());
    if (*kept) return require_complaint(transaction, act.viewer, act.number);  // done before: nothing is done again
    auto outcome = run_turn(transaction, act, command, verb);
    if (outcome) accounts::keep(transaction, *act.key, {200, act.number}, act.now);
    return outcome;
  });
}

void write_down(db::Transaction& transaction, const journal::Actor& actor, Complaint& complaint, ComplaintEvent event,
                boost::json::object noted, Instant now) {
  update_complaint(transaction, complaint, now);
  event.at = now;
  event.actor_name = actor.name;
  event.to_state = name_of(complaint.state);
  insert_event(transaction, complaint.id, actor, event);
  noted["complaint_id"] = complaint.id.value;
  noted["from"] = event.from_state;
  noted["to"] = event.to_state;
  if (!event.reason_code.empty()) noted["reason_code"] = event.reason_code;
  if (!event.reason.empty()) noted["reason"] = event.reason;
  journal::append(transaction, actor, now, "complaint." + event.command, {"complaint", complaint.number}, noted);
}

Refusal not_allowed_now() {
  return {"not_allowed_now",
          msg("This is no longer possible in the present state of the complaint."),
          {},
          Refusal::Kind::Rule};
}

}  // namespace recours::complaints
