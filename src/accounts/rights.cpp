// R-102 What each role may do: the one table behind routes, buttons, API and documentation (claims.md §1).
#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "accounts/viewer.h"

namespace recours::accounts {
namespace {

using RightName = std::pair<Right, std::string_view>;
constexpr std::array kRightNames{
    RightName{Right::SeeInvoices, "see_invoices"},
    RightName{Right::OpenClaim, "open_claim"},
    RightName{Right::SeeClaims, "see_claims"},
    RightName{Right::CancelClaim, "cancel_claim"},
    RightName{Right::DecideClaim, "decide_claim"},
    RightName{Right::SeeProcedures, "see_procedures"},
    RightName{Right::SeeOutbox, "see_outbox"},
    RightName{Right::ImportInvoices, "import_invoices"},
    RightName{Right::ManageUsers, "manage_users"},
    RightName{Right::ManageSettings, "manage_settings"},
};
constexpr auto kRights = [] {
  std::array<Right, kRightNames.size()> rights{};
  for (std::size_t i = 0; i < kRightNames.size(); ++i) rights[i] = kRightNames[i].first;
  return rights;
}();

template <class... Rights>
constexpr unsigned set_of(Rights... rights) {
  return ((1U << static_cast<unsigned>(rights)) | ... | 0U);
}

constexpr unsigned rights_of(Role role) {
  constexpr unsigned reseller =
      set_of(Right::SeeInvoices, Right::OpenClaim, Right::SeeClaims, Right::CancelClaim, Right::SeeProcedures);
  switch (role) {
    case Role::Reseller:
    case Role::ResellerAdmin:
      return reseller;
    case Role::CustomerService:
    case Role::Rma:
      return reseller | set_of(Right::DecideClaim, Right::SeeOutbox);
    case Role::Warehouse:
    case Role::Finance:
      return set_of(Right::SeeInvoices, Right::SeeClaims, Right::SeeProcedures, Right::SeeOutbox);
    // The complaint desk has nothing to do with trade claims.
    case Role::Adviser:
    case Role::Handler:
    case Role::Reviewer:
    case Role::Compliance:
    case Role::Director:
    case Role::Auditor:
      return 0;
    // Users, settings, data: no content of cases and no decision on them.
    case Role::Admin:
      return set_of(Right::SeeOutbox, Right::ImportInvoices, Right::ManageUsers, Right::ManageSettings);
  }
  return 0;
}

}  // namespace

std::span<const Right> all_rights() { return kRights; }

std::string_view name_of(Right right) {
  return std::find_if(kRightNames.begin(), kRightNames.end(), [&](const RightName& r) { return r.first == right; })
      ->second;
}

bool grants(Role role, Right right) { return (rights_of(role) & set_of(right)) != 0; }

}  // namespace recours::accounts
