// R-670 « Utilisateurs de mon compte »: the administrator of a reseller's account lets the own people in and out, and
// nobody else's.
#include "accounts/colleague_pages.h"

#include "accounts/account_api.h"
#include "accounts/colleague_actions.h"
#include "accounts/people_actions.h"
#include "accounts/user_actions.h"
#include "accounts_site.h"
#include "base/errors.h"

namespace recours::accounts {
namespace {

constexpr const char* kUrl = "https://recours.example";
constexpr const char* kPath = "/account/users";

class ColleaguePagesTest : public AccountsSite {
 protected:
  ColleaguePagesTest() : AccountsSite({.public_url = kUrl}) { register_colleagues(site_); }
  static std::string path(UserId id, const std::string& verb = {}) {
    return std::string(kPath) + "/" + std::to_string(id.value) + (verb.empty() ? "" : "/" + verb);
  }
  static std::string path(const Viewer& viewer, const std::string& verb = {}) { return path(viewer.id, verb); }
  Person person(const Viewer& viewer) { return require_person(*database().reader(), viewer.id); }
  FormFields form(const Viewer& viewer, FormFields more) {
    more.insert(more.begin(), {"version", std::to_string(person(viewer).user.version)});
    return more;
  }

  Browser alban_ = as(cast_.alban);
};

TEST_P(ColleaguePagesTest, ListsThePeopleOfTheOwnAccountOnly) {
  const auto list = alban_.get(kPath);
  ASSERT_EQ(list.status, 200);
  EXPECT_THAT(list.body, HasSubstr(cast_.alice.email));
  EXPECT_THAT(list.body, HasSubstr(cast_.alban.email));
  EXPECT_THAT(list.body, Not(HasSubstr(cast_.bob.email)));
  EXPECT_THAT(list.body, Not(HasSubstr(cast_.claire.email)));
  EXPECT_THAT(list.body, HasSubstr("href=\"/account/users\"")) << "and the side bar leads there";
}

// Who administers no account: 403 on every route; who is not signed in: to the sign-in page.
TEST_P(ColleaguePagesTest, IsForAdministratorsOfAnAccount) {
  for (const auto* viewer : {&cast_.alice, &cast_.claire, &cast_.admin, &cast_.wanda, &cast_.solene}) {
    auto browser = as(*viewer);
    for (const auto& target : {std::string(kPath), std::string(kPath) + "/new", path(cast_.alice)}) {
      EXPECT_EQ(browser.get(target).status, 403) << viewer->email << target;
    }
    for (const char* verb : {"", "disabling", "enabling", "password-link", "mails"}) {
      EXPECT_EQ(browser.post(path(cast_.alice, verb)).status, 403) << viewer->email << verb;
    }
    EXPECT_EQ(browser.post(kPath).status, 403);
    EXPECT_THAT(browser.get("/account").body, Not(HasSubstr("href=\"/account/users\"")));
  }
  auto nobody = stranger();
  EXPECT_EQ(nobody.get(kPath).status, 303);
  EXPECT_EQ(alban_.post_bare(path(cast_.alice, "disabling"), {}).status, 403) << "no token";
  EXPECT_TRUE(gets_in(cast_.alice));
}

TEST_P(ColleaguePagesTest, PeopleOfOtherAccountsDoNotExist) {
  for (const auto* other : {&cast_.bob, &cast_.claire, &cast_.admin}) {
    EXPECT_EQ(alban_.get(path(*other)).status, 404) << other->email;
    EXPECT_EQ(alban_.post(path(*other), {{"version", "1"}, {"name", "X"}, {"roles", "reseller"}}).status, 404);
    for (const char* verb : {"disabling", "enabling", "password-link", "mails"}) {
      EXPECT_EQ(alban_.post(path(*other, verb)).status, 404) << other->email << verb;
    }
    EXPECT_TRUE(gets_in(*other));
    EXPECT_THROW(disable_colleague(database(), cast_.alban, other->id, clock_.now()), NotFound);
  }
  EXPECT_EQ(alban_.get(path(UserId{999999})).status, 404);
  EXPECT_EQ(alban_.get(std::string(kPath) + "/x").status, 404);
  EXPECT_EQ(entries("user.disabled"), 0);
}

// R-112
TEST_P(ColleaguePagesTest, InvitesIntoTheOwnAccount) {
  EXPECT_EQ(alban_.get(std::string(kPath) + "/new").status, 200);
  const FormFields fields{{"name", "Zoé Marin"}, {"email", "zoe@helios.example"}, {"roles", "reseller"},
                          {"account", testing_support::kBobCustomerNo}, {"language", "fr"}};
  const auto invited = alban_.post(kPath, fields);
  ASSERT_EQ(invited.status, 303);
  EXPECT_THAT(alban_.follow(invited).body, HasSubstr("L’invitation est en route"));
  const auto zoe = *find_user_by_email(*database().reader(), "zoe@helios.example");
  EXPECT_EQ(zoe.account, cast_.alice_account) << "whatever the form says";
  EXPECT_EQ(zoe.roles, std::vector{Role::Reseller});
  EXPECT_THAT(testing_support::latest_mail_to(database(), "zoe@helios.example"), HasSubstr("https://recours.example/"));
  EXPECT_EQ(alban_.post(path(zoe.id, "password-link")).status, 303) << "again";
  EXPECT_EQ(alban_.post(kPath, fields).status, 409) << "the address is taken";
  EXPECT_EQ(entries("user.created"), 1);
}

TEST_P(ColleaguePagesTest, SaysInTheOrderOfTheFormWhatIsMissing) {
  const auto body = alban_.post(kPath, {{"name", ""}, {"email", "x"}, {"roles", ""}}).body;
  const auto at = [&](const char* field) { return body.find(std::string("href=\"#") + field); };
  EXPECT_LT(at("name"), at("email"));
  EXPECT_LT(at("email"), at("roles"));
  EXPECT_THAT(body, HasSubstr("Saisissez le nom de la personne."));
  EXPECT_THAT(body, HasSubstr("Choisissez au moins un rôle."));
}

TEST_P(ColleaguePagesTest, GivesNoOtherRoleThanTheTwo) {
  struct Case {
    const char *role, *name, *email;
  };
  for (const auto& [role, name, email] : std::initializer_list<Case>{{"admin", "A", "a@helios.example"},
                                                                     {"customer_service", "A", "a@helios.example"},
                                                                     {"finance", "A", "a@helios.example"},
                                                                     {"", "A", "a@helios.example"},
                                                                     {"king", "A", "a@helios.example"},
                                                                     {"reseller", "", "a@helios.example"},
                                                                     {"reseller", "A", "no address"}}) {
    const auto answer = alban_.post(kPath, {{"name", name}, {"email", email}, {"roles", role}});
    EXPECT_EQ(answer.status, 422) << role << name << email;
  }
  for (const char* role : {"admin", "customer_service", "finance", "", "king"}) {
    EXPECT_EQ(alban_.post(path(cast_.alice), form(cast_.alice, {{"name", "A"}, {"roles", role}})).status, 422) << role;
  }
  EXPECT_EQ(person(cast_.alice).user.roles, std::vector{Role::Reseller});
  EXPECT_FALSE(find_user_by_email(*database().reader(), "a@helios.example"));
}

TEST_P(ColleaguePagesTest, ChangesNameAndRole) {
  const auto changed =
      alban_.post(path(cast_.alice), form(cast_.alice, {{"name", "Alice Martin-Roy"}, {"roles", "reseller_admin"}}));
  EXPECT_EQ(header_of(changed, "Location"), path(cast_.alice) + "?done=saved");
  EXPECT_EQ(person(cast_.alice).user.name, "Alice Martin-Roy");
  EXPECT_EQ(person(cast_.alice).user.roles, std::vector{Role::ResellerAdmin});
  EXPECT_EQ(entries("user.changed"), 1);
  EXPECT_EQ(alban_.post(path(cast_.alice), {{"version", "1"}, {"name", "X"}, {"roles", "reseller"}}).status, 409);
  EXPECT_EQ(alban_.post(path(cast_.alice), {{"name", "X"}, {"roles", "reseller"}}).status, 400) << "no version";
  EXPECT_EQ(alban_.post(path(cast_.alice), form(cast_.alice, {{"name", "Alice"}, {"roles", "reseller"}})).status, 303);
}

// R-671
TEST_P(ColleaguePagesTest, NobodyTakesTheOwnAccessAway) {
  const auto demoted = alban_.post(path(cast_.alban), form(cast_.alban, {{"name", "Alban"}, {"roles", "reseller"}}));
  EXPECT_EQ(demoted.status, 422);
  EXPECT_THAT(demoted.body, HasSubstr("votre propre rôle"));
  EXPECT_EQ(alban_.post(path(cast_.alban, "disabling")).status, 422);
  EXPECT_TRUE(gets_in(cast_.alban));
  EXPECT_EQ(person(cast_.alban).user.roles, std::vector{Role::ResellerAdmin});
  EXPECT_EQ(alban_.post(path(cast_.alban), form(cast_.alban, {{"name", "Alban D."}, {"roles", "reseller_admin"}})).status,
            303);
}

// R-671 Two administrators who end each other's access at the same time: the second is none any more.
TEST_P(ColleaguePagesTest, WhoIsNoAdministratorAnyMoreDoesNothing) {
  ASSERT_FALSE(change_colleague(database(), cast_.alban, cast_.alice.id,
                                {"Alice", Role::ResellerAdmin, person(cast_.alice).user.version}, clock_.now()));
  const Viewer alice = viewer_of(person(cast_.alice).user, "web 192.0.2.7");
  ASSERT_FALSE(disable_colleague(database(), cast_.alban, cast_.alice.id, clock_.now()));
  EXPECT_THROW(disable_colleague(database(), alice, cast_.alban.id, clock_.now()), Forbidden);
  EXPECT_THROW(choose_mails_of(database(), alice, cast_.alban.id, {}, clock_.now()), Forbidden);
  EXPECT_TRUE(gets_in(cast_.alban));
}

TEST_P(ColleaguePagesTest, EndsAndGivesBackAccess) {
  auto alice = as(cast_.alice);
  EXPECT_EQ(alban_.post(path(cast_.alice, "disabling")).status, 303);
  EXPECT_EQ(alice.get("/account").status, 303) << "at once";
  EXPECT_FALSE(gets_in(cast_.alice));
  EXPECT_THAT(alban_.get(kPath).body, HasSubstr("Accès fermé"));
  EXPECT_EQ(alban_.post(path(cast_.alice, "password-link")).status, 409);
  EXPECT_EQ(alban_.post(path(cast_.alice, "enabling")).status, 303);
  EXPECT_TRUE(gets_in(cast_.alice));
  EXPECT_EQ(entries("user.disabled"), 1);
  EXPECT_EQ(entries("user.enabled"), 1);
}

// R-673
TEST_P(ColleaguePagesTest, WhatTheDistributorEndedStaysEnded) {
  const auto alice_gets_back = [&] { return alban_.post(path(cast_.alice, "enabling")).status == 303; };
  const journal::Actor command_line{std::nullopt, "cli", "cli"};
  for (const auto& distributor : {command_line, cast_.admin.actor()}) {
    ASSERT_FALSE(disable_user(database(), distributor, cast_.alice.id, clock_.now()));
    EXPECT_FALSE(alice_gets_back()) << distributor.name;
    EXPECT_FALSE(gets_in(cast_.alice));
    const auto page = alban_.get(path(cast_.alice)).body;
    EXPECT_THAT(page, HasSubstr("Le distributeur a fermé cet accès"));
    EXPECT_THAT(page, Not(HasSubstr("/enabling")));
    enable_user(database(), cast_.admin.actor(), cast_.alice.id, clock_.now());
    EXPECT_TRUE(gets_in(cast_.alice));
  }
  ASSERT_EQ(alban_.post(path(cast_.alice, "disabling")).status, 303);
  ASSERT_FALSE(disable_user(database(), cast_.admin.actor(), cast_.alice.id, clock_.now())) << "after the colleague";
  EXPECT_EQ(alban_.post(path(cast_.alice, "disabling")).status, 303) << "changes nothing";
  EXPECT_FALSE(alice_gets_back());
}

TEST_P(ColleaguePagesTest, TokensDoNotComeBackWithTheAccess) {
  register_accounts_api(site_);
  testing_support::ApiClient program(site_, database(), cast_.alice, clock_.now());
  ASSERT_EQ(program.get("/api/v1/me").status, 200);
  ASSERT_EQ(alban_.post(path(cast_.alice, "disabling")).status, 303);
  ASSERT_EQ(alban_.post(path(cast_.alice, "enabling")).status, 303);
  EXPECT_EQ(program.get("/api/v1/me").status, 401);
}

// R-672
TEST_P(ColleaguePagesTest, ChoosesTheMailsOfAColleague) {
  EXPECT_EQ(alban_.post(path(cast_.alice, "mails"), {{"mails", "decision"}, {"mails", "pigeon"}}).status, 303);
  const auto reader = database().reader();
  EXPECT_EQ(unwanted_mails(*reader, cast_.alice.id), (std::set{MailKind::Message, MailKind::Reminder, MailKind::Shipment}));
  EXPECT_TRUE(unwanted_mails(*reader, cast_.alban.id).empty());
  EXPECT_EQ(entries("user.mails_chosen"), 1);
}

TEST_P(ColleaguePagesTest, WithoutAnAddressOfTheSiteNobodyIsInvited) {
  Site site(database(), clock_, {});
  register_accounts(site);
  register_colleagues(site);
  auto alban = std::move(Browser(site, database(), clock_).enter(cast_.alban));
  EXPECT_THAT(alban.get(std::string(kPath) + "/new").body, HasSubstr("RECOURS_PUBLIC_URL"));
  EXPECT_EQ(alban.post(kPath, {{"name", "Z"}, {"email", "z@helios.example"}, {"roles", "reseller"}}).status, 422);
  EXPECT_EQ(alban.post(path(cast_.alice, "password-link")).status, 422);
}

RECOURS_ON_BOTH_ENGINES(ColleaguePagesTest);

}  // namespace
}  // namespace recours::accounts
