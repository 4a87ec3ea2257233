// R-102 The whole table role × right, written out: a change here is a decision.
#include <map>
#include <sstream>
#include <string>

#include <gtest/gtest.h>

#include "accounts/viewer.h"

namespace recours::accounts {
namespace {

Viewer viewer_with(std::vector<Role> roles, std::optional<ResellerAccountId> account = std::nullopt) {
  Viewer viewer;
  viewer.roles = std::move(roles);
  viewer.account = account;
  return viewer;
}

// One line per role, its rights in the order of Right, as a letter or a point.
std::string matrix() {
  std::ostringstream table;
  for (const Role role : all_roles()) {
    for (const Right right : all_rights()) table << (grants(role, right) ? 'x' : '.');
    table << ' ' << name_of(role) << '\n';
  }
  return table.str();
}

TEST(Rights, AreExactlyThese) {
  // see_invoices open_claim see_claims cancel_claim decide_claim see_procedures see_outbox import manage_users settings
  EXPECT_EQ(matrix(),
            "xxxx.x.... reseller\n"
            "xxxx.x.... reseller_admin\n"
            "xxxxxxx... customer_service\n"
            "xxxxxxx... rma\n"
            "x.x..xx... warehouse\n"
            "x.x..xx... finance\n"
            ".......... adviser\n"
            ".......... handler\n"
            ".......... reviewer\n"
            ".......... compliance\n"
            ".......... director\n"
            ".......... auditor\n"
            "......xxxx admin\n")
      << matrix();
}

//
TEST(Rights, AddUpOverSeveralRoles) {
  const Viewer both = viewer_with({Role::Finance, Role::Admin});
  EXPECT_TRUE(both.can(Right::SeeClaims));
  EXPECT_TRUE(both.can(Right::ManageUsers));
  EXPECT_FALSE(both.can(Right::DecideClaim));
}

TEST(Rights, NobodyWithoutRoleMayAnything) {
  for (const Right right : all_rights()) EXPECT_FALSE(viewer_with({}).can(right)) << name_of(right);
}

TEST(Roles, HaveStableNamesBothWays) {
  for (const Role role : all_roles()) EXPECT_EQ(role_named(name_of(role)), role) << name_of(role);
  EXPECT_EQ(role_named("Admin"), std::nullopt);
  EXPECT_EQ(role_named(""), std::nullopt);
}

TEST(Roles, HaveALabelInEachLanguage) {
  std::map<std::string, Role> seen;
  for (const Role role : all_roles()) {
    EXPECT_FALSE(label_of(ui::Language::French, role).empty());
    EXPECT_TRUE(seen.emplace(label_of(ui::Language::English, role), role).second) << name_of(role);
  }
}

//
TEST(AccountScope, IsTheOwnAccountForResellersEverythingForStaffNothingElse) {
  const ResellerAccountId account{42};
  EXPECT_EQ(account_scope(viewer_with({Role::Reseller}, account)), 42);
  EXPECT_EQ(account_scope(viewer_with({Role::ResellerAdmin}, account)), 42);
  EXPECT_EQ(account_scope(viewer_with({Role::CustomerService})), 0);
  EXPECT_EQ(account_scope(viewer_with({Role::Warehouse})), 0);
  EXPECT_EQ(account_scope(viewer_with({Role::Finance, Role::Admin})), 0);
  EXPECT_EQ(account_scope(viewer_with({Role::Admin})), -1) << "users and settings, no cases";
  EXPECT_EQ(account_scope(viewer_with({Role::Compliance})), -1) << "the other desk";
  EXPECT_EQ(account_scope(viewer_with({Role::Reseller})), -1) << "a reseller without account";
  EXPECT_EQ(account_scope(viewer_with({})), -1);
}

}  // namespace
}  // namespace recours::accounts
