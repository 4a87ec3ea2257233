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
  // claims: see_invoices open see cancel answer ship reopen | decide receive dispose offer settle
  // procedures: see edit, policies: see manage, explain_decisions, see_outbox import manage_users settings
  // contacts: see edit import, calendar
  // complaints: see record edit note | acknowledge handle review send | close reopen cancel requalify transfer mediation
  //             | export import delegate data
  EXPECT_EQ(matrix(),
            "xxxxxxx"".....""x........""....""....""....""......""...." " reseller\n"
            "xxxxxxx"".....""x........""....""....""....""......""...." " reseller_admin\n"
            "xxxxxxx""x.xx.""x.x.xx...""....""....""....""......""...." " customer_service\n"
            "xxxxxxx""x.xx.""xxx.xx...""....""....""....""......""...." " rma\n"
            "x.x...."".xx..""x....x...""....""....""....""......""...." " warehouse\n"
            "x.x....""...xx""x.x.xx...""....""....""....""......""...." " finance\n"
            ".......""....."".........""xx..""xx.x""x...""......""..x." " adviser\n"
            ".......""....."".........""xx..""xxxx""xxxx""xxxxxx""x.x." " handler\n"
            ".......""....."".........""x...""x..x""..x.""......""..x." " reviewer\n"
            ".......""....."".........""xxxx""xxxx""xxxx""xxxxxx""xxxx" " compliance\n"
            ".......""....."".........""x...""x...""....""......""x..." " director\n"
            ".......""....."".........""x...""x...""....""......""...." " auditor\n"
            "......."".....""xxxx.xxxx""...x""....""....""......""...." " admin\n")
      << matrix();
}

//
TEST(Contacts, AreSeenByTheirAdviserAndByWhoWorksForTheWholeFirm) {
  Viewer adviser = viewer_with({Role::Adviser});
  adviser.id = UserId{7};
  EXPECT_EQ(contact_scope(adviser), 7);
  for (const Role role : {Role::Handler, Role::Reviewer, Role::Compliance, Role::Director, Role::Auditor}) {
    EXPECT_EQ(contact_scope(viewer_with({Role::Adviser, role})), 0) << name_of(role);
  }
  for (const Role role : {Role::Reseller, Role::CustomerService, Role::Finance, Role::Admin}) {
    EXPECT_EQ(contact_scope(viewer_with({role})), -1) << name_of(role);
  }
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
