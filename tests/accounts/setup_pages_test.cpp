// The first opening of an empty database: who has the key the server printed founds the organisation, once.
#include "accounts/setup_pages.h"

#include "accounts/account_api.h"
#include "accounts/settings.h"
#include "accounts/setup_actions.h"
#include "accounts_site.h"

namespace recours::accounts {
namespace {

constexpr const char* kSecret = "une bruyère sous la neige";

class SetupPagesTest : public OnBothEngines {
 protected:
  SetupPagesTest() : clock_(test_now()), site_(database(), clock_, {}), browser_(site_, database(), clock_) {
    register_accounts(site_);
    register_accounts_api(site_);
    register_setup(site_);
  }
  FormFields form(const std::string& key, const std::string& password = kSecret, const std::string& repeated = kSecret) {
    return {{"key", key}, {"organisation", "Aubépine"}, {"desks", "complaints"}, {"zone", "FR-AM"}, {"name", "Ada Roux"},
            {"email", "ada@aubepine.example"}, {"password", password}, {"repeated_password", repeated}};
  }
  std::string key() { return issue_setup_key(database(), clock_.now()).value(); }

  testing_support::TestClock clock_;
  Site site_;
  Browser browser_;
};

//
TEST_P(SetupPagesTest, EverythingLeadsToTheSetupUntilThereIsAnOrganisation) {
  for (const char* path : {"/", "/sign-in", "/account", "/forgotten-password", "/no-such-page", "/choose-password?key=1"}) {
    EXPECT_EQ(header_of(browser_.get(path), "Location"), "/setup") << path;
  }
  EXPECT_EQ(header_of(browser_.post_bare("/sign-in", {{"email", "a@b.example"}}), "Location"), "/setup");
  const auto refused = testing_support::ApiClient(site_, "rec_0").get("/api/v1/me");
  EXPECT_EQ(refused.status, 503);
  EXPECT_EQ(testing_support::json_of(refused).at("code").as_string(), "not_set_up");
  EXPECT_EQ(browser_.get("/healthz").status, 200);
  const auto page = browser_.get("/setup");
  EXPECT_EQ(page.status, 200);
  EXPECT_THAT(page.body, HasSubstr("Alsace-Moselle"));
}

//
TEST_P(SetupPagesTest, TheKeyFoundsTheOrganisationAndLetsIn) {
  const auto other_process = key();
  const auto founded = browser_.post_bare("/setup", form(key()));
  ASSERT_EQ(founded.status, 303) << founded.body;
  EXPECT_EQ(browser_.get("/account").status, 200) << "signed in";
  const auto reader = database().reader();
  EXPECT_EQ(find_setting(*reader, "organisation"), "Aubépine");
  EXPECT_EQ(find_setting(*reader, "desks"), "complaints");
  EXPECT_EQ(find_setting(*reader, "zone"), "FR-AM");
  const auto ada = find_user_by_email(*reader, "ada@aubepine.example");
  ASSERT_TRUE(ada);
  EXPECT_EQ(ada->roles, founding_roles(Desks::Complaints));
  EXPECT_EQ(ada->name, "Ada Roux");
  Browser stranger(site_, database(), clock_);
  EXPECT_EQ(header_of(stranger.get("/setup"), "Location"), "/");
  EXPECT_EQ(header_of(stranger.post_bare("/setup", form(other_process)), "Location"), "/") << "the other key died too";
  EXPECT_EQ(stranger.get("/sign-in").status, 200);
  EXPECT_FALSE(issue_setup_key(database(), clock_.now()));
  EXPECT_EQ(testing_support::ApiClient(site_, "rec_0").get("/api/v1/me").status, 401);
}

//
TEST_P(SetupPagesTest, WithoutTheKeyNothingIsFounded) {
  const auto good = key();
  for (const std::string wrong : {"", "0", "00000000000000000000000000000000"}) {
    EXPECT_EQ(browser_.post_bare("/setup", form(wrong)).status, 422) << wrong;
  }
  EXPECT_EQ(browser_.post_bare("/setup", form(good), {{"sec-fetch-site", "cross-site"}}).status, 403);
  EXPECT_FALSE(is_founded(*database().reader()));
}

TEST_P(SetupPagesTest, WhatIsMissingIsSaidBesideItsFieldAndTheKeyStaysGood) {
  const auto good = key();
  EXPECT_EQ(browser_.post_bare("/setup", {{"key", good}}).status, 422);
  EXPECT_EQ(browser_.post_bare("/setup", form(good, "court", "court")).status, 422);
  const auto differs = browser_.post_bare("/setup", form(good, kSecret, "autre"));
  EXPECT_EQ(differs.status, 422);
  EXPECT_THAT(differs.body, HasSubstr("Aubépine"));
  EXPECT_THAT(differs.body, Not(HasSubstr(kSecret)));
  EXPECT_FALSE(is_founded(*database().reader()));
  EXPECT_EQ(browser_.post_bare("/setup", form(good)).status, 303);
}

RECOURS_ON_BOTH_ENGINES(SetupPagesTest);

}  // namespace
}  // namespace recours::accounts
