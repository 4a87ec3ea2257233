#include "accounts/viewer.h"

#include <algorithm>
#include <array>
#include <utility>

namespace recours::accounts {
namespace {

using RoleName = std::pair<Role, std::string_view>;
constexpr std::array kRoleNames{
    RoleName{Role::Reseller, "reseller"},
    RoleName{Role::ResellerAdmin, "reseller_admin"},
    RoleName{Role::CustomerService, "customer_service"},
    RoleName{Role::Rma, "rma"},
    RoleName{Role::Warehouse, "warehouse"},
    RoleName{Role::Finance, "finance"},
    RoleName{Role::Adviser, "adviser"},
    RoleName{Role::Handler, "handler"},
    RoleName{Role::Reviewer, "reviewer"},
    RoleName{Role::Compliance, "compliance"},
    RoleName{Role::Director, "director"},
    RoleName{Role::Auditor, "auditor"},
    RoleName{Role::Admin, "admin"},
};
constexpr auto kRoles = [] {
  std::array<Role, kRoleNames.size()> roles{};
  for (std::size_t i = 0; i < kRoleNames.size(); ++i) roles[i] = kRoleNames[i].first;
  return roles;
}();

bool works_on_claims_of_all_accounts(Role role) {
  return role == Role::CustomerService || role == Role::Rma || role == Role::Warehouse || role == Role::Finance;
}

bool sees_every_client(Role role) {
  return role == Role::Handler || role == Role::Reviewer || role == Role::Compliance || role == Role::Director ||
         role == Role::Auditor;
}

}  // namespace

std::string_view name_of(Role role) {
  return std::find_if(kRoleNames.begin(), kRoleNames.end(), [&](const RoleName& r) { return r.first == role; })->second;
}

std::optional<Role> role_named(std::string_view name) {
  for (const auto& [role, role_name] : kRoleNames) {
    if (role_name == name) return role;
  }
  return std::nullopt;
}

std::span<const Role> all_roles() { return kRoles; }

std::string label_of(ui::Language language, Role role) {
  using ui::tr;
  switch (role) {
    case Role::Reseller: return tr(language, "Reseller");
    case Role::ResellerAdmin: return tr(language, "Reseller, account administrator");
    case Role::CustomerService: return tr(language, "Customer service");
    case Role::Rma: return tr(language, "Returns and repairs");
    case Role::Warehouse: return tr(language, "Goods-in");
    case Role::Finance: return tr(language, "Accounting");
    case Role::Adviser: return tr(language, "Adviser");
    case Role::Handler: return tr(language, "Complaint handler");
    case Role::Reviewer: return tr(language, "Reviewer");
    case Role::Compliance: return tr(language, "Compliance");
    case Role::Director: return tr(language, "Director");
    case Role::Auditor: return tr(language, "Auditor");
    case Role::Admin: return tr(language, "Administrator");
  }
  return std::string(name_of(role));
}

bool Viewer::has(Role role) const { return std::find(roles.begin(), roles.end(), role) != roles.end(); }

bool Viewer::can(Right right) const {
  if (hidden_desk && desk_of(right) == hidden_desk) return false;
  return std::any_of(roles.begin(), roles.end(), [&](Role role) { return grants(role, right); });
}

bool Viewer::sees_all_accounts() const {
  return std::any_of(roles.begin(), roles.end(), works_on_claims_of_all_accounts);
}

std::int64_t account_scope(const Viewer& viewer) {
  if (viewer.sees_all_accounts()) return 0;
  return viewer.account ? viewer.account->value : -1;
}

std::int64_t contact_scope(const Viewer& viewer) {
  if (std::any_of(viewer.roles.begin(), viewer.roles.end(), sees_every_client)) return 0;
  return viewer.has(Role::Adviser) ? viewer.id.value : -1;
}

}  // namespace recours::accounts
