// R-640 R-641 R-642 R-643 R-644 R-645 The data of claims through the API, on both engines.
#include <gmock/gmock.h>

#include <boost/json.hpp>

#include "claim_world.h"
#include "claims/claims_api.h"
#include "support/site.h"

namespace recours::claims {
namespace {

namespace json = boost::json;
using namespace testing_support;
using http::Method;

class PoliciesApi : public ClaimWorld {
 protected:
  void SetUp() override {
    ClaimWorld::SetUp();
    site = std::make_unique<accounts::Site>(database(), clock, accounts::SiteOptions{});
    register_claims_api(*site);
  }
  ApiClient as(const accounts::Viewer& viewer) { return ApiClient(*site, database(), viewer, now); }
  static json::value json_of(const http::Response& response) { return json::parse(response.body); }
  json::object fee(const char* percent) {
    return {{"type", "CS-25"}, {"percent", percent}, {"valid_from", "2026-12-01"}};
  }

  TestClock clock{now};
  std::unique_ptr<accounts::Site> site;
};
RECOURS_ON_BOTH_ENGINES(PoliciesApi);

TEST_P(PoliciesApi, ListsAndShows) {
  auto claire = as(cast.claire);
  const auto types = json_of(claire.get("/api/v1/policies/types"));
  EXPECT_EQ(types.at("items").as_array().size(), 15U);
  const auto one = json_of(claire.get("/api/v1/policies/types/CS-03"));
  EXPECT_EQ(one.at("version").as_int64(), 0);
  const auto& values = one.at("versions").at(0).at("values");
  EXPECT_EQ(values.at("limit_days").as_int64(), 14);
  EXPECT_EQ(values.at("active").as_bool(), true);
  EXPECT_EQ(values.at("asks").at(0).as_string(), "photo");
  EXPECT_EQ(values.at("variants").at(1).at("code").as_string(), "concealed");
  EXPECT_EQ(
      json_of(claire.get("/api/v1/policies/auto-approvals/CS-22")).at("versions").at(0).at("values").at("max_net"),
      (json::value{{"amount", "500.00"}, {"currency", "EUR"}}));
  EXPECT_EQ(claire.get("/api/v1/policies/unheard").status, 404);
  EXPECT_EQ(claire.get("/api/v1/policies/types/CS-77").status, 404);
  EXPECT_EQ(as(cast.alice).get("/api/v1/policies/types").status, 403);
  EXPECT_EQ(claire.post("/api/v1/policies/fees", fee("6")).status, 403);
}

TEST_P(PoliciesApi, AVersionNeedsTheVersionItIsBasedOn) {
  auto admin = as(cast.admin);
  EXPECT_EQ(admin.post("/api/v1/policies/fees", fee("6")).status, 428);
  const auto saved = admin.post("/api/v1/policies/fees", fee("6"), {{"if-match", "\"0\""}});
  ASSERT_EQ(saved.status, 201) << saved.body;
  EXPECT_EQ(json_of(saved).at("version").as_int64(), 1);
  EXPECT_EQ(json_of(saved).at("versions").at(1).at("standing").as_string(), "to_come");
  EXPECT_EQ(json_of(saved).at("history").at(0).at("changes").at("percent").at("to").as_string(), "6");
  const auto stale = admin.post("/api/v1/policies/fees", fee("7"), {{"if-match", "\"0\""}});
  EXPECT_EQ(stale.status, 409);
  EXPECT_EQ(json_of(stale).at("code").as_string(), "stale_version");
  const auto id = json_of(saved).at("versions").at(1).at("id").as_int64();
  const auto withdrawal = "/api/v1/policies/fees/CS-25/withdrawal";
  EXPECT_EQ(admin.post(withdrawal, json::object{{"id", id}}).status, 428);
  EXPECT_EQ(admin.post(withdrawal, json::object{{"id", 999999}}, {{"if-match", "\"1\""}}).status, 404);
  EXPECT_EQ(admin.post(withdrawal, json::object{{"id", id}}, {{"if-match", "\"1\""}}).status, 200);
  const auto first = json_of(saved).at("versions").at(0).at("id").as_int64();
  const auto end = admin.post("/api/v1/policies/fees/CS-25/end",
                              json::object{{"id", first}, {"valid_to", "2026-11-30"}}, {{"if-match", "\"2\""}});
  ASSERT_EQ(end.status, 200) << end.body;
  EXPECT_EQ(json_of(end).at("gaps").at(0).at("from").as_string(), "2026-12-01");
}

TEST_P(PoliciesApi, RefusalsNameTheirFields) {
  auto admin = as(cast.admin);
  auto body = fee("500");
  const auto refused = admin.post("/api/v1/policies/fees", body, {{"if-match", "\"0\""}});
  EXPECT_EQ(refused.status, 422);
  EXPECT_EQ(json_of(refused).at("errors").at(0).at("field").as_string(), "percent");
  body["percent"] = json::array{1};
  EXPECT_EQ(json_of(admin.post("/api/v1/policies/fees", body)).at("code").as_string(), "invalid_json");
  EXPECT_EQ(admin.send(Method::Post, "/api/v1/policies/fees", "[]").status, 400);
}

TEST_P(PoliciesApi, AddsATypeWithItsVariants) {
  auto admin = as(cast.admin);
  json::object type = json_of(admin.get("/api/v1/policies/types/CS-03")).at("versions").at(0).at("values").as_object();
  type["code"] = "04";
  type["variants"] = json::array{json::object{{"code", "wet"}, {"label_fr", "Mouillé"}, {"label_en", "Wet"}}};
  type["valid_from"] = "2026-11-12";
  const auto saved = admin.post("/api/v1/policies/types", type);
  ASSERT_EQ(saved.status, 201) << saved.body;
  EXPECT_EQ(json_of(saved).at("key").as_string(), "CS-04");
  EXPECT_EQ(json_of(saved).at("versions").at(0).at("values").at("variants").at(0).at("label_en").as_string(), "Wet");
}

//
TEST_P(PoliciesApi, PreviewsForReadersToo) {
  confirmed(sealed_return());
  auto body = fee("10");
  body["kind"] = "fees";
  body["type"] = "CS-22";
  auto claire = as(cast.claire);
  const auto seen = json_of(claire.post("/api/v1/policies/preview", body));
  EXPECT_EQ(seen.at("lines").as_int64(), 1);
  EXPECT_EQ(seen.at("changed").as_int64(), 1);
  EXPECT_EQ(seen.at("items").at(0).at("with_this").at("fee_percent").as_string(), "10");
  EXPECT_TRUE(seen.at("next").is_null());
  body["kind"] = "departments";
  EXPECT_EQ(claire.post("/api/v1/policies/preview", body).status, 422);
  body["kind"] = "fees";
  body["cursor"] = "nowhere";
  EXPECT_EQ(claire.post("/api/v1/policies/preview", body).status, 400);
  EXPECT_EQ(as(cast.alice).post("/api/v1/policies/preview", body).status, 403);
}

//
TEST_P(PoliciesApi, ExplainsAClaim) {
  const auto claim = confirmed(sealed_return());
  const auto why = json_of(as(cast.claire).get("/api/v1/claims/" + claim.number + "/explanation"));
  const auto& told = why.at("lines").at(0);
  EXPECT_EQ(told.at("answer").as_string(), "approved");
  EXPECT_EQ(told.at("policies").at("claim_type").at("code").as_string(), "22");
  EXPECT_EQ(told.at("policies").at("auto_approval").at("max_net_cents").as_int64(), 50000);
  EXPECT_EQ(told.at("approval").at(1).at("passed").as_bool(), true);
  EXPECT_EQ(as(cast.alice).get("/api/v1/claims/" + claim.number + "/explanation").status, 403);
  EXPECT_EQ(as(cast.claire).get("/api/v1/claims/999999/explanation").status, 404);
}

// R-640 R-645
TEST_P(PoliciesApi, ReasonsAndProcedures) {
  const auto reasons = json_of(as(cast.alice).get("/api/v1/lists/claim_refusal"));
  EXPECT_EQ(reasons.at("items").as_array().size(), 9U);
  EXPECT_EQ(reasons.at("items").at(1).at("label").as_string(), "Non couvert");
  auto remi = as(cast.remi);
  EXPECT_EQ(remi.get("/api/v1/procedures/unheard").status, 404);
  EXPECT_EQ(remi.get("/api/v1/procedures/general").status, 404) << "not written yet";
  const json::object text{{"text_fr", "## Étapes"}, {"valid_from", "2026-11-12"}};
  ASSERT_EQ(remi.post("/api/v1/procedures/general", text).status, 201);
  EXPECT_EQ(json_of(remi.get("/api/v1/procedures/general")).at("versions").at(0).at("values").at("text_fr").as_string(),
            "## Étapes");
  EXPECT_EQ(as(cast.claire).get("/api/v1/procedures/general").status, 403);
}

}  // namespace
}  // namespace recours::claims
