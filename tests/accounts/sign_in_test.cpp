#include "accounts/session_actions.h"

#include <gtest/gtest.h>

#include "accounts/user_actions.h"
#include "support/cast.h"
#include "support/clock.h"
#include "support/database.h"

namespace recours::accounts {
namespace {

using namespace std::chrono_literals;
using testing_support::Cast;
using testing_support::kPassword;
using testing_support::make_cast;
using testing_support::test_now;

constexpr const char* kAlice = "alice@helios.example";

class SignInTest : public OnBothEngines {
 protected:
  SignInTest() { cast_ = make_cast(database(), test_now()); }

  Result<OpenedSession, SignInRefusal> attempt(const std::string& email, const std::string& password, Instant at,
                                               const std::string& address = "192.0.2.1") {
    return sign_in(database(), email, password, {address, "test", std::nullopt}, at);
  }
  std::string code_of(const std::string& email, const std::string& password, Instant at,
                      const std::string& address = "192.0.2.1") {
    const auto outcome = attempt(email, password, at, address);
    return outcome.ok() ? "" : outcome.error().refusal.code;
  }
  bool is_open(const std::string& token, Instant at) { return find_session(*database().reader(), token, at).has_value(); }
  std::int64_t rows(const std::string& table_and_condition) {
    return database().reader()->value<std::int64_t>("SELECT COUNT(*) AS value FROM " + table_and_condition);
  }
  Cast cast_;
};

TEST_P(SignInTest, OpensASessionKnownByItsHashOnly) {
  const auto opened = attempt(" Alice@Helios.Example ", kPassword, test_now());
  ASSERT_TRUE(opened.ok());
  EXPECT_EQ(opened->token.size(), 64U);
  EXPECT_EQ(opened->csrf_token.size(), 64U);
  EXPECT_NE(opened->token, opened->csrf_token);
  const auto session = find_session(*database().reader(), opened->token, test_now());
  ASSERT_TRUE(session);
  EXPECT_EQ(session->user.id, cast_.alice.id);
  EXPECT_EQ(session->user.customer_no, testing_support::kAliceCustomerNo);
  EXPECT_EQ(session->csrf_token, opened->csrf_token);
  EXPECT_EQ(rows("session WHERE token_hash = '" + opened->token + "'"), 0);
  EXPECT_EQ(rows("journal_entry WHERE action = 'session.opened'"), 1);
  EXPECT_FALSE(is_open(opened->csrf_token, test_now()));
  EXPECT_FALSE(is_open("", test_now()));
}

TEST_P(SignInTest, TellsNotWhatWasWrong) {
  EXPECT_EQ(code_of(kAlice, "wrong password", test_now()), "wrong_credentials");
  EXPECT_EQ(code_of("nobody@helios.example", kPassword, test_now()), "wrong_credentials");
  EXPECT_EQ(code_of("", "", test_now()), "wrong_credentials");
  disable_user(database(), cast_.admin.actor(), cast_.bob.id, test_now());
  EXPECT_EQ(code_of("bob@atelier.example", kPassword, test_now()), "wrong_credentials");
  EXPECT_EQ(rows("session"), 0);
  EXPECT_EQ(rows("journal_entry WHERE action = 'session.opened'"), 0);
}

TEST_P(SignInTest, APersonWithoutPasswordCannotEnter) {
  ASSERT_TRUE(add_user(database(), cast_.admin.actor(), {"new@nordsud.example", "New", "", {Role::Rma}, {}, {}, {}},
                       std::nullopt, test_now())
                  .ok());
  EXPECT_EQ(code_of("new@nordsud.example", "the password of nobody", test_now()), "wrong_credentials");
}

TEST_P(SignInTest, AccessEndsAfterItsLastDayInParis) {
  const Date last = Date::of(2026, 11, 30);
  ASSERT_TRUE(add_user(database(), cast_.admin.actor(),
                       {"audit@example.com", "Anne Audit", "", {Role::Auditor}, {}, {}, last}, kPassword, test_now())
                  .ok());
  const Instant midnight = paris_midnight(last.plus_days(1));
  EXPECT_EQ(code_of("audit@example.com", kPassword, midnight), "wrong_credentials");
  const auto opened = attempt("audit@example.com", kPassword, midnight.plus(-1ms));
  ASSERT_TRUE(opened.ok());
  EXPECT_TRUE(is_open(opened->token, midnight.plus(-1ms)));
  EXPECT_FALSE(is_open(opened->token, midnight)) << "a session does not outlive the access";
}

//
TEST_P(SignInTest, FiveFailuresCloseTheAddressForAQuarterOfAnHour) {
  for (int i = 0; i < 5; ++i) EXPECT_EQ(code_of(kAlice, "wrong", test_now().plus(i * 1s)), "wrong_credentials") << i;
  const auto refused = attempt(kAlice, kPassword, test_now().plus(10s));
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.error().refusal.code, "too_many_attempts");
  EXPECT_EQ(refused.error().again_at, test_now().plus(15min));
  EXPECT_EQ(code_of("ALICE@helios.example", kPassword, test_now().plus(15min - 1ms)), "too_many_attempts");
  EXPECT_EQ(code_of("bob@atelier.example", kPassword, test_now().plus(10s)), "") << "another person from there";
  EXPECT_EQ(code_of(kAlice, kPassword, test_now().plus(15min)), "");
}

TEST_P(SignInTest, AnUnknownAddressIsClosedLikeAKnownOne) {
  for (int i = 0; i < 5; ++i) EXPECT_EQ(code_of("nobody@x.example", "wrong", test_now()), "wrong_credentials");
  EXPECT_EQ(code_of("nobody@x.example", "wrong", test_now()), "too_many_attempts");
  EXPECT_EQ(rows("sign_in_failure WHERE subject LIKE '%nobody%'"), 0) << "kept as a hash";
}

TEST_P(SignInTest, FourFailuresAndASuccessStartAnew) {
  for (int round = 0; round < 2; ++round) {
    for (int i = 0; i < 4; ++i) EXPECT_EQ(code_of(kAlice, "wrong", test_now()), "wrong_credentials");
    EXPECT_EQ(code_of(kAlice, kPassword, test_now().plus(1s)), "") << round;
  }
}

TEST_P(SignInTest, TwentyFailuresCloseTheNetworkAddress) {
  for (int i = 0; i < 20; ++i) {
    EXPECT_EQ(code_of("someone" + std::to_string(i) + "@x.example", "wrong", test_now()), "wrong_credentials") << i;
  }
  EXPECT_EQ(code_of(kAlice, kPassword, test_now()), "too_many_attempts");
  EXPECT_EQ(code_of(kAlice, kPassword, test_now(), "192.0.2.2"), "") << "from elsewhere";
  EXPECT_EQ(code_of(kAlice, kPassword, test_now().plus(15min)), "");
}

TEST_P(SignInTest, TheFormerSessionOfTheBrowserEnds) {
  const auto first = attempt(kAlice, kPassword, test_now());
  ASSERT_TRUE(first.ok());
  const auto second = sign_in(database(), kAlice, kPassword, {"192.0.2.1", "test", first->token}, test_now());
  ASSERT_TRUE(second.ok());
  EXPECT_NE(second->token, first->token);
  EXPECT_FALSE(is_open(first->token, test_now()));
  EXPECT_TRUE(is_open(second->token, test_now()));
}

//
TEST_P(SignInTest, ASessionEndsTwelveHoursAfterItWasLastSeen) {
  const auto opened = attempt(kAlice, kPassword, test_now());
  ASSERT_TRUE(opened.ok());
  EXPECT_TRUE(is_open(opened->token, test_now().plus(12h - 1ms)));
  EXPECT_FALSE(is_open(opened->token, test_now().plus(12h)));
  const auto session = find_session(*database().reader(), opened->token, test_now().plus(11h));
  note_seen(database(), *session, test_now().plus(11h));
  EXPECT_TRUE(is_open(opened->token, test_now().plus(23h - 1ms)));
  EXPECT_FALSE(is_open(opened->token, test_now().plus(23h)));
}

TEST_P(SignInTest, ASessionEndsSevenDaysAfterSignInHoweverBusy) {
  const auto opened = attempt(kAlice, kPassword, test_now());
  ASSERT_TRUE(opened.ok());
  const Instant end = test_now().plus(7 * 24h);
  for (Instant at = test_now(); at < end; at = at.plus(11h)) {
    const auto session = find_session(*database().reader(), opened->token, at);
    ASSERT_TRUE(session) << at.iso();
    note_seen(database(), *session, at);
  }
  EXPECT_TRUE(is_open(opened->token, end.plus(-1ms)));
  EXPECT_FALSE(is_open(opened->token, end));
}

TEST_P(SignInTest, BeingSeenIsWrittenOncePerMinute) {
  const auto opened = attempt(kAlice, kPassword, test_now());
  const auto seen_at = [&] { return find_session(*database().reader(), opened->token, test_now())->seen_at; };
  const auto session = find_session(*database().reader(), opened->token, test_now());
  note_seen(database(), *session, test_now().plus(60s - 1ms));
  EXPECT_EQ(seen_at(), test_now());
  note_seen(database(), *session, test_now().plus(60s));
  EXPECT_EQ(seen_at(), test_now().plus(60s));
}

TEST_P(SignInTest, SigningOutEndsThisSessionOnly) {
  const auto here = attempt(kAlice, kPassword, test_now());
  const auto there = attempt(kAlice, kPassword, test_now());
  const auto session = find_session(*database().reader(), here->token, test_now());
  sign_out(database(), *session, cast_.alice, test_now());
  sign_out(database(), *session, cast_.alice, test_now());
  EXPECT_FALSE(is_open(here->token, test_now()));
  EXPECT_TRUE(is_open(there->token, test_now()));
  EXPECT_EQ(rows("journal_entry WHERE action = 'session.closed'"), 1);
}

TEST_P(SignInTest, WhatIsOverIsDropped) {
  const auto old = attempt(kAlice, kPassword, test_now());
  code_of(kAlice, "wrong", test_now());
  const auto fresh = attempt("bob@atelier.example", kPassword, test_now().plus(12h - 1ms));
  drop_expired(database(), test_now().plus(12h - 1ms));
  EXPECT_EQ(rows("session"), 2);
  EXPECT_EQ(rows("sign_in_failure"), 0);
  drop_expired(database(), test_now().plus(12h));
  EXPECT_EQ(rows("session"), 1);
  EXPECT_TRUE(is_open(fresh->token, test_now().plus(12h)));
}

TEST_P(SignInTest, ATokenAnswersUntilTheEndOfItsLastDay) {
  const Date last = Date::of(2026, 11, 30);
  const auto token = create_token(database(), cast_.alice.actor(), {cast_.alice.id, "erp", TokenScope::Read, last}, test_now());
  ASSERT_TRUE(token.ok());
  const auto reader = database().reader();
  const auto found = find_api_token(*reader, *token, last);
  ASSERT_TRUE(found);
  EXPECT_TRUE(found->read_only);
  EXPECT_EQ(found->user.id, cast_.alice.id);
  EXPECT_FALSE(find_api_token(*reader, *token, last.plus_days(1)));
  EXPECT_FALSE(find_api_token(*reader, token->substr(4), last));
  EXPECT_FALSE(find_api_token(*reader, "", last));
}

TEST_P(SignInTest, ATokenOfADisabledPersonIsSilent) {
  const auto token = create_token(database(), cast_.alice.actor(), {cast_.alice.id, "erp", TokenScope::Write, {}}, test_now());
  EXPECT_TRUE(find_api_token(*database().reader(), *token, paris_day(test_now())));
  disable_user(database(), cast_.admin.actor(), cast_.alice.id, test_now());
  EXPECT_FALSE(find_api_token(*database().reader(), *token, paris_day(test_now())));
}

TEST_P(SignInTest, ATokenRemembersTheDayOfItsLastUse) {
  const auto token = create_token(database(), cast_.alice.actor(), {cast_.alice.id, "erp", TokenScope::Write, {}}, test_now());
  const Date today = paris_day(test_now());
  note_used(database(), *find_api_token(*database().reader(), *token, today), today);
  EXPECT_EQ(find_api_token(*database().reader(), *token, today)->last_used_on, today);
}

RECOURS_ON_BOTH_ENGINES(SignInTest);

}  // namespace
}  // namespace recours::accounts
