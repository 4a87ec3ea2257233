// R-145 The description is the API: every route that is served is described with its right and its parameters, and
// nothing else is. What the answers hold is asked of the whole program (tests/program/openapi_test.mjs).
#include "cli/openapi.h"

#include <map>
#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <boost/json.hpp>

#include "cli/composition.h"
#include "support/cast.h"
#include "support/database.h"
#include "support/depot.h"
#include "support/site.h"

namespace recours::cli {
namespace {

namespace json = boost::json;
using namespace testing_support;

constexpr std::string_view kBase = "/api/v1";

std::string lower(std::string_view text) {
  std::string small(text);
  for (char& c : small) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return small;
}

class OpenApi : public ::testing::Test {
 protected:
  void SetUp() override {
    cast = make_cast(*database, now);
    site = std::make_unique<accounts::Site>(*database, clock, accounts::SiteOptions{});
    register_features(*site, *depot, jobs::OutboxKind::Outgoing);
  }
  // "get /claims/{number}" to the right it asks for, empty: everybody's.
  std::map<std::string, std::string> served() const {
    std::map<std::string, std::string> routes;
    for (const auto& route : site->routes()) {
      if (!route.is_api || !route.pattern.starts_with(kBase)) continue;
      routes[lower(http::name_of(route.method)) + " " + route.pattern.substr(kBase.size())] =
          route.right ? std::string(accounts::name_of(*route.right)) : "";
    }
    return routes;
  }
  std::map<std::string, std::string> described() const {
    std::map<std::string, std::string> routes;
    for (const auto& path : document.at("paths").as_object()) {
      for (const auto& operation : path.value().as_object()) {
        const auto* right = operation.value().as_object().if_contains("x-right");
        routes[std::string(operation.key()) + " " + std::string(path.key())] =
            right ? std::string(right->as_string()) : "";
      }
    }
    return routes;
  }
  // The parameter itself, wherever it is described.
  const json::object& parameter(const json::value& named) const {
    const auto* elsewhere = named.as_object().if_contains("$ref");
    if (!elsewhere) return named.as_object();
    const std::string name = std::string(elsewhere->as_string()).substr(std::string("#/components/parameters/").size());
    return document.at("components").at("parameters").at(name).as_object();
  }

  const FreshDatabase fresh{Engine::Sqlite};
  const std::unique_ptr<db::Database> database = db::Database::open(fresh.address());
  Instant now = test_now();
  TestClock clock{now};
  TestDepot depot;
  Cast cast;
  std::unique_ptr<accounts::Site> site;
  const json::value document = json::parse(openapi_document());
};

TEST_F(OpenApi, DescribesEveryRouteWithItsRightAndNothingElse) { EXPECT_EQ(described(), served()); }

TEST_F(OpenApi, DescribesEveryPieceOfAPath) {
  for (const auto& path : document.at("paths").as_object()) {
    std::set<std::string> asked, told;
    const std::string pattern(path.key());
    for (auto open = pattern.find('{'); open != std::string::npos; open = pattern.find('{', open + 1))
      asked.insert(pattern.substr(open + 1, pattern.find('}', open) - open - 1));
    for (const auto& operation : path.value().as_object()) {
      told.clear();
      if (const auto* parameters = operation.value().as_object().if_contains("parameters")) {
        for (const auto& named : parameters->as_array()) {
          const auto& one = parameter(named);
          if (one.at("in").as_string() == "path") told.insert(std::string(one.at("name").as_string()));
        }
      }
      EXPECT_EQ(told, asked) << operation.key() << " " << pattern;
    }
  }
}

TEST_F(OpenApi, OperationsHaveNamesOfTheirOwn) {
  std::set<std::string> names;
  for (const auto& path : document.at("paths").as_object()) {
    for (const auto& operation : path.value().as_object()) {
      const std::string name(operation.value().at("operationId").as_string());
      EXPECT_TRUE(names.insert(name).second) << name;
    }
  }
}

TEST_F(OpenApi, IsServedToWhoHasAToken) {
  auto client = ApiClient(*site, *database, cast.wanda, now);
  const auto answer = client.get("/api/v1/openapi.json");
  EXPECT_EQ(answer.status, 200);
  EXPECT_EQ(answer.header("content-type"), "application/json");
  EXPECT_EQ(json_of(answer).at("openapi").as_string(), "3.1.0");
  EXPECT_EQ(ApiClient(*site, "nobody").get("/api/v1/openapi.json").status, 401);
}

}  // namespace
}  // namespace recours::cli
