// « Mon compte »: one's password, sessions and tokens, and nobody else's.
#include "accounts/own_account_pages.h"

#include "accounts/mail_preferences.h"
#include "accounts/own_access_actions.h"
#include "accounts/own_access_store.h"
#include "accounts_site.h"

namespace recours::accounts {
namespace {

constexpr const char* kNew = "la brume sur le canal";

class OwnAccountTest : public AccountsSite {
 protected:
  OpenedSession elsewhere(const Viewer& viewer) {
    const auto user = find_user(*database().reader(), viewer.id);
    return open_session(database(), *user, {"198.51.100.7", "Mozilla/5.0 (iPhone) Safari/605", {}}, clock_.now());
  }
  bool is_open(const OpenedSession& session) {
    return find_session(*database().reader(), session.token, clock_.now()).has_value();
  }
  FormFields change(const std::string& current, const std::string& next, const std::string& repeated) {
    return {{"current_password", current}, {"password", next}, {"repeated_password", repeated}};
  }
};

TEST_P(OwnAccountTest, ShowsWhoOneIsAndIsLinkedFromEveryPage) {
  const auto page = as(cast_.alice).get("/account");
  EXPECT_EQ(page.status, 200);
  EXPECT_THAT(page.body, HasSubstr(cast_.alice.email));
  EXPECT_THAT(page.body, HasSubstr("Cette session"));
  EXPECT_THAT(page.body, HasSubstr("href=\"/account\""));
  EXPECT_EQ(header_of(stranger().get("/account"), "Location"), "/sign-in?next=%2Faccount");
}

//
TEST_P(OwnAccountTest, AChangedPasswordEndsTheOtherSessions) {
  auto alice = as(cast_.alice);
  const auto phone = elsewhere(cast_.alice), bobs = elsewhere(cast_.bob);
  EXPECT_EQ(alice.post("/account/password", change(kPassword, kNew, kNew)).status, 303);
  EXPECT_FALSE(is_open(phone));
  EXPECT_TRUE(is_open(bobs));
  EXPECT_EQ(alice.get("/account").status, 200);
  EXPECT_TRUE(gets_in(cast_.alice.email, kNew));
  EXPECT_FALSE(gets_in(cast_.alice));
  EXPECT_EQ(entries("user.password_changed"), 1);
}

//
TEST_P(OwnAccountTest, WhatCannotBeChangedIsSaidBesideItsField) {
  auto alice = as(cast_.alice);
  const auto phone = elsewhere(cast_.alice);
  const std::vector<std::pair<const char*, FormFields>> cases{
      {"nothing", {}},
      {"without the one in force", change("", kNew, kNew)},
      {"too short", change(kPassword, "onze lettre", "onze lettre")},
      {"own address", change(kPassword, cast_.alice.email, cast_.alice.email)},
      {"the same", change(kPassword, kPassword, kPassword)},
      {"two different ones", change(kPassword, kNew, "la brume sur le canal.")},
      {"wrong one in force", change("une bruyère sous la neige", kNew, kNew)},
  };
  for (const auto& [name, fields] : cases) {
    const auto answer = alice.post("/account/password", fields);
    EXPECT_EQ(answer.status, 422) << name;
    EXPECT_THAT(answer.body, HasSubstr("aria-invalid")) << name;
    EXPECT_THAT(answer.body, Not(HasSubstr(kNew))) << name;
  }
  EXPECT_TRUE(is_open(phone));
  EXPECT_TRUE(gets_in(cast_.alice));
  EXPECT_EQ(entries("user.password_changed"), 0);
}

//
TEST_P(OwnAccountTest, TriesOfThePasswordInForceAreThrottled) {
  auto alice = as(cast_.alice);
  for (int i = 0; i < 5; ++i) {
    EXPECT_EQ(alice.post("/account/password", change("mauvais mot de passe", kNew, kNew)).status, 422);
  }
  EXPECT_EQ(alice.post("/account/password", change(kPassword, kNew, kNew)).status, 429);
  clock_.advance(16min);
  EXPECT_EQ(alice.post("/account/password", change(kPassword, kNew, kNew)).status, 303);
}

//
TEST_P(OwnAccountTest, AResellerChoosesItsMails) {
  auto alice = as(cast_.alice);
  EXPECT_THAT(alice.get("/account").body, HasSubstr("value=\"reminder\" checked"));
  EXPECT_EQ(alice.post_bare("/account/mails", {{"mails", "message"}}).status, 403) << "without CSRF token";
  const auto saved = alice.post("/account/mails", {{"mails", "message"}, {"mails", "decision"}, {"mails", "nonsense"}});
  EXPECT_EQ(header_of(saved, "Location"), "/account?done=mails");
  const auto reader = database().reader();
  EXPECT_EQ(unwanted_mails(*reader, cast_.alice.id), (std::set{MailKind::Reminder, MailKind::Shipment}));
  EXPECT_TRUE(wants_mail(*reader, "Alice@Helios.example", MailKind::Message));
  EXPECT_FALSE(wants_mail(*reader, "Alice@Helios.example", MailKind::Reminder));
  EXPECT_TRUE(wants_mail(*reader, "nobody@helios.example", MailKind::Reminder));
  EXPECT_TRUE(wants_mail(*reader, cast_.alban.email, MailKind::Reminder)) << "each for oneself";
  EXPECT_THAT(alice.get("/account?done=mails").body, Not(HasSubstr("value=\"reminder\" checked")));
  EXPECT_EQ(alice.post("/account/mails", {}).status, 303) << "none at all";
  EXPECT_EQ(unwanted_mails(*reader, cast_.alice.id).size(), 4u);
  EXPECT_EQ(entries("user.mails_chosen"), 2);
  EXPECT_EQ(as(cast_.claire).post("/account/mails", {{"mails", "message"}}).status, 403) << "staff is written to otherwise";
  EXPECT_THAT(as(cast_.claire).get("/account").body, Not(HasSubstr("/account/mails")));
}

TEST_P(OwnAccountTest, SessionsAreListedAndEnded) {
  auto alice = as(cast_.alice);
  const auto phone = elsewhere(cast_.alice);
  const auto page = alice.get("/account");
  EXPECT_THAT(page.body, HasSubstr("Safari · iPhone"));
  EXPECT_THAT(page.body, HasSubstr("198.51.100.7"));
  EXPECT_THAT(page.body, Not(HasSubstr(phone.token)));
  const auto key = token_hash(phone.token).substr(0, 16);
  EXPECT_EQ(as(cast_.bob).post("/account/sessions/" + key + "/end").status, 404);
  EXPECT_TRUE(is_open(phone));
  EXPECT_EQ(alice.post("/account/sessions/" + key + "/end").status, 303);
  EXPECT_FALSE(is_open(phone));
  EXPECT_EQ(alice.post("/account/sessions/" + key + "/end").status, 404);
  EXPECT_EQ(entries("session.ended"), 1);
}

TEST_P(OwnAccountTest, AllOtherSessionsEndAtOnce) {
  auto alice = as(cast_.alice);
  const auto one = elsewhere(cast_.alice), two = elsewhere(cast_.alice), bobs = elsewhere(cast_.bob);
  EXPECT_EQ(alice.post("/account/sessions/end-others").status, 303);
  EXPECT_FALSE(is_open(one));
  EXPECT_FALSE(is_open(two));
  EXPECT_TRUE(is_open(bobs));
  EXPECT_EQ(alice.get("/account").status, 200);
}

TEST_P(OwnAccountTest, ATokenIsShownOnceAndRevoked) {
  auto alice = as(cast_.alice);
  const auto created = alice.post("/account/tokens", {{"name", "Tableur <b>"}, {"scope", "write"}, {"expires_on", "31/12/2026"}, {"token_password", kPassword}});
  EXPECT_EQ(created.status, 200);
  EXPECT_THAT(created.body, HasSubstr("rec_"));
  EXPECT_THAT(created.body, HasSubstr("Tableur &lt;b&gt;"));
  EXPECT_THAT(alice.get("/account").body, Not(HasSubstr("rec_")));
  const auto tokens = list_tokens(*database().reader(), cast_.alice.id, Date::of(2026, 12, 31));
  ASSERT_EQ(tokens.size(), 1U);
  EXPECT_FALSE(tokens[0].read_only);
  EXPECT_TRUE(list_tokens(*database().reader(), cast_.alice.id, Date::of(2027, 1, 1)).empty());
  const auto path = "/account/tokens/" + std::to_string(tokens[0].id.value) + "/revocation";
  EXPECT_EQ(as(cast_.bob).post(path).status, 404);
  EXPECT_EQ(alice.post(path).status, 303);
  EXPECT_EQ(alice.post(path).status, 404);
  EXPECT_TRUE(list_tokens(*database().reader(), cast_.alice.id, Date::of(2026, 12, 1)).empty());
}

TEST_P(OwnAccountTest, ABadTokenFormKeepsWhatWasTyped) {
  auto alice = as(cast_.alice);
  for (const FormFields& fields : {FormFields{{"name", ""}, {"token_password", kPassword}},
                                   FormFields{{"name", "Essai"}, {"expires_on", "31/02/2026"}, {"token_password", kPassword}},
                                   FormFields{{"name", "Essai"}, {"expires_on", "2020-01-01"}, {"token_password", kPassword}},
                                   FormFields{{"name", "Essai"}},  // R-119 without the password
                                   FormFields{{"name", "Essai"}, {"token_password", "mauvais mot de passe"}}}) {
    const auto answer = alice.post("/account/tokens", fields);
    EXPECT_EQ(answer.status, 422);
    EXPECT_THAT(answer.body, HasSubstr("aria-invalid"));
  }
  EXPECT_TRUE(list_tokens(*database().reader(), cast_.alice.id, Date::of(2026, 11, 12)).empty());
  EXPECT_EQ(alice.post("/account/tokens/abc/revocation").status, 404);
  EXPECT_EQ(alice.get("/account/tokens").status, 405);
}

TEST_P(OwnAccountTest, WithoutItsTokenNoFormChangesAnything) {
  auto alice = as(cast_.alice);
  for (const char* path : {"/account/password", "/account/sessions/end-others", "/account/tokens"}) {
    EXPECT_EQ(alice.post_bare(path, change(kPassword, kNew, kNew)).status, 403) << path;
  }
  EXPECT_TRUE(gets_in(cast_.alice));
}

RECOURS_ON_BOTH_ENGINES(OwnAccountTest);

TEST(DeviceOf, NamesBrowserAndSystem) {
  EXPECT_EQ(device_of("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537 Chrome/130 Safari/537 Edg/130"), "Edge · Windows");
  EXPECT_EQ(device_of("Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko Firefox/130.0"), "Firefox · Linux");
  EXPECT_EQ(device_of("Mozilla/5.0 (Linux; Android 15) Chrome/130 Mobile Safari/537"), "Chrome · Android");
  EXPECT_EQ(device_of("curl/8.0"), "curl");
  EXPECT_EQ(device_of(""), "");
}

}  // namespace
}  // namespace recours::accounts
