// The policies every deployment starts with, as the migrations left them, for tests of the rules.
#pragma once

#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "claims/eligibility.h"
#include "claims/policy_store.h"
#include "support/database.h"

namespace recours::testing_support {

inline const claims::Policies& seeded_policies() {
  static const claims::Policies policies = [] {
    const FreshDatabase fresh(Engine::Sqlite);
    const auto database = db::Database::open(fresh.address());
    return claims::load_policies(*database->reader());
  }();
  return policies;
}

inline const claims::ClaimType& seeded_type(const std::string& department, const std::string& code) {
  const auto* type = seeded_policies().type_on(department, code, Date::of(2019, 12, 20));
  if (!type) throw std::invalid_argument(department + "-" + code);
  return *type;
}

// Two pieces at 100.00, invoiced on 20/12/2019.
inline sales::InvoiceLine sold_line(sales::LineKind kind = sales::LineKind::Goods) {
  sales::InvoiceLine line;
  line.id = {1};
  line.kind = kind;
  line.line_no = "100";
  line.quantity = Decimal::of(2);
  line.unit_price = Decimal::of(100);
  line.net_cents = 20000;
  line.manufacturer = sales::ManufacturerId{7};
  line.manufacturer_name = "Nordwind";
  line.manufacturer_slug = "nordwind";
  return line;
}

inline claims::Situation situation_of(const sales::InvoiceLine& line, Date today) {
  return {line, Date::of(2019, 12, 20), today, line.quantity, std::nullopt};
}

inline claims::DoaPolicy doa_policy(int days = 10) {
  claims::DoaPolicy policy;
  policy.id = 1;
  policy.manufacturer = sales::ManufacturerId{7};
  policy.days = days;
  policy.validity = {Date::of(2000, 1, 1), std::nullopt};
  return policy;
}

}  // namespace recours::testing_support
