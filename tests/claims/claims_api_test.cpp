// The API of claims in process: works, stranger 404, reader 403, no token 401, bad id 404, wrong method 405.
#include "claims/claims_api.h"

#include <gtest/gtest.h>
#include <boost/json.hpp>

#include "claim_world.h"
#include "support/site.h"

namespace recours::claims {
namespace {

namespace json = boost::json;
using http::Method;
using testing_support::ApiClient;
using testing_support::json_of;

class ClaimsApi : public testing_support::ClaimWorld {
 protected:
  void SetUp() override {
    ClaimWorld::SetUp();
    clock = std::make_unique<testing_support::TestClock>(now);
    site = std::make_unique<accounts::Site>(database(), *clock, accounts::SiteOptions{});
    register_claims_api(*site);
  }
  ApiClient as(const accounts::Viewer& viewer) { return ApiClient(*site, database(), viewer, now); }
  json::object item(const char* code = "22") const {
    return {{"invoice_line_id", line.value}, {"department", "CS"},  {"code", code}, {"quantity", "1"},
            {"condition", "sealed"},         {"comment", "Reprise"}};
  }
  std::string items_path(std::int64_t id) { return "/api/v1/basket/items/" + std::to_string(id); }

  std::unique_ptr<testing_support::TestClock> clock;
  std::unique_ptr<accounts::Site> site;
};

TEST_P(ClaimsApi, ListsTypesOfALineWithEveryCause) {
  auto alice = as(cast.alice);
  const auto answer = alice.get("/api/v1/invoice-lines/" + std::to_string(line.value) + "/claim-types");
  ASSERT_EQ(answer.status, 200);
  const auto types = json_of(answer).as_array();
  EXPECT_EQ(types.size(), 14U);
  for (const auto& type : types) {
    const bool allowed = type.at("allowed").as_bool();
    EXPECT_EQ(type.at("causes").as_array().empty(), allowed) << type.at("code").as_string();
    if (type.at("code").as_string() == "22") {
      EXPECT_EQ(type.at("until").as_string(), today().plus_days(25).iso().c_str());
    }
    if (type.at("code").as_string() == "52") {
      EXPECT_EQ(type.at("causes").at(0).at("cause").as_string(), "line_kind");
    }
  }
  EXPECT_EQ(as(cast.bob).get("/api/v1/invoice-lines/" + std::to_string(line.value) + "/claim-types").status, 404);
  EXPECT_EQ(alice.get("/api/v1/invoice-lines/abc/claim-types").status, 404);
}

TEST_P(ClaimsApi, TheWholeWay) {
  auto alice = as(cast.alice);
  const auto added = alice.post("/api/v1/basket/items", item(), {{"idempotency-key", "add-1"}});
  ASSERT_EQ(added.status, 201) << added.body;
  EXPECT_EQ(json_of(added).at("state").as_string(), "in_basket");
  EXPECT_EQ(alice.post("/api/v1/basket/items", item(), {{"idempotency-key", "add-1"}}).body, added.body);

  const auto basket = json_of(alice.get("/api/v1/basket"));
  ASSERT_EQ(basket.at("items").as_array().size(), 1U);
  const auto& group = basket.at("items").at(0);
  ASSERT_EQ(group.at("items").as_array().size(), 1U);
  EXPECT_EQ(group.at("items").at(0).at("contact").at("email").as_string(), cast.alice.email.c_str());

  const auto confirmed = alice.post("/api/v1/basket/confirmation", json::object(), {{"idempotency-key", "confirm-1"}});
  ASSERT_EQ(confirmed.status, 201) << confirmed.body;
  EXPECT_EQ(alice.post("/api/v1/basket/confirmation", json::object(), {{"idempotency-key", "confirm-1"}}).body,
            confirmed.body);
  const auto number = std::string(json_of(confirmed).at("claims").at(0).at("rma_number").as_string());

  const auto claim = json_of(alice.get("/api/v1/claims/" + number));
  EXPECT_EQ(claim.at("state").as_string(), "validated");
  EXPECT_EQ(claim.at("events").at(0).at("to").as_string(), "validated");
  EXPECT_EQ(claim.at("next_action").at("who").as_string(), "reseller");
  EXPECT_EQ(claim.at("next_action").at("by").as_string(), today().plus_days(14).iso().c_str());
  EXPECT_EQ(
      json_of(alice.get("/api/v1/claims?state=open&number_type=rma&number=" + number)).at("items").as_array().size(),
      1U);
  EXPECT_EQ(json_of(alice.get("/api/v1/claims/" + number + "/commands")).at("items").at(0).at("path").as_string(),
            "shipment");
  const auto cancelled = alice.send(Method::Post, "/api/v1/claims/" + number + "/cancellation");
  ASSERT_EQ(cancelled.status, 200) << cancelled.body;
  EXPECT_EQ(json_of(cancelled).at("state").as_string(), "cancelled");
  EXPECT_TRUE(json_of(cancelled).at("next_action").is_null());
  EXPECT_EQ(alice.send(Method::Post, "/api/v1/claims/" + number + "/cancellation").status, 422);
}

TEST_P(ClaimsApi, StaffApproveAndRefuse) {
  auto alice = as(cast.alice);
  auto claire = as(cast.claire);
  alice.post("/api/v1/basket/items", item("11"));
  alice.post("/api/v1/basket/confirmation", json::object());
  EXPECT_EQ(alice.send(Method::Post, "/api/v1/claims/R000000001/approval").status, 403);
  EXPECT_EQ(as(cast.remi).send(Method::Post, "/api/v1/claims/R000000001/approval").status, 403);
  EXPECT_EQ(claire.send(Method::Post, "/api/v1/claims/R000000001/refusal").status, 422);
  const auto approved = claire.post("/api/v1/claims/R000000001/approval", {{"comment", "D’accord"}});
  ASSERT_EQ(approved.status, 200) << approved.body;
  EXPECT_EQ(json_of(approved).at("rma_number").as_string(), "000000000001");
  alice.post("/api/v1/basket/items", item("11"));
  alice.post("/api/v1/basket/confirmation", json::object());
  const auto refused = claire.post("/api/v1/claims/R000000002/refusal", {{"reason_code", "duplicate"}});
  EXPECT_EQ(json_of(refused).at("state").as_string(), "refused");
}

TEST_P(ClaimsApi, CommandsDoNoMoreThanWasAsked) {
  auto alice = as(cast.alice);
  alice.post("/api/v1/basket/items", item());
  alice.post("/api/v1/basket/confirmation", json::object());
  const auto claim = json_of(alice.get("/api/v1/claims/1"));
  const auto id = std::to_string(claim.at("lines").at(0).at("id").as_int64());
  const auto cancel_with = [&](const std::string& lines) {
    return alice.send(Method::Post, "/api/v1/claims/1/cancellation", R"({"lines":)" + lines + "}");
  };
  const std::string named = R"([{"id":)" + id;
  for (const auto& [lines, error] : std::vector<std::pair<std::string, std::string>>{
           {"[]", "lines required"},
           {"null", "lines not_a_list"},
           {"[1]", "lines/0 not_an_object"},
           {"[{}]", "lines/0/id required"},
           {named + R"(,"quantity":"0.5"}])", "lines/0/quantity not_whole"},
           {named + R"(,"quantity":2}])", "lines/0/quantity too_many"},
           {named + R"(,"quantity":0}])", "lines/0/quantity not_positive"},
           {named + R"(,"quantity":-1}])", "lines/0/quantity not_positive"},
           {named + R"(,"quantity":"all"}])", "lines/0/quantity not_a_number"},
           {named + R"(,"quantity":[]}])", "lines/0/quantity not_a_number"},
           {named + R"(,"serials":"SN"}])", "lines/0/serials not_a_list"},
           {named + R"(,"serials":["SN"]}])", "lines/0/serials partial_not_possible"},
           {named + R"(},{"id":)" + id + "}]", "lines/1 duplicate"}}) {
    const auto answer = cancel_with(lines);
    ASSERT_EQ(answer.status, 422) << lines << answer.body;
    const auto first = json_of(answer).at("errors").at(0);
    EXPECT_EQ(std::string(first.at("field").as_string()) + " " + std::string(first.at("code").as_string()), error);
  }
  EXPECT_EQ(cancel_with(R"([{"id":99999}])").status, 404);
  const auto cancellation = [&](const std::string& match) {
    return alice.send(Method::Post, "/api/v1/claims/1/cancellation",
                      R"({"lines":)" + named + R"(,"quantity":"1","serials":[]}]})", {{"if-match", match}});
  };
  const auto version = claim.at("version").as_int64();
  const auto stale = cancellation("\"" + std::to_string(version + 1) + "\"");
  EXPECT_EQ(stale.status, 409);
  EXPECT_EQ(json_of(stale).at("detail").as_string().find("claim changed"), json::string::npos);
  EXPECT_EQ(cancellation("\"" + std::to_string(version) + "\"").status, 200);
}

TEST_P(ClaimsApi, ARefusedConfirmationNamesWhatWasKept) {
  auto alice = as(cast.alice);
  const auto id = json_of(alice.post("/api/v1/basket/items", item())).at("id").as_int64();
  clock->set(now.plus(std::chrono::days(60)));
  now = now.plus(std::chrono::days(60));
  const auto answer = as(cast.alice).post("/api/v1/basket/confirmation", json::object());
  ASSERT_EQ(answer.status, 422) << answer.body;
  const auto body = json_of(answer);
  EXPECT_EQ(body.at("code").as_string(), "nothing_confirmed");
  EXPECT_EQ(body.at("errors").as_array().size(), 1U);
  ASSERT_EQ(body.at("kept").as_array().size(), 1U);
  EXPECT_EQ(body.at("kept").at(0).at("item_id").as_int64(), id);
  EXPECT_EQ(body.at("kept").at(0).at("causes").at(0).at("cause").as_string(), "period_over");
}

TEST_P(ClaimsApi, ChangesNeedTheVersionThatWasRead) {
  auto alice = as(cast.alice);
  const auto id = json_of(alice.post("/api/v1/basket/items", item())).at("id").as_int64();
  const std::string two = R"({"quantity":"2"})";
  EXPECT_EQ(alice.send(Method::Patch, items_path(id), two).status, 428);
  EXPECT_EQ(alice.send(Method::Patch, items_path(id), two, {{"if-match", "\"x\""}}).status, 400);
  const auto changed = alice.send(Method::Patch, items_path(id), two, {{"if-match", "\"1\""}});
  ASSERT_EQ(changed.status, 200) << changed.body;
  EXPECT_EQ(json_of(changed).at("quantity").as_string(), "2");
  EXPECT_EQ(json_of(changed).at("condition").as_string(), "sealed");
  EXPECT_EQ(json_of(changed).at("version").as_int64(), 2);
  EXPECT_EQ(alice.send(Method::Patch, items_path(id), two, {{"if-match", "\"1\""}}).status, 409);

  const auto group = json_of(alice.get("/api/v1/basket")).at("items").at(0);
  const std::string path = "/api/v1/basket/groups/" + std::to_string(group.at("id").as_int64());
  const std::string match = "\"" + std::to_string(group.at("version").as_int64()) + "\"";
  EXPECT_EQ(alice.send(Method::Patch, path, R"({"reference":"D-12"})").status, 428);
  EXPECT_EQ(json_of(alice.send(Method::Patch, path, R"({"reference":"D-12"})", {{"if-match", match}}))
                .at("reference")
                .as_string(),
            "D-12");

  EXPECT_EQ(alice.send(Method::Delete, items_path(id)).status, 428);
  EXPECT_EQ(alice.send(Method::Delete, items_path(id), "", {{"if-match", "\"1\""}}).status, 409);
  EXPECT_EQ(alice.send(Method::Delete, items_path(id), "", {{"if-match", "\"2\""}}).status, 204);
  EXPECT_EQ(alice.send(Method::Delete, items_path(id), "", {{"if-match", "\"2\""}}).status, 404);
}

TEST_P(ClaimsApi, RefusalsNameTheField) {
  auto alice = as(cast.alice);
  const auto first_error = [&](const json::object& body) {
    const auto answer = alice.post("/api/v1/basket/items", body);
    EXPECT_EQ(answer.status, 422) << answer.body;
    const auto error = json_of(answer).at("errors").at(0);
    return std::string(error.at("field").as_string()) + " " + std::string(error.at("code").as_string());
  };
  auto body = item();
  body["quantity"] = "many";
  EXPECT_EQ(first_error(body), "quantity not_a_number");
  body["quantity"] = 1.5;
  EXPECT_EQ(first_error(body), "quantity not_a_number");
  body["quantity"] = 9;
  EXPECT_EQ(first_error(body), "quantity too_many");
  body = item();
  body["serials"] = "SN-1";
  EXPECT_EQ(first_error(body), "serials not_a_list");
  body = item();
  body["invoice_line_id"] = "x";
  EXPECT_EQ(first_error(body), "invoice_line_id not_an_id");
  body.erase("invoice_line_id");
  EXPECT_EQ(first_error(body), "invoice_line_id required");
  body = item();
  body["attachments"] = json::array{1};
  EXPECT_EQ(first_error(body), "attachments unknown_attachment");
  body["attachments"] = json::array{"photo.png"};
  EXPECT_EQ(first_error(body), "attachments not_an_id");
  body["attachments"] = "photo.png";
  EXPECT_EQ(first_error(body), "attachments not_a_list");
  body["attachments"] = json::array();
  body["contact"] = {{"email", "nobody"}};
  EXPECT_EQ(first_error(body), "contact.email not_an_email");
  EXPECT_EQ(first_error(item("52")), "code unknown_type");
  EXPECT_EQ(alice.send(Method::Post, "/api/v1/basket/items", "[1]").status, 400);
  EXPECT_EQ(alice.send(Method::Post, "/api/v1/basket/items", "{").status, 400);
  for (const char* query : {"state=odd", "number_type=part", "limit=0", "limit=201", "period=2y", "from=2026-02-30"}) {
    EXPECT_EQ(alice.get(std::string("/api/v1/claims?") + query).status, 422) << query;
  }
  EXPECT_EQ(alice.get("/api/v1/claims?cursor=odd").status, 400);
}

TEST_P(ClaimsApi, StrangersReadersAndNobody) {
  auto alice = as(cast.alice);
  const auto id = json_of(alice.post("/api/v1/basket/items", item())).at("id").as_int64();
  auto bob = as(cast.bob);
  EXPECT_EQ(bob.send(Method::Patch, items_path(id), "{}", {{"if-match", "\"1\""}}).status, 404);
  EXPECT_EQ(bob.send(Method::Delete, items_path(id), "", {{"if-match", "\"1\""}}).status, 404);
  EXPECT_EQ(bob.post("/api/v1/basket/items", item()).status, 404);
  alice.post("/api/v1/basket/confirmation", json::object());
  EXPECT_EQ(bob.get("/api/v1/claims/1").status, 404);
  EXPECT_EQ(bob.get("/api/v1/claims/1/commands").status, 404);
  EXPECT_EQ(bob.send(Method::Post, "/api/v1/claims/1/cancellation").status, 404);
  EXPECT_TRUE(json_of(bob.get("/api/v1/claims?number=1")).at("items").as_array().empty());
  EXPECT_EQ(as(cast.odile).get("/api/v1/claims").status, 403);
  EXPECT_EQ(as(cast.wanda).post("/api/v1/basket/items", item()).status, 403);
  EXPECT_EQ(as(cast.wanda).get("/api/v1/claims/1").status, 200);
  ApiClient nobody(*site, "no-such-token");
  for (const char* path :
       {"/api/v1/basket", "/api/v1/claims", "/api/v1/claims/1", "/api/v1/invoice-lines/1/claim-types"}) {
    EXPECT_EQ(nobody.get(path).status, 401) << path;
  }
  EXPECT_EQ(alice.send(Method::Delete, "/api/v1/basket").status, 405);
  EXPECT_EQ(alice.get("/api/v1/basket/confirmation").status, 405);
  EXPECT_EQ(alice.get("/api/v1/claims/999").status, 404);
  EXPECT_EQ(alice.send(Method::Patch, items_path(0), "{}", {{"if-match", "\"1\""}}).status, 404);
}

RECOURS_ON_BOTH_ENGINES(ClaimsApi);

}  // namespace
}  // namespace recours::claims
