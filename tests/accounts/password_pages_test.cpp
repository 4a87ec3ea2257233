// Forgotten passwords and invitations: the link in the mail, the page it opens, and what a stranger learns (nothing).
#include "accounts/password_pages.h"

#include "accounts/account_key_actions.h"
#include "accounts/user_actions.h"
#include "accounts_site.h"

namespace recours::accounts {
namespace {

using testing_support::HeaderFields;
using testing_support::mailed_key;

constexpr const char* kNew = "la brume sur le canal";
constexpr const char* kUrl = "https://recours.example";

class PasswordPagesTest : public AccountsSite {
 protected:
  PasswordPagesTest() : AccountsSite({.public_url = kUrl}) {}
  // Asks on the page and lets the job answer.
  http::Response ask(const std::string& email) {
    auto answer = stranger_.post_bare("/forgotten-password", {{"email", email}});
    answer_password_requests(database(), kUrl, clock_.now());
    return answer;
  }
  std::string key_for(const Viewer& viewer) {
    ask(viewer.email);
    return mailed_key(database(), viewer.email);
  }
  http::Response choose(const std::string& key, const std::string& password = kNew, const std::string& repeated = kNew) {
    return stranger_.post_bare("/choose-password", {{"key", key}, {"password", password}, {"repeated_password", repeated}});
  }

  Browser stranger_ = stranger();
};

//
TEST_P(PasswordPagesTest, TheLinkOfTheMailLeadsToANewPassword) {
  EXPECT_THAT(stranger_.get("/sign-in").body, HasSubstr("href=\"/forgotten-password\""));
  auto alice = as(cast_.alice);
  const auto key = key_for(cast_.alice);
  ASSERT_EQ(key.size(), 64U);
  EXPECT_THAT(mail_to(cast_.alice), HasSubstr("https://recours.example/choose-password?key=" + key));
  const auto page = stranger_.get("/choose-password?key=" + key);
  EXPECT_EQ(page.status, 200);
  EXPECT_THAT(page.body, HasSubstr(cast_.alice.email));
  EXPECT_EQ(header_of(page, "Referrer-Policy"), "strict-origin") << "the key is in the address";
  EXPECT_EQ(header_of(choose(key), "Location"), "/sign-in?done=password");
  EXPECT_TRUE(gets_in(cast_.alice.email, kNew));
  EXPECT_FALSE(gets_in(cast_.alice.email, kPassword));
  EXPECT_EQ(alice.get("/account").status, 303) << "her session ended";
  EXPECT_THAT(mail_to(cast_.alice), HasSubstr("Le mot de passe de votre compte a été modifié"));
  EXPECT_EQ(entries("user.password_link_sent"), 1);
  EXPECT_EQ(entries("user.password_chosen"), 1);
  EXPECT_THAT(stranger_.get("/sign-in?done=password").body, HasSubstr("Votre mot de passe est choisi"));
}

//
TEST_P(PasswordPagesTest, AKeyOpensOnceAndOnlyTheLatest) {
  const auto first = key_for(cast_.alice);
  const auto second = key_for(cast_.alice);
  EXPECT_EQ(stranger_.get("/choose-password?key=" + first).status, 410) << "voided by the newer one";
  EXPECT_EQ(choose(first).status, 410);
  EXPECT_EQ(choose(second).status, 303);
  EXPECT_EQ(choose(second, "une autre phrase encore", "une autre phrase encore").status, 410);
  EXPECT_TRUE(gets_in(cast_.alice.email, kNew));
  EXPECT_EQ(count("account_key"), 0);
}

//
TEST_P(PasswordPagesTest, AKeyLivesAnHourAnInvitationAWeek) {
  const auto key = key_for(cast_.alice);
  EXPECT_EQ(count("account_key WHERE key_hash = '" + key + "'"), 0) << "kept as a hash";
  clock_.advance(1h - 1ms);
  EXPECT_EQ(stranger_.get("/choose-password?key=" + key).status, 200);
  clock_.advance(1ms);
  EXPECT_EQ(stranger_.get("/choose-password?key=" + key).status, 410);
  EXPECT_EQ(choose(key).status, 410);
  const auto invited_at = clock_.now();
  ASSERT_TRUE(add_user(database(), cast_.admin.actor(), {"paule@nordsud.example", "Paule Vidal", "", {Role::Rma}, {}, {}, {}},
                       std::nullopt, invited_at, kUrl)
                  .ok());
  const auto invitation = mailed_key(database(), "paule@nordsud.example");
  clock_.set(invited_at.plus(7 * 24h - 1ms));
  EXPECT_THAT(stranger_.get("/choose-password?key=" + invitation).body, HasSubstr("Bienvenue"));
  clock_.set(invited_at.plus(7 * 24h));
  EXPECT_EQ(choose(invitation).status, 410);
  drop_expired_keys(database(), clock_.now());
  EXPECT_EQ(count("account_key"), 0);
}

TEST_P(PasswordPagesTest, WhoIsInvitedComesInByTheLink) {
  ASSERT_TRUE(add_user(database(), cast_.admin.actor(), {"paule@nordsud.example", "Paule Vidal", "", {Role::Rma}, {}, {}, {}},
                       std::nullopt, clock_.now(), kUrl)
                  .ok());
  EXPECT_THAT(testing_support::latest_mail_to(database(), "paule@nordsud.example"), HasSubstr("Nordsud Distribution vous a ouvert un compte"));
  EXPECT_EQ(choose(mailed_key(database(), "paule@nordsud.example")).status, 303);
  EXPECT_TRUE(gets_in("paule@nordsud.example", kNew));
  EXPECT_EQ(entries("user.invited"), 1);
}

//
TEST_P(PasswordPagesTest, AStrangerLearnsNothing) {
  disable_user(database(), cast_.admin.actor(), cast_.bob.id, clock_.now());
  const auto known = ask(cast_.alice.email);
  for (const std::string email : {"nobody@helios.example", "bob@atelier.example", "", "pas une adresse"}) {
    const auto unknown = ask(email);
    EXPECT_EQ(unknown.status, known.status) << email;
    EXPECT_EQ(unknown.headers, known.headers) << email;
    EXPECT_EQ(unknown.body, known.body) << email;
  }
  EXPECT_EQ(count("outbox_message"), 1) << "one mail, to Alice";
  EXPECT_EQ(count("password_request"), 0);
  EXPECT_EQ(ask(std::string(10'000, 'a')).status, 303);
  EXPECT_EQ(ask("a@b.example\r\nBcc: c@d.example").status, 303);
  EXPECT_EQ(count("outbox_message"), 1);
}

//
TEST_P(PasswordPagesTest, AskingIsThrottledForAnAddressAndFromANetworkAddress) {
  for (const std::string email : {"nobody@helios.example", "alice@helios.example"}) {
    for (int i = 0; i < 3; ++i) EXPECT_EQ(ask(email).status, 303) << email;
    const auto refused = ask(" " + email);
    EXPECT_EQ(refused.status, 429) << email;
    EXPECT_EQ(header_of(refused, "Retry-After"), "900");
  }
  EXPECT_EQ(count("outbox_message"), 3);
  for (int i = 0; i < 14; ++i) EXPECT_EQ(ask("x" + std::to_string(i) + "@x.example").status, 303) << i;
  EXPECT_EQ(ask("someone.else@x.example").status, 429);
  EXPECT_TRUE(gets_in(cast_.alice.email, kPassword)) << "asking keeps nobody from signing in";
  clock_.advance(15min);
  EXPECT_EQ(ask(cast_.alice.email).status, 303);
}

TEST_P(PasswordPagesTest, ABadChoiceIsSaidBesideItsFieldAndKeepsTheKey) {
  const auto key = key_for(cast_.alice);
  EXPECT_THAT(choose(key, "court", "court").body, HasSubstr("aria-invalid"));
  EXPECT_EQ(choose(key, cast_.alice.email, cast_.alice.email).status, 422);
  EXPECT_EQ(choose(key, kNew, "la brume sur le cana").status, 422);
  EXPECT_THAT(choose(key, kNew, "autre").body, Not(HasSubstr(kNew)));
  EXPECT_TRUE(gets_in(cast_.alice.email, kPassword));
  EXPECT_EQ(choose(key).status, 303);
}

TEST_P(PasswordPagesTest, OddKeysOpenNothing) {
  for (const auto& key : std::vector<std::string>{"", "0", "%27%20OR%201", "zz", std::string(5000, 'a')}) {
    EXPECT_EQ(stranger_.get("/choose-password?key=" + key).status, 410) << key;
  }
  EXPECT_EQ(stranger_.get("/choose-password").status, 410);
  EXPECT_EQ(choose("").status, 410);
  const auto key = key_for(cast_.alice);
  disable_user(database(), cast_.admin.actor(), cast_.alice.id, clock_.now());
  EXPECT_EQ(choose(key).status, 410) << "access ended after the mail left";
}

TEST_P(PasswordPagesTest, AnotherSiteCannotSendTheForms) {
  const HeaderFields foreign{{"sec-fetch-site", "cross-site"}};
  EXPECT_EQ(stranger_.post_bare("/forgotten-password", {{"email", cast_.alice.email}}, foreign).status, 403);
  EXPECT_EQ(stranger_.post_bare("/choose-password", {{"key", key_for(cast_.alice)}}, foreign).status, 403);
  EXPECT_EQ(stranger_.send(testing_support::make_request(http::Method::Delete, "/choose-password")).status, 405);
}

TEST_P(PasswordPagesTest, ThrottledSignInIsOpenAgainAfterANewPassword) {
  for (int i = 0; i < 5; ++i) EXPECT_FALSE(gets_in(cast_.alice.email, "wrong"));
  EXPECT_FALSE(gets_in(cast_.alice.email, kPassword));
  EXPECT_EQ(choose(key_for(cast_.alice)).status, 303);
  EXPECT_TRUE(gets_in(cast_.alice.email, kNew));
}

// Without the configured address the link would go where the asker's Host header says.
TEST_P(PasswordPagesTest, WithoutAPublicAddressNoLinkIsSent) {
  Site site(database(), clock_, {});
  register_accounts(site);
  Browser browser(site, database(), clock_);
  EXPECT_THAT(browser.get("/forgotten-password").body, HasSubstr("ne peut pas encore envoyer de lien"));
  EXPECT_EQ(browser.post_bare("/forgotten-password", {{"email", cast_.alice.email}}).status, 422);
  EXPECT_EQ(count("password_request"), 0);
}

RECOURS_ON_BOTH_ENGINES(PasswordPagesTest);

}  // namespace
}  // namespace recours::accounts
