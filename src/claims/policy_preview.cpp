#include "claims/policy_preview.h"

#include <algorithm>

#include <boost/json.hpp>

#include "base/text.h"

namespace recours::claims {
namespace {

namespace json = boost::json;
using Outcome = Verdict::Outcome;

const Validity kEver{Date::of(1900, 1, 1), std::nullopt};

template <class Policy, class IsReplaced>
void replace(std::vector<Policy>& all, Policy policy, IsReplaced is_replaced) {
  std::erase_if(all, is_replaced);
  policy.validity = kEver;
  all.push_back(std::move(policy));
}

template <class Policy>
void replace_of_type(std::vector<Policy>& all, Policy policy) {
  const std::string department = policy.department, code = policy.code;
  replace(all, std::move(policy), [&](const Policy& one) { return one.department == department && one.code == code; });
}

// What had been claimed beside it when it was decided.
Alongside alongside_of(const PastLine& past) {
  Alongside alongside;
  if (past.basis.empty()) return alongside;
  const auto basis = json::parse(past.basis).as_object();
  const auto number = [&](std::string_view name) {
    const auto* value = basis.if_contains(name);
    return value && value->is_int64() ? value->as_int64() : std::int64_t{0};
  };
  alongside.claim_net_cents = number("claim_net_cents");
  alongside.invoice_line_net_cents = number("invoice_line_net_cents");
  const auto* in_use = basis.if_contains("serial_in_use");
  if (in_use && in_use->is_bool() && in_use->as_bool()) {
    for (const auto& serial : past.line.serials) alongside.serials_in_use.insert(number_key(serial));
  }
  return alongside;
}

bool is_same(const Verdict& a, const Verdict& b) {
  const auto causes = [](const Verdict& verdict) {
    std::vector<Cause> all;
    for (const auto& obstacle : verdict.obstacles) all.push_back(obstacle.cause);
    return all;
  };
  return a.outcome == b.outcome && a.fee_percent == b.fee_percent && causes(a) == causes(b);
}

}  // namespace

std::string_view name_of(Outcome outcome) {
  switch (outcome) {
    case Outcome::Impossible: return "impossible";
    case Outcome::ToStaff: return "to_staff";
    case Outcome::Approved: return "approved";
  }
  return "";
}

Policies with_instead(Policies policies, DataKind kind, const Draft& draft,
                      const std::vector<sales::Manufacturer>& manufacturers) {
  switch (kind) {
    case DataKind::Types: replace_of_type(policies.types, type_of(draft)); break;
    case DataKind::AutoApprovals: replace_of_type(policies.auto_approvals, auto_approval_of(draft)); break;
    case DataKind::Fees: replace_of_type(policies.fees, fee_of(draft)); break;
    case DataKind::DoaPolicies: {
      auto policy = doa_policy_of(draft, manufacturers);
      const auto manufacturer = policy.manufacturer;
      const auto group = policy.product_group;
      replace(policies.doa, std::move(policy),
              [&](const DoaPolicy& one) { return one.manufacturer == manufacturer && one.product_group == group; });
      break;
    }
    default: break;
  }
  return policies;
}

bool concerns(DataKind kind, const Draft& draft, const PastLine& past) {
  if (kind == DataKind::DoaPolicies) return past.sold.manufacturer_slug == draft.text("manufacturer");
  const auto type = kind == DataKind::Types ? subject_of(kind, draft) : std::string(draft.text("type"));
  return type == type_key(past.department, past.code);
}

Verdict judge(const PastLine& past, const Policies& policies) {
  const ClaimType* type = policies.type_on(past.department, past.code, past.invoice_date);
  Verdict verdict;
  if (!type) {
    verdict.outcome = Outcome::Impossible;
    return verdict;
  }
  const Situation situation{past.sold, past.invoice_date, past.confirmed_on, past.sold.quantity,
                            past.line.end_customer_invoice_on};
  auto eligibility = evaluate(situation, *type, policies);
  if (auto* denied = std::get_if<Denied>(&eligibility)) {
    verdict.outcome = Outcome::Impossible;
    verdict.obstacles = std::move(denied->obstacles);
    return verdict;
  }
  verdict.until = std::get<Allowed>(eligibility).until;
  verdict.fee_percent = policies.fee_percent_on(*type, past.confirmed_on);
  const auto decision =
      decide_automatically(past.line, *type, past.sold, policies, past.confirmed_on, alongside_of(past));
  verdict.outcome = decision.approved ? Outcome::Approved : Outcome::ToStaff;
  return verdict;
}

//
std::optional<Difference> difference_of(PastLine past, const Policies& policies, const Policies& instead) {
  Verdict then = judge(past, policies);
  Verdict with_this = judge(past, instead);
  if (is_same(then, with_this)) return std::nullopt;
  return Difference{std::move(past), std::move(then), std::move(with_this)};
}

}  // namespace recours::claims
