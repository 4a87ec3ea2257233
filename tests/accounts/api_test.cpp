// The API door: tokens, scopes, problems in the caller's language.
#include <gtest/gtest.h>

#include "accounts/account_api.h"
#include "accounts/user_actions.h"
#include "support/cast.h"
#include "support/database.h"
#include "support/site.h"

namespace recours::accounts {
namespace {

using http::Method;
using testing_support::ApiClient;
using testing_support::Cast;
using testing_support::header_of;
using testing_support::json_of;
using testing_support::make_cast;
using testing_support::make_request;
using testing_support::test_now;
using testing_support::TestClock;

class ApiTest : public OnBothEngines {
 protected:
  ApiTest() : cast_(make_cast(database(), test_now())), clock_(test_now()), site_(database(), clock_, {}) {
    register_accounts_api(site_);
    site_.api(Method::Post, "/api/v1/echo", Right::OpenClaim,
              [](Visit& visit) { return json_answer(json_body(visit.request), 201); });
    site_.api(Method::Get, "/api/v1/decisions", Right::DecideClaim,
              [](Visit&) { return json_answer(boost::json::object{{"items", boost::json::array()}}); });
    site_.api(Method::Post, "/api/v1/refusals", [](Visit& visit) {
      Refusal refusal{"invalid_thing", msg("The person was not added."),
                      {{"quantity", "too_many", msg("Enter the person's name.")}}};
      if (visit.request.body == "conflict") refusal.kind = Refusal::Kind::Conflict;
      return problem(visit, refusal);
    });
    site_.api(Method::Get, "/api/v1/trouble", [](Visit&) -> http::Response { throw std::runtime_error("secret detail"); });
    site_.api(Method::Get, "/api/v1/bad", [](Visit&) -> http::Response { throw Malformed("unknown period 2w"); });
    site_.page(Method::Get, "/service", [](Visit&) { return http::Response::text("page"); });
  }
  std::string token(const Viewer& viewer, TokenScope scope, std::optional<Date> expires_on = std::nullopt) {
    return *create_token(database(), viewer.actor(), {viewer.id, "erp", scope, expires_on}, clock_.now());
  }
  ApiClient client(const Viewer& viewer, TokenScope scope = TokenScope::Write) {
    return ApiClient(site_, token(viewer, scope));
  }

  Cast cast_;
  TestClock clock_;
  Site site_;
};

void expect_problem(const http::Response& response, int status, const std::string& code) {
  ASSERT_EQ(response.status, status) << response.body;
  EXPECT_EQ(header_of(response, "Content-Type"), "application/problem+json");
  const auto body = json_of(response).as_object();
  EXPECT_EQ(body.at("type"), "about:blank");
  EXPECT_FALSE(body.at("title").as_string().empty());
  EXPECT_EQ(body.at("status"), status);
  EXPECT_EQ(body.at("code"), code.c_str());
  EXPECT_FALSE(body.at("detail").as_string().empty());
  EXPECT_TRUE(body.at("errors").is_array());
}

TEST_P(ApiTest, MeIsTheOwnerOfTheToken) {
  const auto reseller = client(cast_.alice, TokenScope::Read).get("/api/v1/me");
  EXPECT_EQ(reseller.status, 200);
  EXPECT_EQ(header_of(reseller, "Content-Type"), "application/json");
  EXPECT_EQ(json_of(reseller), (boost::json::object{{"id", cast_.alice.id.value},
                                                    {"name", "Alice Martel"},
                                                    {"email", "alice@helios.example"},
                                                    {"roles", {"reseller"}},
                                                    {"account", {{"customer_no", "0000100234"}, {"name", "Hélios Informatique SARL"}}},
                                                    {"language", "fr"},
                                                    {"read_only", true}}));
  const auto staff = json_of(client(cast_.claire).get("/api/v1/me")).as_object();
  EXPECT_TRUE(staff.at("account").is_null());
  EXPECT_EQ(staff.at("read_only"), false);
}

TEST_P(ApiTest, WithoutAGoodTokenNothingAnswers) {
  const std::string good = token(cast_.alice, TokenScope::Write);
  for (const std::string& header : {std::string(), std::string("Bearer"), std::string("Bearer "), "Bearer x" + good,
                                    "Bearer " + good.substr(0, good.size() - 1), "Basic " + good, good}) {
    for (const char* path : {"/api/v1/me", "/api/v1/nothing"}) {
      const auto response = site_.handle(make_request(Method::Get, path, {{"authorization", header}}));
      expect_problem(response, 401, "unauthorised");
      EXPECT_EQ(header_of(response, "WWW-Authenticate"), "Bearer");
    }
  }
  EXPECT_EQ(site_.handle(make_request(Method::Get, "/api/v1/me", {{"authorization", "bearer " + good}})).status, 200);
}

TEST_P(ApiTest, ASessionCookieIsNoToken) {
  testing_support::Browser alice(site_, database(), clock_);
  alice.enter(cast_.alice);
  EXPECT_EQ(alice.get("/api/v1/me").status, 401);
  EXPECT_EQ(alice.get("/service").status, 200);
}

TEST_P(ApiTest, ATokenIsNoSession) {
  EXPECT_EQ(client(cast_.alice).get("/service").status, 303);
}

TEST_P(ApiTest, ATokenAnswersOnItsLastDayAndNoLonger) {
  ApiClient alice(site_, token(cast_.alice, TokenScope::Read, Date::of(2026, 11, 30)));
  clock_.set(paris_midnight(Date::of(2026, 12, 1)).plus(std::chrono::milliseconds(-1)));
  EXPECT_EQ(alice.get("/api/v1/me").status, 200);
  clock_.set(paris_midnight(Date::of(2026, 12, 1)));
  EXPECT_EQ(alice.get("/api/v1/me").status, 401);
}

TEST_P(ApiTest, ATokenOfADisabledPersonIsSilent) {
  ApiClient alice = client(cast_.alice);
  disable_user(database(), cast_.admin.actor(), cast_.alice.id, clock_.now());
  EXPECT_EQ(alice.get("/api/v1/me").status, 401);
}

TEST_P(ApiTest, AReadingTokenDoesNotWrite) {
  ApiClient reader = client(cast_.alice, TokenScope::Read);
  expect_problem(reader.post("/api/v1/echo", boost::json::object()), 403, "read_only_token");
  EXPECT_EQ(client(cast_.alice).post("/api/v1/echo", boost::json::object()).status, 201);
}

TEST_P(ApiTest, RightsAreThoseOfThePerson) {
  expect_problem(client(cast_.alice).get("/api/v1/decisions"), 403, "forbidden");
  EXPECT_EQ(client(cast_.claire).get("/api/v1/decisions").status, 200);
  expect_problem(client(cast_.admin).post("/api/v1/echo", boost::json::object()), 403, "forbidden");
}

TEST_P(ApiTest, UnknownPathsAndWrongMethodsAreProblemsToo) {
  expect_problem(client(cast_.alice).get("/api/v1/nothing"), 404, "not_found");
  const auto wrong = client(cast_.alice).send(Method::Delete, "/api/v1/me");
  expect_problem(wrong, 405, "method_not_allowed");
  EXPECT_EQ(header_of(wrong, "Allow"), "GET, HEAD");
}

TEST_P(ApiTest, ARefusalNamesItsFieldsInTheLanguageOfThePerson) {
  const auto refused = client(cast_.alice).send(Method::Post, "/api/v1/refusals");
  expect_problem(refused, 422, "invalid_thing");
  const auto error = json_of(refused).at("errors").at(0);
  EXPECT_EQ(error.at("field"), "quantity");
  EXPECT_EQ(error.at("code"), "too_many");
  EXPECT_EQ(error.at("detail").as_string(), ui::tr(ui::Language::French, "Enter the person's name.").c_str());
  expect_problem(client(cast_.alice).send(Method::Post, "/api/v1/refusals", "conflict"), 409, "invalid_thing");
  choose_language(database(), cast_.alice, ui::Language::English, clock_.now());
  const auto english = json_of(client(cast_.alice).send(Method::Post, "/api/v1/refusals"));
  EXPECT_EQ(english.at("detail"), "The person was not added.");
}

TEST_P(ApiTest, OurFaultSaysNothingOfTheCause) {
  const auto response = client(cast_.alice).get("/api/v1/trouble");
  expect_problem(response, 500, "internal_error");
  EXPECT_EQ(response.body.find("secret"), std::string::npos);
  EXPECT_EQ(json_of(response).at("reference").as_string().size(), 8U);
}

TEST_P(ApiTest, WhatIsMalformedIsSaidInTheLanguageOfTheCaller) {
  const auto response = client(cast_.alice).get("/api/v1/bad");
  expect_problem(response, 400, "malformed");
  const auto detail = std::string(json_of(response).at("detail").as_string());
  EXPECT_EQ(detail, ui::tr(ui::Language::French,
                           "Something in the address or in the form has not the form we expect; nothing was saved. Go "
                           "back and try again."));
  EXPECT_EQ(response.body.find("unknown period"), std::string::npos);
}

TEST_P(ApiTest, ABodyIsAJsonObjectAndNothingElse) {
  ApiClient alice = client(cast_.alice);
  EXPECT_EQ(alice.send(Method::Post, "/api/v1/echo", R"({"a":{"b":[1,"é",null]}})").status, 201);
  for (const std::string& body :
       {std::string(), std::string("[]"), std::string("1"), std::string("null"), std::string("{"), std::string("{} {}"),
        std::string("{\"a\":\"\xff\"}"), std::string(R"({"a":"\u0000"})"), std::string(R"({"\u0000":1})"),
        std::string(R"({"a":["\u0000"]})"), "{\"a\":" + std::string(100, '[') + std::string(100, ']') + "}",
        "{\"a\":\"" + std::string(1024 * 1024, 'a') + "\"}"}) {
    expect_problem(alice.send(Method::Post, "/api/v1/echo", body), 400, "malformed");
  }
}

TEST_P(ApiTest, WhoActsThroughTheApiIsTold) {
  Viewer seen;
  Site site(database(), clock_, {});
  site.api(Method::Get, "/api/v1/who", [&](Visit& visit) {
    seen = visit.viewer;
    return json_answer(boost::json::object());
  });
  EXPECT_EQ(ApiClient(site, token(cast_.alice, TokenScope::Read)).get("/api/v1/who").status, 200);
  EXPECT_EQ(seen.source, "api 192.0.2.1");
  EXPECT_EQ(seen.id, cast_.alice.id);
  EXPECT_TRUE(seen.read_only);
}

RECOURS_ON_BOTH_ENGINES(ApiTest);

}  // namespace
}  // namespace recours::accounts
