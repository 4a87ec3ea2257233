// R-140 The page and the API of endpoints: works, other roles 403, bad id 404, wrong method 405, no CSRF token, no
// secret twice.
#include "support/site.h"
#include "webhook_world.h"
#include "webhooks/webhooks_api.h"
#include "webhooks/webhooks_pages.h"

#include <gmock/gmock.h>

namespace recours::webhooks {
namespace {

namespace json = boost::json;
using http::Method;
using ::testing::HasSubstr;
using ::testing::Not;
using testing_support::ApiClient;
using testing_support::Browser;
using testing_support::json_of;

class WebhookSite : public testing_support::WebhookWorld {
 protected:
  void SetUp() override {
    WebhookWorld::SetUp();
    clock = std::make_unique<testing_support::TestClock>(now);
    site = std::make_unique<accounts::Site>(database(), *clock, accounts::SiteOptions{});
    register_webhooks_pages(*site, Reach::Public);
    register_webhooks_api(*site, Reach::Public);
  }
  ApiClient client(const accounts::Viewer& viewer) { return ApiClient(*site, database(), viewer, now); }
  Browser browser(const accounts::Viewer& viewer) {
    return std::move(Browser(*site, database(), *clock).enter(viewer));
  }
  std::int64_t count(const std::string& what) {
    return database().reader()->value<std::int64_t>("SELECT COUNT(*) AS value FROM " + what);
  }

  static constexpr const char* kUrl = "https://erp.example.com/recours?token=t0ken";
  std::unique_ptr<testing_support::TestClock> clock;
  std::unique_ptr<accounts::Site> site;
};

TEST_P(WebhookSite, TheWholeWayOfAProgram) {
  auto admin = client(cast.admin);
  const auto added = admin.post("/api/v1/webhooks", {{"url", kUrl}, {"events", json::array{"complaint.closed"}}},
                                {{"idempotency-key", "k1"}});
  ASSERT_EQ(added.status, 201) << added.body;
  const std::string secret(json_of(added).at("secret").as_string());
  EXPECT_TRUE(secret.starts_with("whsec_"));
  EXPECT_EQ(admin
                .post("/api/v1/webhooks", {{"url", kUrl}, {"events", json::array{"complaint.closed"}}},
                      {{"idempotency-key", "k1"}})
                .body,
            added.body);
  EXPECT_EQ(count("webhook_endpoint"), 1);
  const std::string one = "/api/v1/webhooks/" + std::to_string(json_of(added).at("id").as_int64());
  EXPECT_THAT(admin.get(one).body, Not(HasSubstr(secret)));
  EXPECT_THAT(admin.get("/api/v1/webhooks").body, Not(HasSubstr(secret)));
  const auto patch = [&](const json::object& changes, const char* version) {
    return admin.send(Method::Patch, one, json::serialize(changes),
                      {{"content-type", "application/json"}, {"if-match", version}});
  };
  EXPECT_EQ(admin.send(Method::Patch, one, "{}").status, 428);
  const auto changed = patch({{"description", "ERP"}}, "\"1\"");
  ASSERT_EQ(changed.status, 200) << changed.body;
  EXPECT_EQ(json_of(changed).at("url").as_string(), kUrl) << "what is not named stays";
  EXPECT_EQ(patch({{"description", "x"}}, "\"1\"").status, 409);
  EXPECT_EQ(patch({{"url", "https://10.0.0.1/"}}, "\"2\"").status, 422);
  EXPECT_EQ(json_of(admin.post(one + "/pause", {})).at("state").as_string(), "paused");
  EXPECT_EQ(json_of(admin.post(one + "/resumption", {})).at("state").as_string(), "active");
  const auto tested = admin.post(one + "/test", {});
  ASSERT_EQ(tested.status, 201);
  const auto listed = json_of(admin.get(one + "/deliveries?limit=1"));
  ASSERT_EQ(listed.at("items").as_array().size(), 1U);
  EXPECT_EQ(listed.at("items").at(0).at("type").as_string(), "webhook.test");
  EXPECT_EQ(admin.get(one + "/deliveries?limit=0").status, 422);
  EXPECT_EQ(admin.get(one + "/deliveries?cursor=x").status, 400);
  EXPECT_EQ(
      admin.post(one + "/deliveries/" + std::to_string(json_of(tested).at("id").as_int64()) + "/retry", {}).status,
      200);
  EXPECT_EQ(admin.post(one + "/deliveries/999/retry", {}).status, 404);
  const auto renewed = admin.post(one + "/secret", {});
  EXPECT_NE(std::string(json_of(renewed).at("secret").as_string()), secret);
  EXPECT_EQ(admin.send(Method::Delete, one).status, 204);
  EXPECT_EQ(admin.get(one).status, 404);
  EXPECT_EQ(count("webhook_delivery"), 0);
}

TEST_P(WebhookSite, RefusalsNameTheField) {
  auto admin = client(cast.admin);
  EXPECT_EQ(admin.post("/api/v1/webhooks", json::object()).status, 422);
  const auto refused = admin.post("/api/v1/webhooks", {{"url", 7}, {"events", "all"}});
  EXPECT_EQ(refused.status, 422);
  EXPECT_EQ(json_of(refused).at("errors").as_array().size(), 2U);
  EXPECT_EQ(count("webhook_endpoint"), 0);
}

TEST_P(WebhookSite, OnlyAdministrators) {
  const auto endpoint = added(kUrl);
  const auto one = "/webhooks/" + std::to_string(endpoint.id.value);
  for (const auto* viewer : {&cast.solene, &cast.claire, &cast.alice, &cast.odile}) {
    EXPECT_EQ(client(*viewer).get("/api/v1/webhooks").status, 403) << viewer->name;
    EXPECT_EQ(client(*viewer).post("/api/v1" + one + "/test", {}).status, 403) << viewer->name;
    EXPECT_EQ(browser(*viewer).get("/webhooks").status, 403) << viewer->name;
    EXPECT_EQ(browser(*viewer).post(one + "/removal").status, 403) << viewer->name;
  }
  EXPECT_EQ(ApiClient(*site, "nobody").get("/api/v1/webhooks").status, 401);
  EXPECT_EQ(client(cast.admin).get("/api/v1/webhooks/abc").status, 404);
  EXPECT_EQ(client(cast.admin).send(Method::Put, "/api/v1/webhooks").status, 405);
  EXPECT_EQ(browser(cast.admin).get("/webhooks/999").status, 404);
  EXPECT_EQ(browser(cast.admin).get(one + "/test").status, 405);
  EXPECT_EQ(browser(cast.admin).post_bare(one + "/removal", {}).status, 403) << "no CSRF token";
}

TEST_P(WebhookSite, TheWholeWayOfAnAdministrator) {
  auto admin = browser(cast.admin);
  EXPECT_THAT(admin.get("/webhooks").body, HasSubstr("Aucun programme n’est encore prévenu"));
  EXPECT_EQ(admin.get("/webhooks/new").status, 200);
  const auto refused = admin.post("/webhooks", {{"url", "http://erp.example.com/"}, {"description", "<ERP>"}});
  EXPECT_EQ(refused.status, 422);
  EXPECT_THAT(refused.body, HasSubstr("&lt;ERP&gt;"));
  const auto added = admin.post("/webhooks", {{"url", kUrl}, {"description", "<ERP>"}, {"events", "claim.approved"}});
  EXPECT_EQ(added.status, 200);
  EXPECT_THAT(added.body, HasSubstr("whsec_"));
  const auto id = list_endpoints(*database().reader()).at(0).id;
  const auto one = "/webhooks/" + std::to_string(id.value);
  EXPECT_THAT(admin.get(one).body, Not(HasSubstr("whsec_")));
  EXPECT_EQ(admin.post(one + "/test").status, 303);
  EXPECT_THAT(admin.get(one + "?done=tested").body, HasSubstr("Essai"));
  EXPECT_EQ(admin.post(one + "/pause").status, 303);
  EXPECT_THAT(admin.get(one).body, HasSubstr("En pause"));
  EXPECT_EQ(admin.post(one + "/resumption").status, 303);
  EXPECT_EQ(admin.post(one, {{"url", "https://erp.example.com/b"}, {"version", "1"}}).status, 409);
  const auto version = std::to_string(require_endpoint(*database().reader(), id).version);
  EXPECT_EQ(admin.post(one, {{"url", "https://erp.example.com/b"}, {"version", version}}).status, 303);
  EXPECT_EQ(require_endpoint(*database().reader(), id).url, "https://erp.example.com/b");
  const auto delivery = std::to_string(deliveries(id).at(0).id.value);
  EXPECT_EQ(admin.post(one + "/deliveries/" + delivery + "/retry").status, 303);
  EXPECT_THAT(admin.post(one + "/secret").body, HasSubstr("whsec_"));
  EXPECT_EQ(admin.post(one + "/removal").status, 303);
  EXPECT_EQ(admin.get(one).status, 404);
}

TEST_P(WebhookSite, TheJournalKeepsTheHostNotTheAddress) {
  const auto endpoint = added(kUrl);
  remove_endpoint(act(), endpoint.id);
  EXPECT_EQ(count("journal_entry WHERE subject_type = 'webhook'"), 2);
  EXPECT_EQ(count("journal_content WHERE content LIKE '%t0ken%'"), 0);
  EXPECT_EQ(count("journal_content WHERE content LIKE '%erp.example.com%'"), 2);
}

RECOURS_ON_BOTH_ENGINES(WebhookSite);

}  // namespace
}  // namespace recours::webhooks
