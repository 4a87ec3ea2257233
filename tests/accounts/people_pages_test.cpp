// « Utilisateurs »: who administers changes anybody's access, and nobody else sees that the page exists.
#include "accounts/people_pages.h"

#include <algorithm>

#include "accounts/people_actions.h"
#include "accounts/people_store.h"
#include "accounts/second_factor_actions.h"
#include "accounts/totp_code.h"
#include "accounts/user_actions.h"
#include "accounts_site.h"

namespace recours::accounts {
namespace {

constexpr const char* kUrl = "https://recours.example";

class PeoplePagesTest : public AccountsSite {
 protected:
  PeoplePagesTest() : AccountsSite({.public_url = kUrl}) { register_people(site_); }
  static std::string path(const Viewer& viewer, const std::string& verb = {}) {
    return "/admin/users/" + std::to_string(viewer.id.value) + (verb.empty() ? "" : "/" + verb);
  }
  Person person(const Viewer& viewer) { return require_person(*database().reader(), viewer.id); }
  std::string version(const Viewer& viewer) { return std::to_string(person(viewer).user.version); }
  FormFields form(const Viewer& viewer, FormFields more) {
    FormFields fields{{"version", version(viewer)}};
    fields.insert(fields.end(), more.begin(), more.end());
    return fields;
  }
  UserId second_administrator() {
    return *add_user(database(), cast_.admin.actor(), {"two@nordsud.example", "Deux", "", {Role::Admin}, {}, {}, {}}, kPassword,
                     clock_.now());
  }

  Browser admin_ = as(cast_.admin);
};

//
TEST_P(PeoplePagesTest, ListsFindsAndNarrows) {
  const auto all = admin_.get("/admin/users");
  EXPECT_EQ(all.status, 200);
  for (const auto& one : {cast_.alice, cast_.claire, cast_.solene}) EXPECT_THAT(all.body, HasSubstr(one.email));
  const auto found = [&](const std::string& query) { return admin_.get("/admin/users?" + query).body; };
  EXPECT_THAT(found("q=REMI+lacaze"), HasSubstr(cast_.remi.email)) << "without case and accents";
  EXPECT_THAT(found("q=REMI+lacaze"), Not(HasSubstr(cast_.claire.email)));
  EXPECT_THAT(found("q=helios"), HasSubstr(cast_.alban.email)) << "by the account";
  EXPECT_THAT(found("role=rma"), HasSubstr(cast_.remi.email));
  EXPECT_THAT(found("role=rma"), Not(HasSubstr(cast_.alice.email)));
  EXPECT_THAT(found("role=king&access=perhaps"), HasSubstr(cast_.alice.email)) << "unknown values narrow nothing";
  disable_user(database(), cast_.admin.actor(), cast_.bob.id, clock_.now());
  EXPECT_THAT(found("access=ended"), HasSubstr(cast_.bob.email));
  EXPECT_THAT(found("access=active"), Not(HasSubstr(cast_.bob.email)));
  EXPECT_THAT(found("q=personne"), HasSubstr("Personne ne correspond"));
}

TEST_P(PeoplePagesTest, PagesFollowEachOther) {
  const auto reader = database().reader();
  std::string after;
  std::vector<std::string> emails;
  for (int i = 0; i < 20; ++i) {
    const auto page = list_people(*reader, {}, after, paris_day(test_now()), 5);
    for (const auto& one : page.people) emails.push_back(one.user.email);
    if (!page.next) break;
    after = *page.next;
  }
  EXPECT_EQ(emails.size(), 12U);
  EXPECT_TRUE(std::is_sorted(emails.begin(), emails.end()));
}

//
TEST_P(PeoplePagesTest, InvitesByMail) {
  EXPECT_EQ(admin_.get("/admin/users/new").status, 200);
  const FormFields fields{{"name", "Paule Vidal"}, {"email", "paule@nordsud.example"}, {"roles", "rma"}, {"roles", "warehouse"},
                          {"language", "en"}};
  const auto invited = admin_.post("/admin/users", fields);
  ASSERT_EQ(invited.status, 303);
  EXPECT_THAT(admin_.follow(invited).body, HasSubstr("L’invitation est en route"));
  EXPECT_THAT(testing_support::latest_mail_to(database(), "paule@nordsud.example"), HasSubstr("has opened an account for you"));
  EXPECT_THAT(admin_.get("/admin/users?access=invited").body, HasSubstr("paule@nordsud.example"));
  EXPECT_EQ(admin_.post("/admin/users", fields).status, 409) << "the address is taken";
  const auto bad = admin_.post("/admin/users", {{"name", ""}, {"email", "x"}, {"account", "9999"}, {"valid_until", "31/02/2027"}});
  EXPECT_EQ(bad.status, 422);
  EXPECT_THAT(bad.body, HasSubstr("Aucun compte revendeur"));
  const auto reseller = admin_.post("/admin/users", {{"name", "Zoé"}, {"email", "zoe@helios.example"}, {"roles", "reseller"},
                                                     {"account", "100234"}, {"valid_until", "2026-12-31"}});
  ASSERT_EQ(reseller.status, 303);
  EXPECT_EQ(find_user_by_email(*database().reader(), "zoe@helios.example")->account, cast_.alice_account);
}

//
TEST_P(PeoplePagesTest, ChangesNameRolesAndEnd) {
  const auto changed = admin_.post(path(cast_.remi), form(cast_.remi, {{"name", "Rémi Lacaze-Dor"}, {"roles", "rma"},
                                                                       {"roles", "finance"}, {"valid_until", "2027-01-31"}}));
  EXPECT_EQ(header_of(changed, "Location"), path(cast_.remi) + "?done=saved");
  const auto user = person(cast_.remi).user;
  EXPECT_EQ(user.name, "Rémi Lacaze-Dor");
  EXPECT_EQ(user.roles, (std::vector{Role::Rma, Role::Finance}));
  EXPECT_EQ(user.valid_until, Date::of(2027, 1, 31));
  EXPECT_EQ(entries("user.changed"), 1);
  EXPECT_EQ(admin_.post(path(cast_.remi), {{"version", "1"}, {"name", "X"}, {"roles", "rma"}}).status, 409) << "older form";
  EXPECT_EQ(admin_.post(path(cast_.remi), form(cast_.remi, {{"name", "X"}})).status, 422) << "no role";
  EXPECT_EQ(admin_.post(path(cast_.remi), form(cast_.remi, {{"name", "X"}, {"roles", "rma"}, {"roles", "reseller"}})).status, 422);
  EXPECT_EQ(admin_.post(path(cast_.remi), {{"name", "X"}, {"roles", "rma"}}).status, 400) << "no version";
  EXPECT_EQ(entries("user.changed"), 1);
}

//
TEST_P(PeoplePagesTest, TheLastAdministratorStays) {
  EXPECT_EQ(admin_.post(path(cast_.admin, "disabling")).status, 422);
  const auto without_role = form(cast_.admin, {{"name", "Achille Doré"}, {"roles", "rma"}});
  EXPECT_THAT(admin_.post(path(cast_.admin), without_role).body, HasSubstr("dernier administrateur"));
  EXPECT_EQ(admin_.post(path(cast_.admin), form(cast_.admin, {{"name", "A"}, {"roles", "admin"}, {"valid_until", "2027-01-31"}})).status,
            422);
  EXPECT_EQ(admin_.post(path(cast_.admin), form(cast_.admin, {{"name", "Achille D."}, {"roles", "admin"}})).status, 303);
  second_administrator();
  EXPECT_EQ(admin_.post(path(cast_.admin), form(cast_.admin, {{"name", "A"}, {"roles", "rma"}})).status, 303);
  EXPECT_EQ(admin_.get("/admin/users").status, 403) << "and the right is gone at once";
}

//
TEST_P(PeoplePagesTest, EndsAndGivesBackAccess) {
  auto claire = as(cast_.claire);
  EXPECT_EQ(admin_.post(path(cast_.claire, "disabling")).status, 303);
  EXPECT_EQ(claire.get("/account").status, 303);
  EXPECT_FALSE(gets_in(cast_.claire));
  EXPECT_EQ(admin_.post(path(cast_.claire, "password-link")).status, 409);
  EXPECT_EQ(admin_.post(path(cast_.claire, "enabling")).status, 303);
  EXPECT_TRUE(gets_in(cast_.claire));
  EXPECT_EQ(admin_.post(path(cast_.claire, "enabling")).status, 303);
  EXPECT_EQ(entries("user.enabled"), 1) << "once";
  auto again = as(cast_.claire);
  EXPECT_EQ(admin_.post(path(cast_.claire, "end-sessions")).status, 303);
  EXPECT_EQ(again.get("/account").status, 303);
  EXPECT_TRUE(gets_in(cast_.claire));
}

TEST_P(PeoplePagesTest, SendsALink) {
  EXPECT_EQ(admin_.post(path(cast_.claire, "password-link")).status, 303);
  EXPECT_THAT(mail_to(cast_.claire), HasSubstr("https://recours.example/choose-password?key="));
  Site site(database(), clock_, {});
  register_accounts(site);
  register_people(site);
  auto admin = std::move(Browser(site, database(), clock_).enter(cast_.admin));
  EXPECT_EQ(admin.post(path(cast_.claire, "password-link")).status, 422);
  EXPECT_THAT(admin.get("/admin/users/new").body, HasSubstr("RECOURS_PUBLIC_URL"));
  EXPECT_EQ(admin.post("/admin/users", {{"name", "P"}, {"email", "p@nordsud.example"}, {"roles", "rma"}}).status, 422);
}

//
TEST_P(PeoplePagesTest, TurnsOffTheSecondFactorOfALostPhone) {
  const Origin origin{"192.0.2.9", "test", {}};
  const auto turn_on = [&](const Viewer& viewer) {
    prepare_second_factor(database(), viewer, kPassword, origin, clock_.now());
    const auto secret = find_second_factor(*database().reader(), viewer.id)->secret;
    return confirm_second_factor(database(), viewer, testing_support::totp_code(secret, clock_.now()), clock_.now()).ok();
  };
  ASSERT_TRUE(turn_on(cast_.claire));
  ASSERT_TRUE(turn_on(cast_.admin));
  EXPECT_FALSE(gets_in(cast_.claire));
  EXPECT_THAT(admin_.get(path(cast_.claire)).body, HasSubstr("second-factor-reset"));
  EXPECT_EQ(admin_.post(path(cast_.claire, "second-factor-reset")).status, 303);
  EXPECT_TRUE(gets_in(cast_.claire));
  EXPECT_THAT(mail_to(cast_.claire), HasSubstr("Aucun code"));
  EXPECT_EQ(entries("second_factor.reset"), 1);
  EXPECT_EQ(admin_.post(path(cast_.admin, "second-factor-reset")).status, 422) << "one's own asks for the password";
  EXPECT_TRUE(asks_for_code(*database().reader(), cast_.admin.id));
}

//
TEST_P(PeoplePagesTest, LiftsTheThrottle) {
  for (int i = 0; i < 5; ++i) {
    EXPECT_FALSE(sign_in(database(), cast_.claire.email, "wrong", {"192.0.2.9", "test", {}}, clock_.now()).ok());
  }
  EXPECT_FALSE(gets_in(cast_.claire));
  EXPECT_THAT(admin_.get(path(cast_.claire)).body, HasSubstr("Lever le blocage"));
  EXPECT_EQ(admin_.post(path(cast_.claire, "throttle-lift")).status, 303);
  EXPECT_TRUE(gets_in(cast_.claire));
  EXPECT_THAT(admin_.get(path(cast_.claire)).body, Not(HasSubstr("Lever le blocage")));
}

TEST_P(PeoplePagesTest, IsForAdministratorsOnly) {
  auto claire = as(cast_.claire);
  auto alban = as(cast_.alban);
  auto nobody = stranger();
  for (const auto& target : std::vector<std::string>{"/admin/users", "/admin/users/new", path(cast_.bob)}) {
    EXPECT_EQ(claire.get(target).status, 403) << target;
    EXPECT_EQ(alban.get(target).status, 403) << target;
    EXPECT_EQ(nobody.get(target).status, 303) << target;
  }
  for (const char* verb : {"", "disabling", "enabling", "end-sessions", "password-link", "second-factor-reset", "throttle-lift"}) {
    EXPECT_EQ(claire.post(path(cast_.bob, verb)).status, 403) << verb;
    EXPECT_EQ(admin_.post_bare(path(cast_.bob, verb), {}).status, 403) << verb << " without its token";
    for (const char* id : {"999999", "0", "-1", "abc", "99999999999999999999"}) {
      EXPECT_EQ(admin_.post(std::string("/admin/users/") + id + "/" + verb, {{"version", "1"}}).status, 404) << id << verb;
    }
  }
  EXPECT_EQ(admin_.get(path(cast_.bob, "disabling")).status, 405);
  EXPECT_TRUE(gets_in(cast_.bob));
}

RECOURS_ON_BOTH_ENGINES(PeoplePagesTest);

}  // namespace
}  // namespace recours::accounts
