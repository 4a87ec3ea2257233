// Two-step sign-in, as the person lives it: turned on, asked for, recovered, turned off.
#include "accounts/second_factor_actions.h"

#include <regex>

#include "accounts/account_api.h"
#include "accounts/totp_code.h"
#include "accounts/user_actions.h"
#include "accounts_site.h"

namespace recours::accounts {
namespace {

using testing_support::totp_code;

constexpr const char* kPath = "/account/second-factor";

class SecondFactorTest : public AccountsSite {
 protected:
  SecondFactorTest() { register_accounts_api(site_); }
  std::string secret() { return find_second_factor(*database().reader(), cast_.alice.id).value().secret; }
  std::string code() { return totp_code(secret(), clock_.now()); }
  // On, and the recovery codes; half a minute later, so that another code is the one of the moment.
  std::vector<std::string> turn_on() {
    EXPECT_EQ(alice_.post(kPath, {{"current_password_start", kPassword}}).status, 303);
    const auto shown = alice_.post(std::string(kPath) + "/confirmation", {{"code", code()}});
    EXPECT_EQ(shown.status, 200) << shown.body;
    clock_.advance(30s);
    const std::regex pattern("<code>([a-z2-9]{4}(?:-[a-z2-9]{4}){3})</code>");
    std::vector<std::string> codes;
    for (std::sregex_iterator it(shown.body.begin(), shown.body.end(), pattern), end; it != end; ++it) codes.push_back((*it)[1]);
    return codes;
  }
  http::Response give(const std::string& typed, const std::string& next = "/") {
    return laptop_.post_bare("/sign-in/code", {{"code", typed}, {"next", next}});
  }
  bool is_in(Browser& browser) { return browser.get("/account").status == 200; }

  Browser alice_ = as(cast_.alice), laptop_ = stranger();
};

//
TEST_P(SecondFactorTest, ThePasswordAloneOpensNothing) {
  EXPECT_EQ(turn_on().size(), 10U);
  EXPECT_THAT(mail_to(cast_.alice), HasSubstr("un code de votre application est demandé"));
  const auto signed_in = laptop_.sign_in(cast_.alice.email, kPassword, "/account?x=1");
  EXPECT_EQ(header_of(signed_in, "Location"), "/sign-in/code?next=%2Faccount%3Fx%3D1");
  EXPECT_FALSE(laptop_.cookie("recours")) << "no session yet";
  EXPECT_FALSE(is_in(laptop_));
  EXPECT_EQ(laptop_.get("/sign-in/code").status, 200);
  const auto former = laptop_.cookie("recours-code");
  const auto opened = give(code(), "/account?x=1");
  EXPECT_EQ(header_of(opened, "Location"), "/account?x=1");
  EXPECT_TRUE(is_in(laptop_));
  EXPECT_NE(laptop_.cookie("recours"), former);
  EXPECT_FALSE(laptop_.cookie("recours-code"));
  EXPECT_EQ(count("pending_sign_in"), 0);
  EXPECT_EQ(entries("second_factor.on"), 1);
}

//
TEST_P(SecondFactorTest, ACodeIsAcceptedOnce) {
  turn_on();
  const auto used = code();
  laptop_.sign_in(cast_.alice.email, kPassword);
  EXPECT_EQ(give(used).status, 303);
  auto thief = stranger();
  thief.sign_in(cast_.alice.email, kPassword);
  EXPECT_EQ(thief.post_bare("/sign-in/code", {{"code", used}}).status, 422);
  EXPECT_EQ(thief.post_bare("/sign-in/code", {{"code", totp_code(secret(), clock_.now().plus(-30s))}}).status, 422)
      << "nor one before it";
  clock_.advance(30s);
  EXPECT_EQ(thief.post_bare("/sign-in/code", {{"code", code().substr(0, 3) + " " + code().substr(3)}}).status, 303)
      << "typed in two groups";
}

//
TEST_P(SecondFactorTest, CodesAreThrottledAndTheRightPasswordDoesNotStartAnew) {
  turn_on();
  for (int i = 0; i < 5; ++i) {
    laptop_.sign_in(cast_.alice.email, kPassword);
    EXPECT_EQ(give(code() == "000000" ? "000001" : "000000").status, 422) << i;
  }
  const auto refused = give(code());
  EXPECT_EQ(refused.status, 429);
  EXPECT_EQ(header_of(refused, "Retry-After"), "900");
  clock_.advance(15min);
  laptop_.sign_in(cast_.alice.email, kPassword);
  EXPECT_EQ(give(code()).status, 303);
}

//
TEST_P(SecondFactorTest, TheCodeIsAwaitedForTenMinutes) {
  turn_on();
  laptop_.sign_in(cast_.alice.email, kPassword);
  clock_.advance(10min - 1ms);
  EXPECT_EQ(laptop_.get("/sign-in/code").status, 200);
  clock_.advance(1ms);
  EXPECT_EQ(header_of(laptop_.get("/sign-in/code"), "Location"), "/sign-in");
  EXPECT_EQ(header_of(give(code()), "Location"), "/sign-in?done=expired");
  EXPECT_FALSE(is_in(laptop_));
  auto nobody = stranger();
  EXPECT_EQ(header_of(nobody.post_bare("/sign-in/code", {{"code", code()}}), "Location"), "/sign-in?done=expired");
}

//
TEST_P(SecondFactorTest, ARecoveryCodeLetsInOnce) {
  const auto codes = turn_on();
  ASSERT_EQ(codes.size(), 10U);
  EXPECT_EQ(count("recovery_code WHERE code_hash LIKE '%" + codes[0] + "%'"), 0) << "kept as a hash";
  laptop_.sign_in(cast_.alice.email, kPassword);
  std::string typed = codes[3];
  for (char& c : typed) c = static_cast<char>(std::toupper(c));
  EXPECT_EQ(give(typed).status, 303);
  EXPECT_TRUE(is_in(laptop_));
  EXPECT_THAT(mail_to(cast_.alice), HasSubstr("un de vos codes de secours"));
  auto other = stranger();
  other.sign_in(cast_.alice.email, kPassword);
  EXPECT_EQ(other.post_bare("/sign-in/code", {{"code", codes[3]}}).status, 422);
  EXPECT_EQ(count("recovery_code"), 9);
  EXPECT_THAT(alice_.get(kPath).body, HasSubstr("Codes de secours restants"));
}

//
TEST_P(SecondFactorTest, ChangesAskForThePassword) {
  EXPECT_EQ(alice_.post(kPath, {{"current_password_start", "wrong"}}).status, 422);
  EXPECT_EQ(alice_.post(kPath).status, 422);
  EXPECT_EQ(count("second_factor"), 0);
  const auto codes = turn_on();
  const std::string path = kPath;
  EXPECT_THAT(alice_.post(path + "/removal", {{"current_password_removal", "wrong"}}).body, HasSubstr("aria-invalid"));
  EXPECT_EQ(alice_.post(path + "/recovery-codes", {{"current_password_recovery-codes", "wrong"}}).status, 422);
  EXPECT_EQ(count("second_factor"), 1);
  const auto renewed = alice_.post(path + "/recovery-codes", {{"current_password_recovery-codes", kPassword}});
  EXPECT_EQ(renewed.status, 200);
  EXPECT_THAT(renewed.body, Not(HasSubstr(codes[0])));
  laptop_.sign_in(cast_.alice.email, kPassword);
  EXPECT_EQ(give(codes[0]).status, 422) << "a former one";
  EXPECT_EQ(header_of(alice_.post(path + "/removal", {{"current_password_removal", kPassword}}), "Location"), path + "?done=off");
  EXPECT_EQ(count("second_factor") + count("recovery_code") + count("pending_sign_in"), 0);
  EXPECT_EQ(header_of(laptop_.sign_in(cast_.alice.email, kPassword), "Location"), "/");
  EXPECT_EQ(entries("second_factor.off"), 1);
}

TEST_P(SecondFactorTest, IsOnOnlyOnceACodeWasRight) {
  EXPECT_EQ(alice_.post(std::string(kPath) + "/confirmation", {{"code", "123456"}}).status, 422) << "nothing to confirm";
  alice_.post(kPath, {{"current_password_start", kPassword}});
  const auto page = alice_.get(kPath);
  EXPECT_THAT(page.body, HasSubstr("<svg"));
  EXPECT_THAT(page.body, HasSubstr(secret().substr(0, 4) + " " + secret().substr(4, 4)));
  const auto wrong = totp_code(secret(), clock_.now().plus(10min));
  EXPECT_EQ(alice_.post(std::string(kPath) + "/confirmation", {{"code", wrong}}).status, 422);
  EXPECT_EQ(header_of(laptop_.sign_in(cast_.alice.email, kPassword), "Location"), "/") << "not asked for yet";
  turn_on();
  EXPECT_EQ(alice_.post(kPath, {{"current_password_start", kPassword}}).status, 422) << "on already";
  EXPECT_THAT(alice_.get(kPath).body, Not(HasSubstr(secret().substr(0, 4) + " "))) << "the key is not shown again";
}

TEST_P(SecondFactorTest, WhoseAccessEndedDoesNotGetInWithACode) {
  turn_on();
  laptop_.sign_in(cast_.alice.email, kPassword);
  disable_user(database(), cast_.admin.actor(), cast_.alice.id, clock_.now());
  EXPECT_EQ(header_of(give(code()), "Location"), "/sign-in?done=expired");
}

TEST_P(SecondFactorTest, WithoutItsTokenNoFormChangesAnything) {
  for (const char* path : {"/account/second-factor", "/account/second-factor/confirmation",
                           "/account/second-factor/recovery-codes", "/account/second-factor/removal"}) {
    EXPECT_EQ(alice_.post_bare(path, {{"current_password_start", kPassword}}).status, 403) << path;
    EXPECT_EQ(laptop_.post_bare(path, {}).status, 303) << path << " of who is not signed in";
  }
  EXPECT_EQ(alice_.get("/account/second-factor/removal").status, 405);
  EXPECT_EQ(count("second_factor"), 0);
}

// API tokens are a way in of their own.
TEST_P(SecondFactorTest, TokensGoOn) {
  testing_support::ApiClient program(site_, database(), cast_.alice, clock_.now());
  turn_on();
  EXPECT_EQ(program.get("/api/v1/me").status, 200);
}

RECOURS_ON_BOTH_ENGINES(SecondFactorTest);

}  // namespace
}  // namespace recours::accounts
