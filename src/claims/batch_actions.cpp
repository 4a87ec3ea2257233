#include "claims/batch_actions.h"

#include <algorithm>

#include "claims/assignment_actions.h"
#include "claims/claim_actions.h"
#include "claims/line_effect.h"

namespace recours::claims {
namespace {

Refusal refused(const char* field, const char* code, const Message& message) {
  return {code, message, {{field, code, message}}};
}

std::optional<Refusal> check(db::Reader& reader, const BatchOrder& order) {
  if (order.claims.empty()) return refused("claims", "required", msg("Choose at least one claim."));
  if (order.claims.size() > kMostAtOnce) {
    return refused("claims", "too_many", msg("At most {1} claims at once.", static_cast<std::int64_t>(kMostAtOnce)));
  }
  if (order.command == BatchCommand::Assign && !order.assignee) {
    return refused("assignee", "required", msg("Please fill in this field."));
  }
  if (order.command != BatchCommand::Refuse) return std::nullopt;
  const Policies policies = load_policies(reader);
  const auto* reason = policies.refusal(order.reason_code);
  if (reason && reason->active && !reason->by_program) return std::nullopt;
  return refused("reason_code", "unknown_reason", msg("Please choose a reason."));
}

class Batching {
 public:
  Batching(db::Database& database, const accounts::Viewer& viewer, const BatchOrder& order, Instant now)
      : database_(database), viewer_(viewer), order_(order), now_(now) {}

  BatchResult on(const ChosenClaim& chosen) {
    try {
      return given(chosen);
    } catch (const Conflict&) {
      return not_done(chosen, "changed", msg("Somebody changed it in the meantime: look at it again."));
    } catch (const NotFound&) {
      return not_done(chosen, "gone", msg("This claim does not exist."));
    } catch (const Forbidden&) {
      return not_done(chosen, "not_yours", msg("Only its department decides on it."));
    }
  }

 private:
  BatchResult given(const ChosenClaim& chosen) {
    if (order_.command == BatchCommand::Approve) {
      const auto reader = database_.reader();
      const Claim claim = require_claim(*reader, viewer_, chosen.number);
      if (claim.version == chosen.version && asks_for_return(*reader, viewer_, claim)) {
        return not_done(chosen, "undecided", msg("Open it: you have to say whether the goods come back."));
      }
    }
    const auto done = order_.command == BatchCommand::Assign
                          ? assign(database_, viewer_, chosen.number, order_.assignee, chosen.version, now_)
                          : give(database_, viewer_, chosen.number, command(), told(chosen), now_);
    if (!done) return not_done(chosen, "refused", done.error().message);
    return {done->number, "done", {}};
  }
  Command command() const {
    switch (order_.command) {
      case BatchCommand::Approve: return Command::Approve;
      case BatchCommand::Refuse: return Command::Refuse;
      default: return Command::Take;
    }
  }
  Instruction told(const ChosenClaim& chosen) const {
    Instruction instruction;
    instruction.version = chosen.version;
    instruction.comment = order_.comment;
    if (order_.command == BatchCommand::Refuse) instruction.reason_code = order_.reason_code;
    return instruction;
  }
  BatchResult not_done(const ChosenClaim& chosen, const char* outcome, const Message& why) const {
    return {chosen.number, outcome, ui::tr_message(viewer_.language, why)};
  }

  db::Database& database_;
  const accounts::Viewer& viewer_;
  const BatchOrder& order_;
  Instant now_;
};

// The same claim twice is one.
std::vector<ChosenClaim> once_each(std::vector<ChosenClaim> claims) {
  std::vector<ChosenClaim> once;
  for (auto& chosen : claims) {
    const bool known =
        std::any_of(once.begin(), once.end(), [&](const ChosenClaim& one) { return one.number == chosen.number; });
    if (!known) once.push_back(std::move(chosen));
  }
  return once;
}

}  // namespace

bool asks_for_return(db::Reader& reader, const accounts::Viewer& viewer, const Claim& claim) {
  const Policies policies = load_policies(reader);
  const auto lines = lines_for(viewer, claim, list_claim_lines(reader, {claim.id}), Command::Approve);
  return std::any_of(lines.begin(), lines.end(), [&](const ClaimLine& line) {
    const ClaimType* type = policies.version(line.type);
    return type && leaves_return_open(*type) && !has_moved(line.state.goods);
  });
}

//
Result<BatchId, Refusal> carry_out_batch(db::Database& database, const accounts::Viewer& viewer, Queue queue,
                                         const BatchOrder& order, Instant now) {
  if (viewer.read_only || !viewer.can(accounts::Right::DecideClaim)) throw Forbidden();
  if (auto refusal = check(*database.reader(), order)) return fail(std::move(*refusal));
  Batch batch{queue, order.command, {}};
  Batching batching(database, viewer, order, now);
  for (const auto& chosen : once_each(order.claims)) batch.results.push_back(batching.on(chosen));
  return database.write([&](db::Transaction& transaction) { return insert_batch(transaction, viewer.id, batch, now); });
}

}  // namespace recours::claims
