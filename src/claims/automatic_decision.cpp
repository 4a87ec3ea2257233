// R-550 Approval without staff, and what approval means for a line.
#include <algorithm>

#include <boost/json.hpp>

#include "base/text.h"
#include "claims/admission.h"

namespace recours::claims {
namespace {

// Every serial given was sold on the line; where the line has some, each piece names its own.
bool serials_are_known(const ClaimLine& line, const sales::InvoiceLine& invoice_line) {
  const bool all_known = std::all_of(line.serials.begin(), line.serials.end(),
                                     [&](const std::string& serial) { return is_sold_on(invoice_line, serial); });
  const bool complete = Decimal::of(static_cast<std::int64_t>(line.serials.size())) == line.quantity;
  return all_known && (invoice_line.serials.empty() || complete);
}

// One piece can be claimed once at a time; a second claim on it is for a person to decide.
bool names_serial_in_use(const ClaimLine& line, const Alongside& alongside) {
  return std::any_of(line.serials.begin(), line.serials.end(), [&](const std::string& serial) {
    return alongside.serials_in_use.contains(number_key(serial));
  });
}

boost::json::value policy_json(const AutoApproval* policy) {
  if (!policy) return nullptr;
  return {{"id", policy->id},
          {"valid_from", policy->validity.from.iso()},
          {"condition", policy->condition},
          {"max_net_cents", policy->max_net_cents},
          {"needs_known_serials", policy->needs_known_serials}};
}

}  // namespace

bool is_sold_on(const sales::InvoiceLine& line, const std::string& serial) {
  const std::string key = number_key(serial);
  return std::any_of(line.serials.begin(), line.serials.end(),
                     [&](const std::string& sold) { return number_key(sold) == key; });
}

Decision decide_automatically(const ClaimLine& line, const ClaimType& type, const sales::InvoiceLine& invoice_line,
                              const Policies& policies, Date today, const Alongside& alongside) {
  const AutoApproval* policy = policies.auto_approval_on(type, today);
  const bool known = serials_are_known(line, invoice_line);
  const bool serial_in_use = names_serial_in_use(line, alongside);
  const std::int64_t counted_cents =
      line.net_cents + std::max(alongside.claim_net_cents, alongside.invoice_line_net_cents);
  Decision decision;
  // R-613 What went in against a rule, or without an invoice, is looked at by a person.
  decision.approved = policy && line.staff_reason.empty() && line.condition == policy->condition && counted_cents <= policy->max_net_cents &&
                      (!policy->needs_known_serials || known) && !serial_in_use;
  const Fee* fee = policies.fee_on(type, today);
  boost::json::object basis{
      {"approved", decision.approved},    {"on", today.iso()},
      {"claim_type_id", type.id.value},   {"claim_type_valid_from", type.validity.from.iso()},
      {"condition", line.condition},      {"net_cents", line.net_cents},
      {"quantity", line.quantity.text()}, {"serials_known", known},
      {"serial_in_use", serial_in_use},
      {"claim_net_cents", alongside.claim_net_cents},
      {"invoice_line_net_cents", alongside.invoice_line_net_cents},
      {"auto_approval", policy_json(policy)},
  };
  if (!line.staff_reason.empty()) basis["staff_reason"] = line.staff_reason;
  if (fee) basis["fee"] = {{"id", fee->id}, {"percent", fee->percent.text()}};
  decision.basis = boost::json::serialize(basis);
  return decision;
}

void validate(ClaimLine& line, const ClaimType& type, Date expires_on) {
  const bool awaits_goods = type.goods_back == GoodsBack::Yes;
  line.state = {Authorisation::Validated, awaits_goods ? Goods::AwaitingGoods : Goods::NotRequired,
                type.credit_on_approval ? Money::CreditRequested : Money::Undecided};
  line.expires_on = awaits_goods ? std::optional(expires_on) : std::nullopt;
}

}  // namespace recours::claims
