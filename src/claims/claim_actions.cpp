#include "claims/claim_actions.h"

#include <algorithm>
#include <array>
#include <set>

#include <boost/json.hpp>

#include "accounts/user_store.h"
#include "base/text.h"
#include "claims/claim_mail.h"
#include "claims/claim_writes_store.h"
#include "base/readable.h"

namespace recours::claims {
namespace {

constexpr std::size_t kCommentLength = 4000;
constexpr std::array<std::string_view, 9> kRefusalCodes{"period_over",    "not_covered", "customer_damage",
                                                        "no_fault_found", "wrong_item",  "not_sealed",
                                                        "no_answer",      "duplicate",   "other"};

struct Order {
  db::Transaction& transaction;
  const accounts::Viewer& viewer;
  Instant now;
  Command command;
  const Instruction& instruction;
};

Refusal incomplete(const char* field, const char* code, const Message& message) {
  return {"incomplete", message, {{field, code, message}}, Refusal::Kind::Rule};
}

std::optional<Refusal> check_instruction(Command command, const Instruction& instruction) {
  if (length(instruction.comment) > kCommentLength) {
    return incomplete("comment", "too_long",
                      msg("At most {1} characters are possible here.", static_cast<std::int64_t>(kCommentLength)));
  }
  if (has_unreadable(instruction.comment, Lines::Many)) {
    return incomplete("comment", "unreadable_characters", unreadable_characters());
  }
  if (command != Command::Refuse) return std::nullopt;
  if (instruction.reason_code.empty()) return incomplete("reason_code", "required", msg("Please choose a reason."));
  if (!is_refusal_code(instruction.reason_code)) {
    return incomplete("reason_code", "unknown_reason", msg("This choice does not exist."));
  }
  return std::nullopt;
}

// The claim as the viewer sees it, held against everybody else until the end of the transaction.
ClaimWithLines require_held(db::Transaction& transaction, const accounts::Viewer& viewer, const std::string& number) {
  transaction.lock_rows("claim", {require_claim(transaction, viewer, number).id.value});
  ClaimWithLines held{require_claim(transaction, viewer, number), {}};
  held.lines = list_claim_lines(transaction, {held.claim.id});
  return held;
}

Refusal not_allowed_now() {
  return {
      "not_allowed_now", msg("This is no longer possible in the present state of the claim."), {}, Refusal::Kind::Rule};
}

std::set<std::string> keys_of(const std::vector<std::string>& serials) {
  std::set<std::string> keys;
  for (const auto& serial : serials) keys.insert(number_key(serial));
  return keys;
}

// A command is carried out on the whole line or not at all: whoever names a part must not get more than was asked.
void check_portion(const NamedLine& named, const ClaimLine& line, const std::string& field, Refusal& refusal) {
  const auto partial = msg("This is only possible for the whole line: {1}.", line.quantity);
  if (named.quantity && *named.quantity <= Decimal()) {
    refusal.fields.push_back({field + "/quantity", "not_positive", msg("Please give the quantity.")});
  } else if (named.quantity && *named.quantity != line.quantity) {
    refusal.fields.push_back({field + "/quantity", "partial_not_possible", partial});
  }
  const bool all_serials = !named.serials || (named.serials->size() == line.serials.size() &&
                                              keys_of(*named.serials) == keys_of(line.serials));
  if (!all_serials) refusal.fields.push_back({field + "/serials", "partial_not_possible", partial});
}

// All of them must be of this claim, named once, whole, and in a state for the command.
Result<std::vector<ClaimLine*>, Refusal> named_lines(const Order& order, ClaimWithLines& held) {
  std::vector<ClaimLine*> chosen;
  Refusal refusal{"incomplete", msg("Please check these fields."), {}, Refusal::Kind::Rule};
  std::size_t at = 0;
  for (const auto& named : order.instruction.lines) {
    const std::string field = "lines/" + std::to_string(at++);
    const auto line = std::find_if(held.lines.begin(), held.lines.end(),
                                   [&](const ClaimLine& one) { return one.id == named.id; });
    if (line == held.lines.end()) throw NotFound();
    if (std::find(chosen.begin(), chosen.end(), &*line) != chosen.end()) {
      refusal.fields.push_back({field, "duplicate", msg("This line is named twice.")});
    }
    check_portion(named, *line, field, refusal);
    chosen.push_back(&*line);
  }
  if (!refusal.fields.empty()) return fail(std::move(refusal));
  at = 0;
  for (const auto* line : chosen) {
    const std::string field = "lines/" + std::to_string(at++);
    if (is_allowed(order.viewer, held.claim.department, line->state, order.command)) continue;
    if (refusal.fields.empty()) refusal = not_allowed_now();
    refusal.fields.push_back({field, "not_allowed_now", refusal.message});
  }
  if (!refusal.fields.empty()) return fail(std::move(refusal));
  return chosen;
}

// Without names: those that are in a state for the command.
Result<std::vector<ClaimLine*>, Refusal> choose_lines(const Order& order, ClaimWithLines& held) {
  if (!order.instruction.lines.empty()) return named_lines(order, held);
  std::vector<ClaimLine*> chosen;
  for (auto& line : held.lines) {
    if (is_allowed(order.viewer, held.claim.department, line.state, order.command)) chosen.push_back(&line);
  }
  if (chosen.empty()) return fail(not_allowed_now());
  return chosen;
}

// Who approves or refuses without having taken the line over first, takes it over with that.
void take_first(const Order& order, ClaimLine& line) {
  const bool decides = order.command == Command::Approve || order.command == Command::Refuse;
  if (!decides || line.state.authorisation != Authorisation::Submitted) return;
  line.state.authorisation = Authorisation::PendingReview;
  insert_event(order.transaction, line, {"take", std::string(name_of(Authorisation::Submitted)), "", ""},
               order.viewer.actor(), order.now);
}

// What the decisions of staff rest on.
struct Terms {
  Policies policies;
  Date expires_on;  // of RMA numbers given today
};

Terms terms_of(const Order& order) {
  const auto valid_days = static_cast<int>(setting_or(order.transaction, "rma_valid_days", kRmaValidDays));
  return {load_policies(order.transaction), paris_day(order.now).plus_days(valid_days)};
}

void apply_to(const Order& order, const std::string& department, ClaimLine& line, const Terms& terms) {
  take_first(order, line);
  const std::string from(name_of(line.state.authorisation));
  line.state.authorisation = find_transition(order.viewer, department, line.state, order.command)->to;
  if (order.command == Command::Approve) validate(line, *terms.policies.version(line.type), terms.expires_on);
  if (order.command == Command::Refuse) line.refusal_code = order.instruction.reason_code;
  update_line_state(order.transaction, line);
  insert_event(order.transaction, line,
               {std::string(name_of(order.command)), from, order.instruction.reason_code, order.instruction.comment},
               order.viewer.actor(), order.now);
}

void restate(const Order& order, ClaimWithLines& held) {
  std::vector<LineState> states;
  for (const auto& line : held.lines) states.push_back(line.state);
  Claim& claim = held.claim;
  claim.state = derive_state(states);
  if (!is_closed(claim.state))
    claim.closed_at.reset();
  else if (!claim.closed_at)
    claim.closed_at = order.now;
  const bool approved = std::any_of(states.begin(), states.end(), [](const LineState& state) {
    return state.authorisation == Authorisation::Validated;
  });
  if (approved && !claim.rma_number) {
    claim.rma_number = draw_rma_number(order.transaction);
    claim.number = *claim.rma_number;
  }
  update_claim(order.transaction, claim, order.now);
}

void note(const Order& order, const Claim& claim, const std::vector<ClaimLine*>& lines) {
  boost::json::array numbers;
  for (const auto* line : lines) numbers.push_back(boost::json::string(line->reservation_number));
  journal::append(order.transaction, order.viewer.actor(), order.now, "claim." + std::string(name_of(order.command)),
                  {"claim", claim.number},
                  {{"claim_id", claim.id.value},
                   {"state", name_of(claim.state)},
                   {"lines", std::move(numbers)},
                   {"reason_code", order.instruction.reason_code},
                   {"comment", order.instruction.comment}});
}

// Approvals and refusals are told to the contacts, in the language of who opened the claim.
void tell(const Order& order, const Claim& claim, const std::vector<ClaimLine*>& lines, const Policies& policies) {
  if (order.command != Command::Approve && order.command != Command::Refuse) return;
  ClaimWithLines decided{claim, {}};
  for (const auto* line : lines) decided.lines.push_back(*line);
  const auto author = accounts::find_user(order.transaction, claim.author);
  const auto language = author ? author->language : ui::Language::French;
  for (const auto& mail : decision_mails(decided, order.instruction.comment, policies, language)) {
    mail::enqueue(order.transaction, mail, order.now);
  }
}

Result<Claim, Refusal> carry_out(const Order& order, const std::string& number) {
  auto held = require_held(order.transaction, order.viewer, number);
  if (order.viewer.read_only || !may_ever(order.viewer, held.claim.department, order.command)) throw Forbidden();
  if (order.instruction.version.value_or(held.claim.version) != held.claim.version) throw Conflict("claim changed");
  if (auto refusal = check_instruction(order.command, order.instruction)) return fail(std::move(*refusal));
  const auto chosen = choose_lines(order, held);
  if (!chosen) return fail(chosen.error());
  const Terms terms = terms_of(order);
  for (auto* line : *chosen) apply_to(order, held.claim.department, *line, terms);
  restate(order, held);
  note(order, held.claim, *chosen);
  tell(order, held.claim, *chosen, terms.policies);
  return held.claim;
}

Result<Claim, Refusal> give(db::Database& database, const accounts::Viewer& viewer, const std::string& number,
                            const Instruction& instruction, Instant now, Command command) {
  return database.write([&](db::Transaction& transaction) {
    return carry_out({transaction, viewer, now, command, instruction}, number);
  });
}

}  // namespace

std::span<const std::string_view> refusal_codes() { return kRefusalCodes; }

bool is_refusal_code(std::string_view code) {
  return std::find(kRefusalCodes.begin(), kRefusalCodes.end(), code) != kRefusalCodes.end();
}

Result<Claim, Refusal> cancel(db::Database& database, const accounts::Viewer& viewer, const std::string& number,
                              const Instruction& instruction, Instant now) {
  return give(database, viewer, number, instruction, now, Command::Cancel);
}

Result<Claim, Refusal> take(db::Database& database, const accounts::Viewer& viewer, const std::string& number,
                            const Instruction& instruction, Instant now) {
  return give(database, viewer, number, instruction, now, Command::Take);
}

Result<Claim, Refusal> approve(db::Database& database, const accounts::Viewer& viewer, const std::string& number,
                               const Instruction& instruction, Instant now) {
  return give(database, viewer, number, instruction, now, Command::Approve);
}

Result<Claim, Refusal> refuse(db::Database& database, const accounts::Viewer& viewer, const std::string& number,
                              const Instruction& instruction, Instant now) {
  return give(database, viewer, number, instruction, now, Command::Refuse);
}

}  // namespace recours::claims
