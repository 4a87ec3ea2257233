#include "claims/free_claim_actions.h"

#include <boost/json.hpp>

#include "base/text.h"
#include "claims/claim_json.h"
#include "claims/claim_writes_store.h"
#include "claims/confirmation_actions.h"
#include "claims/free_claim_twins_store.h"
#include "sales/by_hand_store.h"

namespace recours::claims {
namespace {

constexpr const char* kCurrency = "EUR";

Refusal unknown_account() {
  const auto message = msg("No reseller account has this customer number.");
  return {"incomplete", message, {{"customer_no", "unknown_account", message}}, Refusal::Kind::Rule};
}

constexpr std::size_t kMostNamed = 5;

Refusal invoice_known(const ToldInvoice& invoice) {
  const auto message = msg("Invoice {1} of {2} is here: open the claim on its line instead.", invoice.number,
                           invoice.issued_on);
  return {"invoice_known", message, {{"invoice.number", "invoice_known", message}}, Refusal::Kind::Rule};
}

Refusal possible_duplicate(const std::vector<Twin>& twins) {
  std::vector<std::string> numbers;
  for (const auto& one : twins) numbers.push_back(one.number);
  const auto message = msg("Other claims may be about the same goods: {1}. Look at them, then confirm.",
                           join(numbers, ", "));
  return {"possible_duplicate", message, {{"confirmed", "possible_duplicate", message}}, Refusal::Kind::Rule};
}

struct Entry {
  db::Transaction& transaction;
  const accounts::Viewer& viewer;
  const FreeClaim& claim;
  Instant now;
};

sales::LineWithInvoice write_down_invoice(const Entry& entry, ResellerAccountId account, const FreeLine& free,
                                          const std::string& mark) {
  const Date issued_on = entry.claim.told_invoice_on.value_or(paris_day(entry.now));
  return sales::insert_by_hand(
      entry.transaction, {account, mark, entry.claim.told_invoice_no, issued_on, kCurrency, free.line}, entry.now);
}

Claim insert_claim(const Entry& entry, const sales::Invoice& invoice, const ClaimType& type,
                   const std::string& number) {
  Claim group;
  group.account = invoice.account;
  group.author = entry.viewer.id;
  group.invoice = invoice.id;
  group.department = type.department;
  group.code = type.code;
  group.category = type.category;
  group.number = number;
  return require_claim(entry.transaction, insert_group(entry.transaction, group, entry.now));
}

ClaimLine declared_line(const Entry& entry, const FreeLine& free) {
  const Declaration& declared = entry.claim.declared;
  ClaimLine line;
  line.type = free.type->id;
  line.variant = declared.variant;
  line.quantity = free.admitted.quantity;
  line.net_cents = free.admitted.net_cents;
  line.comment = declared.comment;
  line.customer_reference = declared.customer_reference;
  line.fault_description = declared.fault_description;
  line.condition = declared.condition;
  line.requested_outcome = declared.requested_outcome;
  line.accessories = declared.accessories;
  line.serials = declared.serials;
  line.contact = declared.contact;
  line.staff_reason = trim(declared.staff_reason);
  line.created_at = entry.now;
  return line;
}

// What the reseller told of an invoice, and why there is none: in the history.
void record_origin(const Entry& entry, const ClaimLine& line) {
  boost::json::object told;
  if (!entry.claim.told_invoice_no.empty()) told["told_invoice"] = entry.claim.told_invoice_no;
  if (entry.claim.told_invoice_on) told["told_on"] = entry.claim.told_invoice_on->iso();
  insert_event(entry.transaction, line,
               {"without_invoice", std::nullopt, "", line.staff_reason,
                told.empty() ? std::string() : boost::json::serialize(told)},
               entry.viewer.actor(), entry.now);
}

BasketGroup put_together(const Entry& entry, ResellerAccountId account, const FreeLine& free) {
  ClaimLine line = declared_line(entry, free);
  line.reservation_number = draw_reservation_number(entry.transaction);
  const auto sold = write_down_invoice(entry, account, free, line.reservation_number);
  const Claim claim = insert_claim(entry, sold.invoice, *free.type, line.reservation_number);
  line.claim = claim.id;
  line.invoice_line = sold.line.id;
  line.id = insert_line(entry.transaction, line);
  if (!line.serials.empty()) replace_serials(entry.transaction, line.id, line.serials, sold.line);
  record_origin(entry, line);
  return require_basket_group(entry.transaction, entry.viewer, claim.id);
}

// R-618 Not written down twice what can be claimed on its invoice, or was claimed already.
std::optional<Refusal> objection_to(const Entry& entry) {
  if (const auto known = find_told_invoice(entry.transaction, entry.claim)) return invoice_known(*known);
  if (entry.claim.confirmed) return std::nullopt;
  const auto twins = list_twins(entry.transaction, entry.claim, kMostNamed);
  return twins.empty() ? std::nullopt : std::optional(possible_duplicate(twins));
}

Result<ConfirmationAnswer, Refusal> enter(const Entry& entry) {
  const auto account = sales::find_account_by_customer_no(entry.transaction, entry.claim.customer_no);
  if (!account && !entry.claim.customer_no.empty()) return fail(unknown_account());
  const Policies policies = load_policies(entry.transaction);
  const auto free = admit_free(entry.claim, policies, paris_day(entry.now));
  if (!free) return fail(free.error());
  if (auto refusal = objection_to(entry)) return fail(std::move(*refusal));
  const auto registered = register_groups(entry.transaction, entry.viewer,
                                          {put_together(entry, account->id, *free)}, entry.now);
  return ConfirmationAnswer{201, boost::json::serialize(confirmation_json(registered, {}, entry.viewer.language))};
}

}  // namespace

Result<ConfirmationAnswer, Refusal> register_free_claim(db::Database& database, const accounts::Viewer& viewer,
                                                        const FreeClaim& claim, Instant now,
                                                        const std::optional<accounts::IdempotencyKey>& key) {
  if (!viewer.can(accounts::Right::DecideClaim) || viewer.read_only) throw Forbidden();
  return database.write([&](db::Transaction& transaction) -> Result<ConfirmationAnswer, Refusal> {
    lock_basket(transaction, viewer);
    if (key) {
      const auto kept = accounts::recall(transaction, *key, now);
      if (!kept) return fail(kept.error());
      if (*kept) return ConfirmationAnswer{(*kept)->status, (*kept)->body};
    }
    auto answer = enter({transaction, viewer, claim, now});
    if (key && answer) accounts::keep(transaction, *key, {answer->status, answer->body}, now);
    return answer;
  });
}

}  // namespace recours::claims
