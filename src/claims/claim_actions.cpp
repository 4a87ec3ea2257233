#include "claims/claim_actions.h"

#include <algorithm>
#include <map>
#include <set>

#include <boost/json.hpp>

#include "accounts/public_address_actions.h"
#include "accounts/user_store.h"
#include "base/text.h"
#include "claims/assignment_store.h"
#include "claims/claim_life_store.h"
#include "claims/claim_mail.h"
#include "claims/claim_post_store.h"
#include "claims/claim_writes_store.h"
#include "claims/commands_store.h"
#include "claims/inspection_store.h"
#include "claims/joined_files_actions.h"
#include "claims/line_choice.h"
#include "claims/line_effect.h"
#include "claims/return_slip.h"
#include "claims/work_store.h"

namespace recours::claims {
namespace {

constexpr std::size_t kCommentShown = 1000;  // of a mail, in the history

struct Order {
  db::Transaction& transaction;
  const accounts::Viewer& viewer;
  Instant now;
  Date today;
  Command command;
  const Instruction& instruction;
};

// What the decisions of staff rest on.
struct Terms {
  Policies policies;
  Date expires_on;  // of RMA numbers given today
};

Refusal refused(const char* field, const char* code, const Message& message) {
  return {code, message, {{field, code, message}}, Refusal::Kind::Rule};
}

// The claim held against everybody else until the end of the transaction.
ClaimWithLines require_held(db::Transaction& transaction, ClaimId id) {
  transaction.lock_rows("claim", {id.value});
  ClaimWithLines held{require_claim(transaction, id), {}};
  held.lines = list_claim_lines(transaction, {id});
  return held;
}

// ---- guards: what the table cannot say

std::optional<Refusal> guard_reopening(const Order& order, const Claim& claim) {
  const auto last = last_day_to_reopen(order.transaction, order.viewer, claim);
  if (!last || order.today <= *last) return std::nullopt;
  return refused("lines", "too_late", msg("A closed claim could be reopened until {1}. Please open a new one.", *last));
}

// The invoice lines with these ids, held until the end of the transaction.
std::vector<sales::InvoiceLine> hold_sold(const Order& order, const Claim& claim,
                                          const std::set<sales::InvoiceLineId>& wanted) {
  std::vector<std::int64_t> ids;
  for (const auto id : wanted) ids.push_back(id.value);
  order.transaction.lock_rows("invoice_line", ids);
  auto sold = sales::list_lines(order.transaction, {claim.invoice});
  std::erase_if(sold, [&](const sales::InvoiceLine& line) { return !wanted.contains(line.id); });
  return sold;
}

// What was not in use takes its quantity again: it must still be free.
std::optional<Refusal> guard_quantity(const Order& order, const Claim& claim, const std::vector<ChosenLine>& chosen) {
  std::map<sales::InvoiceLineId, Decimal> wanted;
  std::set<sales::InvoiceLineId> ids;
  for (const auto& [line, named, part] : chosen) {
    if (!line->uses_quantity || holds_quantity(line->state)) continue;
    auto& sum = wanted[line->invoice_line];
    sum = sum + part.value_or(line->quantity);
    ids.insert(line->invoice_line);
  }
  if (wanted.empty()) return std::nullopt;
  const auto free = free_quantities(order.transaction, hold_sold(order, claim, ids));
  for (const auto& [id, quantity] : wanted) {
    if (free.at(id) < quantity) {
      return refused("lines", "quantity_already_claimed",
                     msg("This quantity was claimed again in the meantime: {1} is still free.", free.at(id)));
    }
  }
  return std::nullopt;
}

// R-640 A reason of the organisation that is in use; what only the program says is not for people.
std::optional<Refusal> guard_refusal(const Order& order, const Terms& terms) {
  if (is_system(order.viewer)) return std::nullopt;
  const auto* reason = terms.policies.refusal(order.instruction.reason_code);
  if (reason && reason->active && !reason->by_program) return std::nullopt;
  return refused("reason_code", "unknown_reason", msg("This choice does not exist."));
}

std::optional<Refusal> guard_transfer(const Order& order, const ClaimWithLines& held, const Terms& terms) {
  const auto& target = order.instruction.department;
  if (!terms.policies.department(target)) {
    return refused("department", "unknown_choice", msg("This choice does not exist."));
  }
  if (target == held.claim.department) {
    return refused("department", "same_department", msg("The claim is with this department already."));
  }
  const bool validated = std::any_of(held.lines.begin(), held.lines.end(), [](const ClaimLine& line) {
    return line.state.authorisation == Authorisation::Validated;
  });
  if (validated) return not_allowed_now();
  return std::nullopt;
}

// Never more money back than the invoice line cost, whatever was credited on it before and on which claim.
std::optional<Refusal> guard_credit(const Order& order, const Claim& claim, const std::vector<ChosenLine>& chosen,
                                    const std::vector<Settlement>& settlements) {
  if (order.command != Command::Credit) return std::nullopt;
  std::map<sales::InvoiceLineId, std::int64_t> wanted;
  std::set<sales::InvoiceLineId> ids;
  for (std::size_t i = 0; i < chosen.size(); ++i) {
    wanted[chosen[i].line->invoice_line] += settlements[i].net_cents;
    ids.insert(chosen[i].line->invoice_line);
  }
  for (const auto& sold : hold_sold(order, claim, ids)) {
    const auto left = sold.net_cents - credited_cents(order.transaction, sold.id);
    if (wanted.at(sold.id) <= left) continue;
    return refused("amount", "more_than_invoiced",
                   msg("At most {1} can still be credited on line {2} of the invoice.",
                       recours::Money{left, claim.currency}, sold.line_no));
  }
  return std::nullopt;
}

std::optional<Refusal> guard(const Order& order, const ClaimWithLines& held, const std::vector<ChosenLine>& chosen,
                             const Terms& terms) {
  switch (order.command) {
    case Command::Reopen:
      if (auto refusal = guard_reopening(order, held.claim)) return refusal;
      return guard_quantity(order, held.claim, chosen);
    case Command::Receive: return guard_quantity(order, held.claim, chosen);
    case Command::Refuse: return guard_refusal(order, terms);
    case Command::Transfer: return guard_transfer(order, held, terms);
    default: return std::nullopt;
  }
}

// ---- carrying out

Terms terms_of(const Order& order) {
  const auto valid_days = static_cast<int>(setting_or(order.transaction, "rma_valid_days", kRmaValidDays));
  return {load_policies(order.transaction), order.today.plus_days(valid_days)};
}

JoinedFiles joined_to(const Order& order) { return {order.instruction.upload_form, order.instruction.attachments}; }

// None for commands that take no files.
Result<std::vector<attachments::Attachment>, Refusal> photos_of(const Order& order) {
  if (order.command != Command::Inspect) return std::vector<attachments::Attachment>();
  return joined_files(order.transaction, order.viewer, joined_to(order));
}

void record(const Order& order, const ClaimLine& line, Happening happening) {
  insert_event(order.transaction, line, happening, order.viewer.actor(), order.now);
}

// Who decides without having taken the line over first, takes it over with that.
void take_first(const Order& order, ClaimLine& line) {
  const bool decides =
      order.command == Command::Approve || order.command == Command::Refuse || order.command == Command::Ask;
  if (!decides || line.state.authorisation != Authorisation::Submitted) return;
  const LineState before = line.state;
  line.state.authorisation = Authorisation::PendingReview;
  record(order, line, {std::string(name_of(Command::Take)), before});
}

// The parts that were named, each as a line by itself; what is left of them follows as further lines of the claim.
struct Rest {
  ClaimLine* of;
  ClaimLine line;
};
std::vector<Rest> split(const std::vector<ChosenLine>& chosen) {
  std::vector<Rest> rests;
  for (const auto& [line, named, part] : chosen) {
    if (part)
      rests.push_back({line, split_off_rest(*line, *part, named->serials.value_or(std::vector<std::string>()))});
  }
  return rests;
}

void store(const Order& order, Rest& rest) {
  rest.line.reservation_number = draw_reservation_number(order.transaction);
  rest.line.created_at = order.now;
  insert_rest(order.transaction, *rest.of, rest.line);
  record(order, rest.line,
         {"split", rest.line.state, "", "",
          boost::json::serialize(boost::json::object{{"from", rest.of->reservation_number}})});
}

// What the lines are worth together: as was said, else as is proposed.
std::vector<Settlement> settlements_of(const Order& order, const std::vector<ChosenLine>& chosen) {
  std::vector<Settlement> settlements;
  std::vector<std::int64_t> weights;
  for (const auto& one : chosen) {
    settlements.push_back(proposal_for(*one.line));
    weights.push_back(settlements.back().net_cents);
  }
  for (std::size_t i = 0; i < chosen.size(); ++i) {
    const auto told = chosen[i].named ? chosen[i].named->net_cents : std::nullopt;
    if (told && *told != settlements[i].net_cents) settlements[i] = settled_at(*chosen[i].line, *told);
  }
  if (!order.instruction.net_cents) return settlements;
  const auto parts = spread(*order.instruction.net_cents, weights);
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (settlements[i].net_cents != parts[i]) settlements[i] = settled_at(*chosen[i].line, parts[i]);
  }
  return settlements;
}

const char* ledger_kind(Command command) {
  switch (command) {
    case Command::Credit: return "credit";
    case Command::CorrectInvoice: return "corrected_invoice";
    case Command::Charge: return "charge";
    default: return nullptr;
  }
}

void enter(const Order& order, const ClaimLine& line, const Settlement& settlement) {
  const char* kind = ledger_kind(order.command);
  if (!kind) return;
  insert_ledger_entry(
      order.transaction, line,
      {line.id, kind, order.instruction.document_no, order.instruction.document_on,
       order.command == Command::CorrectInvoice ? settled_at(line, 0) : settlement, order.now, order.viewer.name,
       order.instruction.document});
}

void note_receipt(const Order& order, const ChosenLine& chosen, const std::string& difference) {
  const NamedLine* named = chosen.named;
  insert_receipt(order.transaction,
                 {chosen.line->id, order.now, order.viewer.name,
                  named && named->quantity ? *named->quantity : chosen.line->quantity, difference,
                  named && named->serials ? *named->serials : std::vector<std::string>(), order.instruction.comment});
}

// What was told with the command and shows in the history; empty: nothing.
std::string detail_of(const Order& order, const Settlement& settlement, const std::string& difference) {
  const Instruction& told = order.instruction;
  boost::json::object detail;
  const auto add = [&](const char* key, const std::string& value) {
    if (!value.empty()) detail[key] = value;
  };
  const auto add_day = [&](const char* key, const std::optional<Date>& day) {
    if (day) detail[key] = day->iso();
  };
  for (const auto asked : words_of(order.command).asks) {
    switch (asked) {
      case Detail::DueOn: add_day("due_on", told.due_on); break;
      case Detail::Department: add("department", told.department); break;
      case Detail::Difference: add("difference", difference); break;
      case Detail::Result: add("result", told.result); break;
      case Detail::Disposition: add("disposition", told.disposition); break;
      case Detail::Amount:
      case Detail::FixedAmount: detail["net_cents"] = settlement.net_cents; break;
      case Detail::ValidUntil: add_day("valid_until", told.valid_until); break;
      case Detail::Accepted: detail["accepted"] = told.accepted.value_or(false); break;
      case Detail::Document:
        add("number", told.document_no);
        add_day("date", told.document_on);
        if (told.document) detail["imported"] = true;
        break;
      default: break;
    }
  }
  return detail.empty() ? std::string() : boost::json::serialize(detail);
}

// The version under which the other department knows the type, where it does.
const ClaimType& type_for(const Order& order, const Claim& claim, const ClaimLine& line, const Terms& terms) {
  const ClaimType& current = *terms.policies.version(line.type);
  if (order.command != Command::Transfer) return current;
  const auto* other = terms.policies.type_on(order.instruction.department, claim.code, claim.invoice_date);
  return other ? *other : current;
}

void apply_to(const Order& order, const Claim& claim, const ChosenLine& chosen, const Settlement& settlement,
              const Terms& terms) {
  ClaimLine& line = *chosen.line;
  take_first(order, line);
  const LineState before = line.state;
  const auto difference = order.command == Command::Receive ? difference_of(line, chosen.named) : std::string();
  take_effect(line, {order.command, order.instruction, chosen.named, type_for(order, claim, line, terms),
                     terms.expires_on, settlement.net_cents});
  update_line_state(order.transaction, line);
  if (order.command == Command::Receive) note_receipt(order, chosen, difference);
  enter(order, line, settlement);
  record(order, line,
         {std::string(name_of(order.command)), before, order.instruction.reason_code, order.instruction.comment,
          detail_of(order, settlement, difference)});
}

// R-664 An inspection is a thing of its own, with the lines it is about and its photos.
void keep_inspection(const Order& order, const Claim& claim, const std::vector<ChosenLine>& chosen,
                     const std::vector<attachments::Attachment>& photos) {
  if (order.command != Command::Inspect) return;
  Inspection inspection{
      {}, order.now, order.viewer.name, order.instruction.result, order.instruction.comment, {}, {}};
  for (const auto& one : chosen) inspection.lines.push_back(one.line->id);
  const auto id = insert_inspection(order.transaction, claim.id, inspection);
  hand_over(order.transaction, order.viewer, joined_to(order), photos, {kInspectionFiles, id.value}, order.now);
}

void announce_parcels(const Order& order, const Claim& claim) {
  for (const auto& parcel : order.instruction.parcels) {
    if (parcel.carrier.empty() && parcel.tracking.empty()) continue;
    ParcelRow row;
    row.claim = claim.id;
    row.carrier = parcel.carrier;
    row.tracking = parcel.tracking;
    row.actor_name = order.viewer.name;
    row.announced_at = order.now;
    insert_parcel(order.transaction, row);
  }
}

// R-661 The parcel that was scanned; all of them once nothing is awaited any more.
void note_arrival(const Order& order, const ClaimWithLines& held) {
  for (const auto& parcel : order.instruction.parcels) {
    if (!parcel.tracking.empty())
      mark_parcels_received(order.transaction, held.claim.id, parcel.tracking, order.now);
  }
  const bool awaited = std::any_of(held.lines.begin(), held.lines.end(), goes_back);
  if (!awaited) mark_parcels_received(order.transaction, held.claim.id, "", order.now);
}

// R-605 Who takes a claim over has it, as has who decides on what nobody had; the other department begins anew.
void assign_with(const Order& order, Claim& claim) {
  const bool decides =
      order.command == Command::Approve || order.command == Command::Refuse || order.command == Command::Ask;
  if (order.command == Command::Transfer) {
    hand_over(order.transaction, claim, {}, order.viewer, order.now);
  } else if (order.command == Command::Take || (decides && !claim.assignee && !is_system(order.viewer))) {
    hand_over(order.transaction, claim, {order.viewer.id, order.viewer.name}, order.viewer, order.now);
  }
}

void restate(const Order& order, ClaimWithLines& held) {
  Claim& claim = held.claim;
  if (order.command == Command::Reopen) claim.reopened_at = order.now;
  if (order.command == Command::Transfer) claim.department = order.instruction.department;
  claim.state = derive_state(claim, held.lines);
  if (!is_closed(claim.state))
    claim.closed_at.reset();
  else if (!claim.closed_at)
    claim.closed_at = order.now;
  assign_with(order, claim);
  restate_work(order.transaction, claim, held.lines, order.now);
  const bool approved = std::any_of(held.lines.begin(), held.lines.end(), [](const ClaimLine& line) {
    return line.state.authorisation == Authorisation::Validated;
  });
  if (approved && !claim.rma_number) {
    claim.rma_number = draw_rma_number(order.transaction);
    claim.number = *claim.rma_number;
  }
  claim.line_count = static_cast<std::int64_t>(held.lines.size());
  update_claim(order.transaction, claim, order.now);
}

void note(const Order& order, const Claim& claim, const std::vector<ChosenLine>& chosen) {
  boost::json::array numbers;
  for (const auto& one : chosen) {
    numbers.push_back({{"reservation_number", one.line->reservation_number},
                       {"quantity", one.line->quantity.text()},
                       {"state", name_of(one.line->state.authorisation)},
                       {"goods", name_of(one.line->state.goods)},
                       {"money", name_of(one.line->state.money)}});
  }
  journal::append(order.transaction, order.viewer.actor(), order.now, "claim." + std::string(name_of(order.command)),
                  {"claim", claim.number},
                  {{"claim_id", claim.id.value},
                   {"state", name_of(claim.state)},
                   {"lines", std::move(numbers)},
                   {"reason_code", order.instruction.reason_code},
                   {"comment", order.instruction.comment}});
}

accounts::MailKind mail_kind_of(Command command) {
  switch (command) {
    case Command::Receive:
    case Command::Redeliver:
    case Command::Replace:
    case Command::Credit:
    case Command::CorrectInvoice:
    case Command::Charge: return accounts::MailKind::Shipment;
    default: return accounts::MailKind::Decision;
  }
}

// In the language of who opened the claim.
void tell(const Order& order, const Claim& claim, const std::vector<ChosenLine>& chosen,
          const std::vector<Settlement>& settlements, const Policies& policies) {
  ClaimWithLines concerned{claim, {}};
  for (const auto& one : chosen) concerned.lines.push_back(*one.line);
  const auto author = accounts::find_user(order.transaction, claim.author);
  const auto language = author ? author->language : ui::Language::French;
  Instruction told = order.instruction;
  told.net_cents = 0;
  for (const auto& settlement : settlements) *told.net_cents += settlement.net_cents;
  for (const auto& mail : command_mails(order.command, concerned, told, policies, language,
                                       accounts::noted_public_url(order.transaction))) {
    post_claim_mail(order.transaction, {claim.id}, mail, mail_kind_of(order.command), order.now);
  }
  if (is_system(order.viewer)) return;  // an answer by mail was told as a message
  if (const auto mail = department_mail(order.command, concerned, told, policies, language)) {
    mail::enqueue(order.transaction, *mail, order.now);
  }
}

Result<Claim, Refusal> carry_out(const Order& order, ClaimWithLines held) {
  auto chosen = choose_lines(order.viewer, held.claim, held.lines, order.command, order.instruction);
  if (!chosen) return fail(chosen.error());
  const Terms terms = terms_of(order);
  if (auto refusal = guard(order, held, *chosen, terms)) return fail(std::move(*refusal));
  auto rests = split(*chosen);
  const auto settlements = settlements_of(order, *chosen);
  if (auto refusal = guard_credit(order, held.claim, *chosen, settlements)) return fail(std::move(*refusal));
  const auto photos = photos_of(order);
  if (!photos) return fail(photos.error());
  for (auto& rest : rests) store(order, rest);
  for (std::size_t i = 0; i < chosen->size(); ++i) apply_to(order, held.claim, (*chosen)[i], settlements[i], terms);
  keep_inspection(order, held.claim, *chosen, *photos);
  if (order.command != Command::Receive) announce_parcels(order, held.claim);
  note(order, held.claim, *chosen);
  ClaimWithLines whole{held.claim, held.lines};  // `chosen` points into held.lines
  for (auto& rest : rests) whole.lines.push_back(std::move(rest.line));
  restate(order, whole);
  if (order.command == Command::Receive) note_arrival(order, whole);
  tell(order, whole.claim, *chosen, settlements, terms.policies);
  return whole.claim;
}

}  // namespace

Result<Claim, Refusal> give(db::Database& database, const accounts::Viewer& viewer, const std::string& number,
                            Command command, const Instruction& instruction, Instant now) {
  return database.write([&](db::Transaction& transaction) {
    return give_in(transaction, viewer, require_claim(transaction, viewer, number).id, command, instruction, now);
  });
}

Result<Claim, Refusal> give_in(db::Transaction& transaction, const accounts::Viewer& viewer, ClaimId claim,
                               Command command, const Instruction& instruction, Instant now) {
  const Order order{transaction, viewer, now, paris_day(now), command, instruction};
  auto held = require_held(transaction, claim);
  if (viewer.read_only || !may_ever(viewer, held.claim.department, command)) throw Forbidden();
  if (instruction.version.value_or(held.claim.version) != held.claim.version) throw Conflict("claim changed");
  if (auto refusal = check_instruction(command, instruction, order.today)) return fail(std::move(*refusal));
  return carry_out(order, std::move(held));
}

void give_by_time(db::Database& database, ClaimId claim, Command command, const Instruction& instruction,
                  bool (*is_due)(const ClaimLine&, Date day), Date day, Instant now) {
  const auto viewer = system_viewer();
  database.write([&](db::Transaction& transaction) {
    auto held = require_held(transaction, claim);
    Instruction named = instruction;
    for (const auto& line : held.lines) {
      if (is_due(line, day) && is_allowed(viewer, held.claim, line, command)) named.lines.emplace_back(line.id);
    }
    if (named.lines.empty()) return;
    const auto done = carry_out({transaction, viewer, now, paris_day(now), command, named}, std::move(held));
    if (!done) throw std::logic_error("time was refused: " + done.error().code);
  });
}

void answer_by_mail(db::Transaction& transaction, ClaimId claim, const std::string& text, const std::string& sender,
                    Instant now) {
  auto viewer = system_viewer();
  viewer.name = sender;
  auto held = require_held(transaction, claim);
  Instruction answer;
  answer.comment = shortened(text, kCommentShown);
  for (const auto& line : held.lines) {
    if (is_allowed(viewer, held.claim, line, Command::Answer)) answer.lines.emplace_back(line.id);
  }
  if (answer.lines.empty()) return;
  const Order order{transaction, viewer, now, paris_day(now), Command::Answer, answer};
  if (const auto done = carry_out(order, std::move(held)); !done) {
    throw std::logic_error("an answer by mail was refused: " + done.error().code);
  }
}

}  // namespace recours::claims
