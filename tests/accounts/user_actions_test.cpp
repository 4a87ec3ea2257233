#include "accounts/user_actions.h"

#include <gtest/gtest.h>

#include "accounts/organisation_actions.h"
#include "accounts/passwords.h"
#include "accounts/session_actions.h"
#include "accounts/settings.h"
#include "support/cast.h"
#include "support/clock.h"
#include "support/database.h"

namespace recours::accounts {
namespace {

using testing_support::Cast;
using testing_support::make_cast;
using testing_support::test_now;

constexpr const char* kGoodPassword = "douze lettres au moins";

NewUser somebody() { return {"Zoe@Nordsud.example", "Zoé Lambert", "", {Role::Finance}, {}, ui::Language::English, {}}; }

std::vector<std::string> codes_of(const Refusal& refusal) {
  std::vector<std::string> codes;
  for (const auto& field : refusal.fields) codes.push_back(field.field + ":" + field.code);
  return codes;
}

class UserActionsTest : public OnBothEngines {
 protected:
  UserActionsTest() { cast_ = make_cast(database(), test_now()); }
  journal::Actor actor() const { return cast_.admin.actor(); }
  std::int64_t rows(const std::string& table_and_condition) {
    return database().reader()->value<std::int64_t>("SELECT COUNT(*) AS value FROM " + table_and_condition);
  }
  std::string journal_text() {
    std::string all;
    database().reader()->each("SELECT e.action, c.content FROM journal_entry e JOIN journal_content c ON c.entry_id = e.id",
                              {}, [&](const db::Row& row) {
                                all += row.get<std::string>("action") + " " + row.get<std::string>("content") + "\n";
                              });
    return all;
  }
  Cast cast_;
};

TEST_P(UserActionsTest, AddsAPersonWithRolesAndJournal) {
  const auto id = add_user(database(), actor(), somebody(), kGoodPassword, test_now());
  ASSERT_TRUE(id.ok());
  const auto user = find_user_by_email(*database().reader(), " ZOE@nordsud.example");
  ASSERT_TRUE(user);
  EXPECT_EQ(user->id, *id);
  EXPECT_EQ(user->email, "zoe@nordsud.example");
  EXPECT_EQ(user->name, "Zoé Lambert");
  EXPECT_EQ(user->roles, std::vector{Role::Finance});
  EXPECT_EQ(user->language, ui::Language::English);
  EXPECT_EQ(rows("journal_entry WHERE action = 'user.created'"), 1);
  EXPECT_EQ(journal_text().find(kGoodPassword), std::string::npos);
  EXPECT_EQ(journal_text().find("argon2"), std::string::npos);
}

TEST_P(UserActionsTest, RolesComeBackInTheirOwnOrder) {
  NewUser user = somebody();
  user.roles = {Role::Admin, Role::Rma, Role::CustomerService};
  const auto id = add_user(database(), actor(), user, std::nullopt, test_now());
  ASSERT_TRUE(id.ok());
  EXPECT_EQ(find_user(*database().reader(), *id)->roles,
            (std::vector{Role::CustomerService, Role::Rma, Role::Admin}));
}

TEST_P(UserActionsTest, RefusesWhatIsIncompleteAllAtOnce) {
  NewUser user;
  user.email = "nobody";
  const auto refused = add_user(database(), actor(), user, "short", test_now());
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(codes_of(refused.error()),
            (std::vector<std::string>{"name:required", "email:invalid", "roles:required", "password:too_short"}));
}

TEST_P(UserActionsTest, RefusesWhatNoNameAndNoAddressHolds) {
  struct Case {
    std::string email;
    std::string name;
    std::vector<std::string> codes;
  };
  const std::string domain = "@nordsud.example";
  const auto letters = [](std::size_t count) { return std::string(count, 'a'); };
  for (const auto& [email, name, codes] : std::vector<Case>{
           {"a1" + domain, letters(200), {}},
           {"a2" + domain, letters(201), {"name:too_long"}},
           {letters(200 - domain.size()) + domain, "Léa", {}},
           {letters(201 - domain.size()) + domain, "Léa", {"email:too_long"}},
           {"a3" + domain, "Léa\x1B[2J", {"name:invalid"}},
           {"a4" + domain, "Léa\nMartin", {"name:invalid"}},
           {"a5" + domain, "L\xE9" "a", {"name:invalid"}},
           {"a6" + domain, " \t", {"name:required"}},
           {"l\xE9" "a" + domain, "Léa", {"email:invalid"}},
           {"a\x7F" + domain, "Léa", {"email:invalid"}},
           {"a\xC2\x85" + domain, "Léa", {"email:invalid"}},
           {"a@-b..example", "Léa", {"email:invalid"}}}) {
    NewUser user = somebody();
    user.email = email;
    user.name = name;
    const auto outcome = add_user(database(), actor(), user, std::nullopt, test_now());
    EXPECT_EQ(outcome.ok() ? std::vector<std::string>{} : codes_of(outcome.error()), codes) << email << " " << name;
  }
}

TEST_P(UserActionsTest, AccessThatIsOverAlreadyIsNotGiven) {
  NewUser user = somebody();
  user.valid_until = paris_day(test_now()).plus_days(-1);
  const auto refused = add_user(database(), actor(), user, std::nullopt, test_now());
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(codes_of(refused.error()), std::vector<std::string>{"valid_until:in_the_past"});
  user.valid_until = paris_day(test_now());
  EXPECT_TRUE(add_user(database(), actor(), user, std::nullopt, test_now()).ok());
}

TEST_P(UserActionsTest, WhoHasNoAccessGetsNoToken) {
  const auto code_of = [&](UserId user, Instant now) {
    const auto token = create_token(database(), actor(), {user, "erp", TokenScope::Read, {}}, now);
    return token.ok() ? "" : token.error().code;
  };
  NewUser user = somebody();
  user.valid_until = paris_day(test_now());
  const auto guest = add_user(database(), actor(), user, std::nullopt, test_now());
  ASSERT_TRUE(guest.ok());
  const Instant midnight = paris_midnight(user.valid_until->plus_days(1));
  EXPECT_EQ(code_of(*guest, midnight.plus(-std::chrono::milliseconds(1))), "");
  EXPECT_EQ(code_of(*guest, midnight), "no_access");
  EXPECT_FALSE(disable_user(database(), actor(), cast_.alice.id, test_now()));
  EXPECT_EQ(code_of(cast_.alice.id, test_now()), "no_access");
  EXPECT_EQ(rows("api_token"), 1);
}

//
TEST_P(UserActionsTest, ResellersNeedAnAccountAndStaffHasNone) {
  NewUser user = somebody();
  const auto refusal_with = [&](std::vector<Role> roles, std::optional<ResellerAccountId> account) {
    user.roles = std::move(roles);
    user.account = account;
    const auto outcome = add_user(database(), actor(), user, std::nullopt, test_now());
    return outcome.ok() ? "" : codes_of(outcome.error()).at(0);
  };
  EXPECT_EQ(refusal_with({Role::Reseller}, {}), "account:required");
  EXPECT_EQ(refusal_with({Role::ResellerAdmin}, {}), "account:required");
  EXPECT_EQ(refusal_with({Role::Rma}, cast_.alice_account), "account:not_for_staff");
  EXPECT_EQ(refusal_with({Role::Reseller, Role::Rma}, cast_.alice_account), "roles:mixed_roles");
  EXPECT_EQ(refusal_with({Role::Reseller, Role::ResellerAdmin}, cast_.alice_account), "");
}

TEST_P(UserActionsTest, AnAddressIsTakenOnceAndARefusalLeavesNoTrace) {
  const auto before = rows("journal_entry");
  NewUser user = somebody();
  user.email = "ALICE@helios.example";
  const auto refused = add_user(database(), actor(), user, std::nullopt, test_now());
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.error().code, "email_taken");
  EXPECT_EQ(refused.error().kind, Refusal::Kind::Conflict);
  EXPECT_EQ(rows("journal_entry"), before);
}

TEST_P(UserActionsTest, DisablingEndsSessionsAtOnceAndCanBeRepeated) {
  const auto alice = *find_user(*database().reader(), cast_.alice.id);
  const auto opened = open_session(database(), alice, {"192.0.2.1", "", {}}, test_now());
  ASSERT_TRUE(find_session(*database().reader(), opened.token, test_now()));
  EXPECT_FALSE(disable_user(database(), actor(), cast_.alice.id, test_now()));
  EXPECT_FALSE(disable_user(database(), actor(), cast_.alice.id, test_now()));
  EXPECT_FALSE(find_session(*database().reader(), opened.token, test_now()));
  EXPECT_FALSE(is_active(*find_user(*database().reader(), cast_.alice.id), paris_day(test_now())));
  EXPECT_EQ(rows("journal_entry WHERE action = 'user.disabled'"), 1);
}

TEST_P(UserActionsTest, TheLastAdministratorStays) {
  const auto refusal = disable_user(database(), actor(), cast_.admin.id, test_now());
  ASSERT_TRUE(refusal);
  EXPECT_EQ(refusal->code, "last_administrator");
  NewUser second = somebody();
  second.roles = {Role::Admin};
  second.valid_until = paris_day(test_now()).plus_days(-1);
  ASSERT_TRUE(add_user(database(), actor(), second, std::nullopt, test_now().plus(-std::chrono::days(2))).ok());
  EXPECT_TRUE(disable_user(database(), actor(), cast_.admin.id, test_now())) << "the other's access is over";
  second.email = "third@nordsud.example";
  second.valid_until = paris_day(test_now());
  ASSERT_TRUE(add_user(database(), actor(), second, std::nullopt, test_now()).ok());
  EXPECT_FALSE(disable_user(database(), actor(), cast_.admin.id, test_now()));
}

TEST_P(UserActionsTest, NobodyIsNotFound) {
  EXPECT_THROW(disable_user(database(), actor(), UserId{999999}, test_now()), NotFound);
  EXPECT_THROW(reset_password(database(), actor(), UserId{999999}, kGoodPassword, test_now()), NotFound);
  EXPECT_THROW((void)create_token(database(), actor(), {UserId{999999}, "erp", TokenScope::Read, {}}, test_now()), NotFound);
}

TEST_P(UserActionsTest, ANewPasswordReplacesTheOldOneAndEndsSessions) {
  const auto alice = *find_user(*database().reader(), cast_.alice.id);
  const auto opened = open_session(database(), alice, {"192.0.2.1", "", {}}, test_now());
  EXPECT_EQ(reset_password(database(), actor(), cast_.alice.id, "court", test_now())->fields.at(0).code, "too_short");
  EXPECT_FALSE(reset_password(database(), actor(), cast_.alice.id, kGoodPassword, test_now()));
  EXPECT_FALSE(find_session(*database().reader(), opened.token, test_now()));
  const Origin origin{"192.0.2.1", "", {}};
  EXPECT_FALSE(sign_in(database(), "alice@helios.example", testing_support::kPassword, origin, test_now()).ok());
  EXPECT_TRUE(sign_in(database(), "alice@helios.example", kGoodPassword, origin, test_now()).ok());
}

TEST_P(UserActionsTest, ATokenIsStoredAsItsHashOnly) {
  const auto token = create_token(database(), actor(), {cast_.alice.id, " ERP ", TokenScope::Read, {}}, test_now());
  ASSERT_TRUE(token.ok());
  EXPECT_EQ(token->rfind("rec_", 0), 0U);
  EXPECT_EQ(token->size(), 4 + 64U);
  EXPECT_EQ(rows("api_token WHERE name = 'ERP' AND scope = 'read'"), 1);
  EXPECT_EQ(database().reader()->value<std::string>("SELECT token_hash AS value FROM api_token"), token_hash(*token));
  EXPECT_EQ(journal_text().find(token->substr(4)), std::string::npos);
  EXPECT_EQ(journal_text().find(token_hash(*token)), std::string::npos);
}

TEST_P(UserActionsTest, ATokenNeedsANameAndADayToCome) {
  const Date today = paris_day(test_now());
  const auto refused =
      create_token(database(), actor(), {cast_.alice.id, " ", TokenScope::Read, today.plus_days(-1)}, test_now());
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(codes_of(refused.error()), (std::vector<std::string>{"name:required", "expires_on:in_the_past"}));
  EXPECT_TRUE(create_token(database(), actor(), {cast_.alice.id, "erp", TokenScope::Read, today}, test_now()).ok());
}

TEST_P(UserActionsTest, PeopleAreListedByAddressInParts) {
  const auto reader = database().reader();
  const auto everybody = list_users(*reader);
  ASSERT_EQ(everybody.size(), 12U);
  EXPECT_EQ(everybody.front().email, "admin@nordsud.example");
  EXPECT_EQ(everybody.back().email, "wanda@nordsud.example");
  const auto part = list_users(*reader, everybody[2].email, 2);
  ASSERT_EQ(part.size(), 2U);
  EXPECT_EQ(part[0].email, everybody[3].email);
}

TEST_P(UserActionsTest, SettingsAreReplacedAndJournalledWithoutTheDemoPassword) {
  database().write([&](db::Transaction& transaction) {
    set_setting(transaction, actor(), "zone", "FR-AM", test_now());
    set_setting(transaction, actor(), "zone", "FR-GP", test_now());
    set_setting(transaction, actor(), "demo_password", kGoodPassword, test_now());
  });
  EXPECT_EQ(find_setting(*database().reader(), "zone"), "FR-GP");
  EXPECT_EQ(find_setting(*database().reader(), "nothing"), std::nullopt);
  EXPECT_NE(journal_text().find("FR-AM"), std::string::npos);
  EXPECT_EQ(journal_text().find(kGoodPassword), std::string::npos);
}

TEST_P(UserActionsTest, AFoundedOrganisationIsNotFoundedAgain) {
  const auto again = found_organisation(database(), actor(), {"Autre", Desks::Claims, "FR"}, somebody(), {}, test_now());
  ASSERT_FALSE(again.ok());
  EXPECT_EQ(again.error().code, "already_founded");
}

RECOURS_ON_BOTH_ENGINES(UserActionsTest);

class FoundingTest : public OnBothEngines {};

TEST_P(FoundingTest, TheFirstPersonMayStartAlone) {
  const auto id = found_organisation(database(), {{}, "cli", "cli"}, {"Nordsud", Desks::Both, "FR-AM"}, somebody(),
                                     kGoodPassword, test_now());
  ASSERT_TRUE(id.ok());
  const auto reader = database().reader();
  EXPECT_EQ(find_user(*reader, *id)->roles,
            (std::vector{Role::CustomerService, Role::Rma, Role::Finance, Role::Compliance, Role::Admin}));
  EXPECT_EQ(find_setting(*reader, "organisation"), "Nordsud");
  EXPECT_EQ(find_setting(*reader, "desks"), "both");
  EXPECT_EQ(find_setting(*reader, "zone"), "FR-AM");
}

TEST_P(FoundingTest, RefusesAnUnknownZoneAndAnEmptyName) {
  const auto refused =
      found_organisation(database(), {{}, "cli", "cli"}, {" ", Desks::Both, "DE"}, somebody(), kGoodPassword, test_now());
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(codes_of(refused.error()), (std::vector<std::string>{"organisation:required", "zone:unknown_zone"}));
  EXPECT_EQ(find_setting(*database().reader(), "organisation"), std::nullopt);
}

RECOURS_ON_BOTH_ENGINES(FoundingTest);

TEST(Founding, GivesTheRolesOfTheChosenDesks) {
  EXPECT_EQ(founding_roles(Desks::Claims),
            (std::vector{Role::CustomerService, Role::Rma, Role::Finance, Role::Admin}));
  EXPECT_EQ(founding_roles(Desks::Complaints), (std::vector{Role::Compliance, Role::Admin}));
  for (const Desks desks : {Desks::Claims, Desks::Complaints, Desks::Both}) EXPECT_EQ(desks_named(name_of(desks)), desks);
  EXPECT_EQ(desks_named("none"), std::nullopt);
}

}  // namespace
}  // namespace recours::accounts
