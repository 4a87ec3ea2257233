// R-102 One table, asked of the whole program: every route for every role answers 403 exactly where the table grants
// its right to nobody of that role; docs/rights.md is printed from the same table. After a change of the table:
//   cd build/dev && RECOURS_WRITE_DOCS=1 ./test_cli --gtest_filter='RightsDocument.*'
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "accounts/user_store.h"
#include "cli/composition.h"
#include "support/cast.h"
#include "support/database.h"
#include "support/depot.h"
#include "support/site.h"

namespace recours::cli {
namespace {

using namespace testing_support;
using accounts::Right;
using accounts::Role;
using http::Method;

// What a route is called in messages: "POST /complaints/{number}/closing".
std::string name_of_route(const accounts::Site::Route& route) {
  return std::string(http::name_of(route.method)) + " " + route.pattern;
}

// An address of it; there is no such thing, so that nobody meets anything by it.
std::string target_of(std::string pattern) {
  for (auto open = pattern.find('{'); open != std::string::npos; open = pattern.find('{')) {
    pattern.replace(open, pattern.find('}', open) + 1 - open, "999999");
  }
  return pattern;
}

// Routes of everybody who is signed in; what they show is chosen by who asks.
const std::set<std::string> kOfEverybody{
    "DELETE /api/v1/attachments/{id}",
    "GET /",
    "GET /account",
    "GET /account/second-factor",
    "GET /account/users",  // R-670 of who administers a reseller's account, others get 403: asked by the page itself
    "GET /account/users/new",
    "GET /account/users/{id}",
    "GET /api/v1/attachments/{id}",
    "GET /api/v1/attachments/{id}/preview",
    "GET /api/v1/carrier-protest-deadline",
    "GET /api/v1/deadlines",
    "GET /api/v1/me",
    "GET /api/v1/openapi.json",
    "GET /attachments/{id}",
    "GET /attachments/{id}/preview",
    "GET /attachments/{id}/sound",
    "GET /attachments/{id}/thumbnail",
    "GET /attachments/{id}/view",
    "GET /calendar",
    "GET /guide",
    "GET /guide/{topic}",
    "GET /outbox",
    "GET /outbox/{id}",
    "GET /outbox/{id}/html",
    "GET /queues",
    "GET /search",
    "GET /upload-forms/{key}/files",
    "PATCH /api/v1/attachments/{id}",
    "POST /account/mails",
    "POST /account/password",
    "POST /account/second-factor",
    "POST /account/second-factor/confirmation",
    "POST /account/second-factor/recovery-codes",
    "POST /account/second-factor/removal",
    "POST /account/sessions/end-others",
    "POST /account/sessions/{key}/end",
    "POST /account/tokens",
    "POST /account/tokens/{id}/revocation",
    "POST /account/users",
    "POST /account/users/{id}",
    "POST /account/users/{id}/disabling",
    "POST /account/users/{id}/enabling",
    "POST /account/users/{id}/mails",
    "POST /account/users/{id}/password-link",
    "POST /api/v1/attachments",
    "POST /api/v1/attachments/{id}/restoration",
    "POST /attachments/{id}",
    "POST /attachments/{id}/removal",
    "POST /attachments/{id}/restoration",
    "POST /upload-forms/{key}/files",
    "POST /upload-forms/{key}/phone-code",
};

class RightsMatrix : public ::testing::Test {
 protected:
  void SetUp() override {
    make_cast(*database, now);
    site = std::make_unique<accounts::Site>(*database, clock, accounts::SiteOptions{});
    register_features(*site, *depot, jobs::OutboxKind::Outgoing);
  }
  accounts::Viewer person_of(Role role) {
    return database->write([&](db::Transaction& transaction) {
      const auto name = std::string(accounts::name_of(role));
      const auto id = accounts::insert_user(
          transaction, {name + "@matrice.example", name, "", {role}, {}, ui::Language::French, {}}, {}, now);
      return accounts::viewer_of(*accounts::find_user(transaction, id), "web 192.0.2.1");
    });
  }
  static bool is_safe(Method method) { return method == Method::Get || method == Method::Head; }

  const FreshDatabase fresh{Engine::Sqlite};
  const std::unique_ptr<db::Database> database = db::Database::open(fresh.address());
  Instant now = test_now();
  TestClock clock{now};
  TestDepot depot;
  std::unique_ptr<accounts::Site> site;
};

TEST_F(RightsMatrix, EveryRouteHasItsRightOrIsNamedHere) {
  std::set<std::string> without;
  for (const auto& route : site->routes()) {
    if (!route.right && !route.is_open) without.insert(name_of_route(route));
  }
  EXPECT_EQ(without, kOfEverybody);
}

TEST_F(RightsMatrix, EveryRouteAnswersEveryRoleAsTheTableSays) {
  for (const Role role : accounts::all_roles()) {
    const auto person = person_of(role);
    auto browser = std::move(Browser(*site, *database, clock).enter(person));
    ApiClient program(*site, *database, person, now);
    for (const auto& route : site->routes()) {
      if (!route.right) continue;
      const auto target = target_of(route.pattern);
      const auto answer = route.is_api            ? program.send(route.method, target, "{}", {{"If-Match", "\"1\""}})
                          : is_safe(route.method) ? browser.get(target)
                                                  : browser.post(target);
      const bool forbidden = answer.status == 403, granted = accounts::grants(role, *route.right);
      EXPECT_NE(forbidden, granted) << name_of_route(route) << " for " << accounts::name_of(role) << ": "
                                    << answer.status;
      EXPECT_LT(answer.status, 500) << name_of_route(route) << " for " << accounts::name_of(role);
    }
  }
}

TEST_F(RightsMatrix, WhoIsNotSignedInComesNowhere) {
  Browser browser(*site, *database, clock);
  ApiClient program(*site, "nobody");
  for (const auto& route : site->routes()) {
    if (route.is_open) continue;
    const auto target = target_of(route.pattern);
    if (route.is_api) {
      EXPECT_EQ(program.send(route.method, target, "{}").status, 401) << name_of_route(route);
    } else {
      const auto answer = is_safe(route.method) ? browser.get(target) : browser.post_bare(target, {});
      EXPECT_EQ(answer.status, 303) << name_of_route(route);
      EXPECT_TRUE(answer.header("Location").starts_with("/sign-in")) << name_of_route(route);
    }
  }
}

// ---- docs/rights.md

std::string rights_document() {
  std::string text =
      "# Who may do what\n\n"
      "Printed from the table in `src/accounts/rights.cpp`, which guards, buttons and API read "
      "(tests/cli/rights_matrix_test.cpp\n"
      "holds this file against it and says how to print it again). Advisers see their own clients only, resellers "
      "their account.\n\n"
      "| right |";
  std::string line = "|---|";
  for (const Role role : accounts::all_roles()) {
    text += " " + std::string(accounts::name_of(role)) + " |";
    line += ":-:|";
  }
  text += "\n" + line + "\n";
  for (const Right right : accounts::all_rights()) {
    text += "| `" + std::string(accounts::name_of(right)) + "` |";
    for (const Role role : accounts::all_roles()) text += accounts::grants(role, right) ? " ● |" : " |";
    text += "\n";
  }
  return text;
}

TEST(RightsDocument, IsTheTable) {
  const auto path = std::filesystem::path(__FILE__).parent_path() / "../../docs/rights.md";
  if (std::getenv("RECOURS_WRITE_DOCS") != nullptr) std::ofstream(path) << rights_document();
  std::ifstream file(path);
  ASSERT_TRUE(file.good()) << path;
  EXPECT_EQ(std::string(std::istreambuf_iterator<char>(file), {}), rights_document());
}

}  // namespace
}  // namespace recours::cli
