// R-821 Routes that take files: what the server is told of them, and forms with files as handlers get them.
#include <gtest/gtest.h>

#include "accounts/account_pages.h"
#include "accounts/site.h"
#include "support/cast.h"
#include "support/database.h"
#include "support/site.h"

namespace recours::accounts {
namespace {

using http::Method;
using testing_support::ApiClient;
using testing_support::Browser;
using testing_support::Cast;
using testing_support::header_of;
using testing_support::json_of;
using testing_support::make_cast;
using testing_support::make_request;
using testing_support::test_now;
using testing_support::TestClock;

constexpr std::size_t kPage = 1000, kApi = 2000, kOpen = 3000;

std::string description(const http::Request& request) {
  std::string text = "note=" + std::string(request.form().text("note"));
  for (const auto& file : request.files()) text += " " + file.field + ":" + file.name + "=" + std::string(file.content);
  return text;
}

class UploadsTest : public OnBothEngines {
 protected:
  UploadsTest() : cast_(make_cast(database(), test_now())), clock_(test_now()), site_(database(), clock_, {}) {
    register_accounts(site_);
    const auto answer = [](Visit& visit) { return http::Response::text(description(visit.request)); };
    site_.page(Method::Get, "/cases/{number}/files", answer);
    site_.page(Method::Post, "/cases/{number}/files", answer);
    site_.page(Method::Post, "/cases/new/files", answer);
    site_.takes_files(Method::Post, "/cases/{number}/files", kPage);
    site_.api(Method::Post, "/api/v1/files", answer);
    site_.takes_files(Method::Post, "/api/v1/files", kApi);
    site_.takes_files(Method::Post, "/phone/{key}", kOpen);  // said before the route is known
    site_.open_page(Method::Post, "/phone/{key}",
                    [](PublicVisit& visit) { return http::Response::text(description(visit.request)); });
  }

  Cast cast_;
  TestClock clock_;
  Site site_;
};

TEST_P(UploadsTest, TheServerIsToldTheLimitOfARoute) {
  struct Case {
    Method method;
    std::string path;
    std::optional<std::size_t> limit;
  };
  const Case cases[] = {
      {Method::Post, "/cases/17/files", kPage},
      {Method::Post, "/cases/a%2Fb/files", kPage},
      {Method::Post, "/cases/new/files", std::nullopt},
      {Method::Get, "/cases/17/files", std::nullopt},
      {Method::Put, "/cases/17/files", std::nullopt},
      {Method::Post, "/cases/17", std::nullopt},
      {Method::Post, "/cases/17/files/", std::nullopt},
      {Method::Post, "/cases//files", std::nullopt},
      {Method::Post, "/cases/%zz/files", std::nullopt},
      {Method::Post, "/api/v1/files", kApi},
      {Method::Post, "/phone/k", kOpen},
      {Method::Post, "/sign-in", std::nullopt},
      {Method::Post, "/", std::nullopt},
      {Method::Post, "", std::nullopt},
  };
  for (const auto& each : cases) EXPECT_EQ(site_.upload_limit(each.method, each.path), each.limit) << each.path;
}

TEST_P(UploadsTest, AFormWithFilesNeedsItsTokenToo) {
  Browser alice(site_, database(), clock_);
  alice.enter(cast_.alice);
  const auto answer = alice.post_multipart("/cases/17/files", {{"note", "fêlé"}},
                                           {{"files", "a \"b\".jpg", "abc"}, {"files", "c.pdf", "\r\n--"}});
  EXPECT_EQ(answer.status, 200);
  EXPECT_EQ(answer.body, "note=fêlé files:a \"b\".jpg=abc files:c.pdf=\r\n--");
  Browser careless(site_, database(), clock_);
  careless.enter(cast_.alice);
  const std::pair<std::string, std::string> type{"content-type", "multipart/form-data; boundary=b"};
  EXPECT_EQ(careless.send(make_request(Method::Post, "/cases/17/files", {type}, "--b--")).status, 403);
  EXPECT_EQ(careless.send(make_request(Method::Post, "/cases/17/files", {type}, "--c--")).status, 400);
  Browser nobody(site_, database(), clock_);
  EXPECT_EQ(header_of(nobody.post_multipart("/cases/17/files", {}, {}), "Location").value_or("").substr(0, 8),
            "/sign-in");
  EXPECT_EQ(nobody.post_multipart("/phone/k", {{"note", "x"}}, {}).body, "note=x");
}

TEST_P(UploadsTest, ProgramsSendFilesToo) {
  ApiClient alice(site_, database(), cast_.alice, test_now());
  EXPECT_EQ(alice.post_multipart("/api/v1/files", {{"note", "x"}}, {{"file", "a.jpg", "abc"}}).body,
            "note=x file:a.jpg=abc");
  const auto refused =
      alice.send(Method::Post, "/api/v1/files", "nonsense", {{"content-type", "multipart/form-data; boundary=b"}});
  EXPECT_EQ(refused.status, 400);
  EXPECT_EQ(json_of(refused).at("code"), "malformed");
}

RECOURS_ON_BOTH_ENGINES(UploadsTest);

}  // namespace
}  // namespace recours::accounts
