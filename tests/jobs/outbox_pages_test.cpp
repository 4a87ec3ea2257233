// /outbox: who sees which mail, in the demo without an SMTP server and elsewhere.
#include "jobs/outbox_pages.h"

#include <gmock/gmock.h>

#include "accounts/account_pages.h"
#include "mail/outbox.h"
#include "mail/confidential.h"
#include "support/cast.h"
#include "support/database.h"
#include "support/site.h"

namespace recours::jobs {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using testing_support::Browser;
using testing_support::header_of;
using testing_support::test_now;

class OutboxPagesTest : public OnBothEngines {
 protected:
  OutboxPagesTest() : cast_(testing_support::make_cast(database(), test_now())), clock_(test_now()) {
    build(OutboxKind::Outgoing);
    to_alice_ = put(cast_.alice.email, "Pour Alice");
    to_bob_ = put(cast_.bob.email, "Pour Bob");
  }
  void build(OutboxKind kind) {
    site_ = std::make_unique<accounts::Site>(database(), clock_, accounts::SiteOptions{});
    accounts::register_accounts(*site_);
    register_outbox(*site_, kind);
  }
  std::string put(const std::string& address, const std::string& subject) {
    const auto id = database().write([&](db::Transaction& transaction) {
      return mail::enqueue(transaction, {{"", address}, {}, subject, "Texte <brut>", "<p style='color:red'>Mise en forme</p>",
                                         "claim", "1"}, test_now());
    });
    return std::to_string(id.value);
  }
  void park(const std::string& id) {
    database().write([&](db::Transaction& transaction) {
      transaction.execute_one("UPDATE outbox_message SET state = 'parked', attempts = 8 WHERE id = :id",
                              {{"id", std::stoll(id)}});
    });
  }
  Browser as(const accounts::Viewer& viewer) {
    Browser browser(*site_, database(), clock_);
    browser.enter(viewer);
    return browser;
  }
  std::string state_of(const std::string& id) {
    return mail::require_outbox_message(*database().reader(), {std::stoll(id)}).state;
  }

  testing_support::Cast cast_;
  testing_support::TestClock clock_;
  std::unique_ptr<accounts::Site> site_;
  std::string to_alice_, to_bob_;
};

TEST_P(OutboxPagesTest, AnAdministratorSeesEverything) {
  const auto page = as(cast_.admin).get("/outbox");
  EXPECT_EQ(page.status, 200);
  EXPECT_THAT(page.body, HasSubstr("Pour Alice"));
  EXPECT_THAT(page.body, HasSubstr("Pour Bob"));
  EXPECT_THAT(as(cast_.admin).get("/outbox/" + to_bob_).body, HasSubstr("Texte &lt;brut&gt;"));
}

TEST_P(OutboxPagesTest, AResellerSeesNothingOutsideOfTheDemo) {
  for (const auto& path : {std::string("/outbox"), "/outbox/" + to_alice_, "/outbox/" + to_alice_ + "/html"}) {
    EXPECT_EQ(as(cast_.alice).get(path).status, 403) << path;
  }
}

TEST_P(OutboxPagesTest, InTheDemoAResellerSeesItsOwn) {
  build(OutboxKind::Demo);
  const auto page = as(cast_.alice).get("/outbox");
  EXPECT_EQ(page.status, 200);
  EXPECT_THAT(page.body, HasSubstr("Pour Alice"));
  EXPECT_THAT(page.body, Not(HasSubstr("Pour Bob")));
  EXPECT_EQ(as(cast_.alice).get("/outbox/" + to_alice_).status, 200);
  EXPECT_EQ(as(cast_.alice).get("/outbox/" + to_bob_).status, 404);
  EXPECT_EQ(as(cast_.alice).get("/outbox/" + to_bob_ + "/html").status, 404);
}

TEST_P(OutboxPagesTest, NobodySignedInIsSentToTheSignInPage) {
  EXPECT_EQ(Browser(*site_, database(), clock_).get("/outbox").status, 303);
}

TEST_P(OutboxPagesTest, BadAddressesAreRefused) {
  EXPECT_EQ(as(cast_.admin).get("/outbox?before=x").status, 400);
  EXPECT_EQ(as(cast_.admin).get("/outbox/0").status, 404);
  EXPECT_EQ(as(cast_.admin).get("/outbox/999999").status, 404);
}

TEST_P(OutboxPagesTest, TheFramedMailMayNeitherRunNorLoadAnything) {
  const auto framed = as(cast_.admin).get("/outbox/" + to_alice_ + "/html");
  EXPECT_THAT(framed.body, HasSubstr("<p style='color:red'>Mise en forme</p>"));
  const auto policy = header_of(framed, "Content-Security-Policy").value_or("");
  EXPECT_THAT(policy, HasSubstr("default-src 'none'"));
  EXPECT_THAT(policy, HasSubstr("frame-ancestors 'self'"));
  EXPECT_THAT(policy, HasSubstr("sandbox"));
  EXPECT_THAT(policy, Not(HasSubstr("script-src")));
  EXPECT_THAT(as(cast_.admin).get("/outbox/" + to_alice_).body, HasSubstr("<iframe"));
  const auto page_policy = header_of(as(cast_.admin).get("/outbox"), "Content-Security-Policy").value_or("");
  EXPECT_THAT(page_policy, HasSubstr("frame-ancestors 'none'"));
}

TEST_P(OutboxPagesTest, AParkedMailIsTriedAgain) {
  park(to_alice_);
  EXPECT_THAT(as(cast_.admin).get("/outbox/" + to_alice_).body, HasSubstr("/outbox/" + to_alice_ + "/retry"));
  EXPECT_EQ(as(cast_.alice).post("/outbox/" + to_alice_ + "/retry").status, 403);
  EXPECT_EQ(state_of(to_alice_), "parked");
  EXPECT_EQ(as(cast_.admin).post_bare("/outbox/" + to_alice_ + "/retry", {}).status, 403) << "no CSRF token";
  EXPECT_EQ(as(cast_.admin).post("/outbox/" + to_alice_ + "/retry").status, 303);
  EXPECT_EQ(state_of(to_alice_), "queued");
  EXPECT_EQ(as(cast_.admin).post("/outbox/" + to_alice_ + "/retry").status, 409) << "not parked any more";
}

//
TEST_P(OutboxPagesTest, AMailWithAPersonalLinkShowsNoBodyToAnybody) {
  build(OutboxKind::Demo);
  const auto id = database().write([&](db::Transaction& transaction) {
    return mail::enqueue(transaction, {{"", cast_.alice.email}, {}, "Invitation", "clé 0815", "<p>clé 0815</p>",
                                       mail::kConfidential, "1"}, test_now());
  });
  const auto path = "/outbox/" + std::to_string(id.value);
  for (const auto& viewer : {cast_.alice, cast_.admin, cast_.claire}) {
    const auto page = as(viewer).get(path);
    EXPECT_EQ(page.status, 200) << viewer.name;
    EXPECT_THAT(page.body, Not(HasSubstr("0815"))) << viewer.name;
    EXPECT_THAT(page.body, HasSubstr("seul son destinataire le lit")) << viewer.name;
    EXPECT_EQ(as(viewer).get(path + "/html").status, 404) << viewer.name;
  }
}

RECOURS_ON_BOTH_ENGINES(OutboxPagesTest);

}  // namespace
}  // namespace recours::jobs
