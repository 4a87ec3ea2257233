#include "claims/eligibility.h"

#include <algorithm>

namespace recours::claims {
namespace {

// R-501 The last day of a type on a line; none: no limit, or its clock starts with an invoice nobody knows yet.
using LastDay = std::optional<Date>;

//
LastDay last_day_of_doa(const Situation& situation, const DoaPolicy& policy) {
  switch (policy.clock_start) {
    case ClockStart::Invoice: return situation.invoice_date.plus_days(policy.days);
    case ClockStart::Delivery:
      return situation.line.delivered_on.value_or(situation.invoice_date).plus_days(policy.days);
    case ClockStart::EndCustomerInvoice: break;
  }
  if (!situation.end_customer_invoice_on) return std::nullopt;
  return situation.end_customer_invoice_on->plus_days(policy.days);
}

LastDay last_day(const Situation& situation, const ClaimType& type, const DoaPolicy* doa) {
  if (type.by_doa_policy && doa) return last_day_of_doa(situation, *doa);
  if (!type.limit_days) return std::nullopt;
  return situation.invoice_date.plus_days(*type.limit_days);
}

Message period_over(const ClaimType& type, Date ended_on) {
  if (type.category == "return") return msg("Return not possible: the period ended on {1}", ended_on);
  if (type.category == "defect") return msg("Defect report not possible: the period ended on {1}", ended_on);
  return msg("Claim not possible: the period ended on {1}", ended_on);
}

// A closed commercial period never reads as "no rights left" (claims.md §5).
Message advice_after_period(const ClaimType& type) {
  if (type.category == "defect") {
    return msg(
        "The commercial period is over; your legal rights are reserved. See the manufacturer's warranty, or choose "
        "“Other” and describe the fault.");
  }
  return msg("The commercial period is over; your legal rights are reserved. Choose “Other” to put your case to us.");
}

std::string procedure_of(const sales::InvoiceLine& line) {
  return line.manufacturer_slug.empty() ? std::string() : "/manufacturers/" + line.manufacturer_slug;
}

// ---- one function per cause; each says nothing or gives its obstacle.

// A line that takes an amount back, or states none, has no pieces anybody could return, miss or have too many of.
bool needs_pieces(const ClaimType& type) {
  const bool goods_only = type.line_kinds.size() == 1 && type.line_kinds.front() == sales::LineKind::Goods;
  return type.uses_quantity || goods_only;
}

std::optional<Obstacle> check_line_kind(const Situation& situation, const ClaimType& type) {
  const auto& kinds = type.line_kinds;
  const auto obstacle = [](Message reason) {
    return Obstacle{Cause::LineKind, {}, std::move(reason), msg("Choose one of the types in bold for this line."), ""};
  };
  if (std::find(kinds.begin(), kinds.end(), situation.line.kind) != kinds.end()) {
    if (situation.line.quantity > Decimal() || !needs_pieces(type)) return std::nullopt;
    return obstacle(msg("Nothing was delivered on this line"));
  }
  switch (situation.line.kind) {
    case sales::LineKind::Service: return obstacle(msg("Not possible for a service"));
    case sales::LineKind::Freight: return obstacle(msg("Not possible for freight"));
    case sales::LineKind::Goods: break;
  }
  return obstacle(msg("Not possible for goods"));
}

std::optional<Obstacle> check_period(const Situation& situation, const ClaimType& type, LastDay until) {
  if (!until || situation.today <= *until) return std::nullopt;
  const std::string href = type.category == "defect" ? procedure_of(situation.line) : "";
  return Obstacle{Cause::PeriodOver, until, period_over(type, *until), advice_after_period(type), href};
}

//
std::optional<Obstacle> check_manufacturer(const Situation& situation, const ClaimType& type, const DoaPolicy* doa) {
  if (type.department != "RMA" || !doa || !doa->direct_to_manufacturer) return std::nullopt;
  return Obstacle{Cause::ManufacturerDirect,
                  {},
                  msg("{1} handles its products directly", situation.line.manufacturer_name),
                  msg("Follow the procedure of {1}.", situation.line.manufacturer_name),
                  procedure_of(situation.line)};
}

std::optional<Obstacle> check_returnable(const Situation& situation, const ClaimType& type) {
  if (!type.closed_by_non_returnable || !situation.line.non_returnable) return std::nullopt;
  return Obstacle{Cause::NotReturnable,
                  {},
                  msg("This article is not taken back"),
                  msg("If it is damaged, missing or defective, choose that type instead."),
                  ""};
}

std::optional<Obstacle> check_quantity(const Situation& situation, const ClaimType& type,
                                       std::optional<Decimal> wanted) {
  const Decimal free = situation.free_quantity;
  const bool any_pieces = situation.line.quantity > Decimal();
  if (!type.uses_quantity || !any_pieces || (free > Decimal() && (!wanted || *wanted <= free))) return std::nullopt;
  Message reason = free > Decimal() ? msg("Only {1} can still be claimed on this line", free)
                                    : msg("The whole quantity has already been claimed");
  return Obstacle{Cause::QuantityAlreadyClaimed,
                  {},
                  std::move(reason),
                  msg("See your claims on this invoice, or cancel one of them first."),
                  "/claims"};
}

// The limits are those of the invoice date; whether a type is offered at all is decided today.
std::optional<Obstacle> check_active(const Situation& situation, const ClaimType& type, const Policies& policies) {
  const ClaimType* current = policies.type_on(type.department, type.code, situation.today);
  if (type.active && current && current->active) return std::nullopt;
  std::optional<Date> ended_on;
  if (!current)
    ended_on = type.validity.to;
  else if (type.active)
    ended_on = current->validity.from.plus_days(-1);
  return Obstacle{Cause::TypeInactive, ended_on, msg("This type is no longer offered"),
                  msg("Choose one of the types in bold for this line."), ""};
}

std::vector<Need> needs_of(const Situation& situation, const ClaimType& type, const DoaPolicy* doa) {
  std::vector<Need> needs;
  if (!type.by_doa_policy || !doa) return needs;
  const bool end_customer = doa->needs_end_customer_invoice || doa->clock_start == ClockStart::EndCustomerInvoice;
  if (end_customer && !situation.end_customer_invoice_on) needs.push_back(Need::EndCustomerInvoice);
  if (doa->needs_call_id) needs.push_back(Need::CallId);
  return needs;
}

}  // namespace

std::string_view name_of(Cause cause) {
  switch (cause) {
    case Cause::PeriodOver: return "period_over";
    case Cause::ManufacturerDirect: return "manufacturer_direct";
    case Cause::LineKind: return "line_kind";
    case Cause::QuantityAlreadyClaimed: return "quantity_already_claimed";
    case Cause::NotReturnable: return "not_returnable";
    case Cause::TypeInactive: return "type_inactive";
    case Cause::PhotoRequired: return "photo_required";
    case Cause::DocumentRequired: return "document_required";
  }
  return "";
}

bool may_be_set_aside(Cause cause) {
  switch (cause) {
    case Cause::PeriodOver:
    case Cause::ManufacturerDirect:
    case Cause::NotReturnable:
    case Cause::TypeInactive: return true;
    case Cause::LineKind:
    case Cause::QuantityAlreadyClaimed:
    case Cause::PhotoRequired:
    case Cause::DocumentRequired: break;
  }
  return false;
}

std::string_view name_of(Need need) {
  switch (need) {
    case Need::EndCustomerInvoice: return "end_customer_invoice";
    case Need::CallId: return "call_id";
  }
  return "";
}

Eligibility evaluate(const Situation& situation, const ClaimType& type, const Policies& policies,
                     std::optional<Decimal> wanted) {
  const DoaPolicy* doa = policies.doa_on(situation.line, situation.invoice_date);
  const LastDay until = last_day(situation, type, doa);
  Denied denied;
  const auto collect = [&](std::optional<Obstacle> obstacle) {
    if (obstacle) denied.obstacles.push_back(std::move(*obstacle));
  };
  collect(check_line_kind(situation, type));
  collect(check_active(situation, type, policies));
  collect(check_period(situation, type, until));
  collect(check_manufacturer(situation, type, doa));
  collect(check_returnable(situation, type));
  collect(check_quantity(situation, type, wanted));
  if (!denied.obstacles.empty()) return denied;
  return Allowed{until, needs_of(situation, type, doa)};
}

std::vector<TypeVerdict> evaluate_all(const Situation& situation, const Policies& policies,
                                      const accounts::Viewer& viewer) {
  std::vector<TypeVerdict> verdicts;
  for (const ClaimType* type : policies.types_on(situation.invoice_date)) {
    if (is_offered_to(viewer, *type)) verdicts.push_back({type, evaluate(situation, *type, policies)});
  }
  return verdicts;
}

bool is_offered_to(const accounts::Viewer& viewer, const ClaimType& type) {
  return !type.hidden_from_resellers || viewer.sees_all_accounts();
}

}  // namespace recours::claims
