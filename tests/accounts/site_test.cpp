// The site around the handlers: sessions, CSRF, rights, languages, and exceptions become pages. One small site of its own
// with a route for each kind of trouble.
#include "accounts/site.h"

#include <gtest/gtest.h>

#include "accounts/account_api.h"
#include "accounts/account_pages.h"
#include "accounts/settings.h"
#include "accounts/user_actions.h"
#include "db/storage_error.h"
#include "support/cast.h"
#include "support/database.h"
#include "support/site.h"
#include "ui/components.h"

namespace recours::accounts {
namespace {

using namespace std::chrono_literals;
using http::Method;
using testing_support::Browser;
using testing_support::Cast;
using testing_support::header_of;
using testing_support::kPassword;
using testing_support::make_cast;
using testing_support::make_request;
using testing_support::test_now;
using testing_support::TestClock;

http::Response titled(const Visit& visit, const std::string& title) {
  ui::Page page;
  page.title = title;
  return visit.page(page);
}

class SiteTest : public OnBothEngines {
 protected:
  SiteTest() : cast_(make_cast(database(), test_now())), clock_(test_now()) { build({}); }

  void build(SiteOptions options) {
    site_ = std::make_unique<Site>(database(), clock_, std::move(options));
    register_accounts(*site_);
    register_accounts_api(*site_);
    site_->home([](const Viewer& viewer) -> std::optional<std::string> {
      if (viewer.can(Right::OpenClaim)) return "/service";
      return std::nullopt;
    });
    site_->navigation("Desk", [](db::Reader&, const Viewer& viewer, ui::Language) {
      return std::vector<ui::NavEntry>{{"Entry of " + viewer.name, "/service", "home", 3}};
    });
    site_->page(Method::Get, "/service", Right::SeeClaims, [](Visit& visit) { return titled(visit, "Service page"); });
    site_->page(Method::Post, "/deeds", Right::DecideClaim, [this](Visit& visit) {
      ++deeds_;
      visit.database.write([](db::Transaction&) {});
      return http::Response::redirect("/service");
    });
    add_trouble("/trouble/not-found", [] { throw NotFound(); });
    add_trouble("/trouble/forbidden", [] { throw Forbidden(); });
    add_trouble("/trouble/conflict", [] { throw Conflict("stale"); });
    add_trouble("/trouble/malformed", [] { throw Malformed("no such period"); });
    add_trouble("/trouble/connection", [] { throw db::ConnectionError("gone"); });
    add_trouble("/trouble/full", [] { throw db::StorageError(db::StorageError::Kind::Full, "secret detail"); });
    add_trouble("/trouble/full-folder", [] { throw std::system_error(ENOSPC, std::generic_category(), "secret detail"); });
    add_trouble("/trouble/read-only", [] { throw db::StorageError(db::StorageError::Kind::ReadOnly, "secret detail"); });
    add_trouble("/trouble/failing", [] { throw std::system_error(EIO, std::generic_category(), "secret detail"); });
    add_trouble("/trouble/retryable", [] { throw db::RetryableError("busy"); });
    add_trouble("/trouble/error", [] { throw std::runtime_error("secret detail"); });
    add_trouble("/trouble/thing", [] { throw 42; });
  }
  void add_trouble(const std::string& path, std::function<void()> trouble) {
    site_->page(Method::Get, path, [trouble](Visit& visit) {
      trouble();
      return titled(visit, "No trouble");
    });
  }
  Browser browser() { return Browser(*site_, database(), clock_); }
  Browser entered(const Viewer& viewer) {
    Browser own = browser();
    own.enter(viewer);
    return own;
  }

  Cast cast_;
  TestClock clock_;
  std::unique_ptr<Site> site_;
  int deeds_ = 0;
};

bool has(const http::Response& response, std::string_view text) { return response.body.find(text) != std::string::npos; }
std::string location(const http::Response& response) { return header_of(response, "Location").value_or(""); }

// ---- signing in

TEST_P(SiteTest, SigningInLeadsWhereOneWantedToGo) {
  Browser alice = browser();
  const auto sent_away = alice.get("/service?state=open&x=a%26b");
  EXPECT_EQ(sent_away.status, 303);
  EXPECT_EQ(location(sent_away), "/sign-in?next=%2Fservice%3Fstate%3Dopen%26x%3Da%2526b");
  const auto page = alice.follow(sent_away);
  EXPECT_EQ(page.status, 200);
  EXPECT_TRUE(has(page, R"(value="/service?state=open&amp;x=a%26b")")) << page.body;
  const auto signed_in = alice.sign_in("alice@helios.example", kPassword, "/service?state=open&x=a%26b");
  EXPECT_EQ(signed_in.status, 303);
  EXPECT_EQ(location(signed_in), "/service?state=open&x=a%26b");
  EXPECT_TRUE(has(alice.follow(signed_in), "Service page"));
}

TEST_P(SiteTest, WithoutADestinationOneLandsAtHome) {
  Browser alice = browser();
  EXPECT_EQ(location(alice.get("/")), "/sign-in");
  const auto signed_in = alice.sign_in("alice@helios.example", kPassword);
  EXPECT_EQ(location(signed_in), "/");
  EXPECT_EQ(location(alice.follow(signed_in)), "/service");
  Browser odile = entered(cast_.odile);
  const auto welcome = odile.get("/");
  EXPECT_EQ(welcome.status, 200);
  EXPECT_TRUE(has(welcome, "Odile Perrin"));
}

TEST_P(SiteTest, ADestinationElsewhereIsIgnored) {
  for (const char* next : {"https://evil.example/", "//evil.example", "/\\evil.example", "\\\\evil.example", "evil",
                           "/a\r\nSet-Cookie: x=y", "javascript:alert(1)", "\t//evil.example"}) {
    Browser alice = browser();
    EXPECT_EQ(location(alice.sign_in("alice@helios.example", kPassword, next)), "/") << next;
    EXPECT_EQ(location(alice.get("/sign-in?next=" + http::urlencode(next))), "/") << next;
    Browser nobody = browser();
    EXPECT_TRUE(has(nobody.get("/sign-in?next=" + http::urlencode(next)), R"(name="next" value="/")")) << next;
  }
}

TEST_P(SiteTest, AWrongPasswordKeepsTheAddressAndSaysNothingMore) {
  Browser alice = browser();
  const auto refused = alice.sign_in("alice@helios.example", "wrong <b>");
  EXPECT_EQ(refused.status, 422);
  EXPECT_TRUE(has(refused, R"(value="alice@helios.example")"));
  EXPECT_FALSE(has(refused, "wrong"));
  EXPECT_FALSE(alice.cookie("recours"));
  Browser nobody = browser();
  auto unknown = nobody.sign_in("nobody@helios.example", "wrong <b>").body;
  unknown.replace(unknown.find("nobody@"), 7, "alice@");
  EXPECT_EQ(unknown, refused.body) << "an unknown address looks the same";
}

TEST_P(SiteTest, TooManyFailuresSayWhenToTryAgain) {
  Browser alice = browser();
  for (int i = 0; i < 5; ++i) EXPECT_EQ(alice.sign_in("alice@helios.example", "wrong").status, 422);
  clock_.advance(60s);
  const auto refused = alice.sign_in("alice@helios.example", kPassword);
  EXPECT_EQ(refused.status, 429);
  EXPECT_EQ(header_of(refused, "Retry-After"), "840");
  EXPECT_TRUE(has(refused, "12/11/2026 10:15")) << refused.body;
}

TEST_P(SiteTest, TheSessionCookieIsForThisHostAndNoScript) {
  Browser alice = browser();
  const auto plain = header_of(alice.sign_in("alice@helios.example", kPassword), "Set-Cookie").value_or("");
  EXPECT_EQ(plain.substr(0, 8), "recours=");
  EXPECT_NE(plain.find("; Path=/; HttpOnly; SameSite=Lax"), std::string::npos) << plain;
  EXPECT_EQ(plain.find("Secure"), std::string::npos) << plain;

  auto request = make_request(Method::Post, "/sign-in", {{"content-type", "application/x-www-form-urlencoded"}},
                              "email=bob%40atelier.example&password=" + http::urlencode(kPassword));
  request.secure = true;
  const auto secure = header_of(site_->handle(request), "Set-Cookie").value_or("");
  EXPECT_EQ(secure.substr(0, 15), "__Host-recours=");
  EXPECT_NE(secure.find("; Secure"), std::string::npos) << secure;
  EXPECT_EQ(secure.find("Domain"), std::string::npos) << secure;
}

TEST_P(SiteTest, SigningInAgainEndsTheFormerSession) {
  Browser alice = entered(cast_.alice);
  const auto former = *alice.cookie("recours");
  alice.sign_in("alice@helios.example", kPassword);
  EXPECT_NE(*alice.cookie("recours"), former);
  Browser thief = browser();
  thief.set_cookie("recours", former);
  EXPECT_EQ(thief.get("/service").status, 303);
}

TEST_P(SiteTest, SigningOutEndsTheSession) {
  Browser alice = entered(cast_.alice);
  const auto token = *alice.cookie("recours");
  EXPECT_EQ(alice.post_bare("/sign-out", {}).status, 403) << "without the token";
  EXPECT_EQ(alice.get("/service").status, 200);
  EXPECT_EQ(location(alice.post("/sign-out")), "/sign-in");
  EXPECT_FALSE(alice.cookie("recours"));
  alice.set_cookie("recours", token);
  EXPECT_EQ(alice.get("/service").status, 303);
  EXPECT_EQ(location(alice.post("/sign-out")), "/sign-in") << "a second time does no harm";
}

TEST_P(SiteTest, ASessionEndsWhenNobodyIsSeenAndIsKeptByUse) {
  Browser alice = entered(cast_.alice);
  clock_.advance(12h - 1ms);
  EXPECT_EQ(alice.get("/service").status, 200);
  clock_.advance(12h - 1ms);
  EXPECT_EQ(alice.get("/service").status, 200) << "was seen in between";
  clock_.advance(12h);
  EXPECT_EQ(alice.get("/service").status, 303);
}

TEST_P(SiteTest, TheDemoListsEveryRoleOnceAndPlainSitesDoNot) {
  database().write([&](db::Transaction& t) { set_setting(t, cast_.admin.actor(), "demo_password", kPassword, test_now()); });
  Browser nobody = browser();
  EXPECT_FALSE(has(nobody.get("/sign-in"), "demo-logins"));
  build({"", true, false});
  disable_user(database(), cast_.admin.actor(), cast_.bob.id, test_now());
  Browser newcomer = browser();
  const auto page = newcomer.get("/sign-in");
  for (const char* shown : {"Alice Martel", "Alban Roche", "Claire Besson", "Rémi Lacaze", "Achille Doré", kPassword}) {
    EXPECT_TRUE(has(page, shown)) << shown;
  }
  EXPECT_FALSE(has(page, "Bob Keller")) << "disabled";
  EXPECT_EQ(newcomer.sign_in("claire@nordsud.example", kPassword, "/").status, 303);
}

// ---- forms

TEST_P(SiteTest, AFormNeedsItsToken) {
  Browser claire = entered(cast_.claire);
  EXPECT_EQ(claire.post_bare("/deeds", {}).status, 403);
  EXPECT_EQ(claire.post_bare("/deeds", {{"csrf", ""}}).status, 403);
  std::string wrong = claire.csrf();
  wrong.back() = wrong.back() == '0' ? '1' : '0';
  EXPECT_EQ(claire.post_bare("/deeds", {{"csrf", wrong}}).status, 403);
  Browser remi = entered(cast_.remi);
  EXPECT_EQ(claire.post_bare("/deeds", {{"csrf", remi.csrf()}}).status, 403) << "of another session";
  EXPECT_EQ(claire.send(make_request(Method::Post, "/deeds?csrf=" + claire.csrf())).status, 400) << "no form";
  EXPECT_EQ(deeds_, 0);
  EXPECT_EQ(claire.post("/deeds").status, 303);
  EXPECT_EQ(deeds_, 1);
}

TEST_P(SiteTest, AFormFromAnotherSiteIsRefusedEvenWithTheToken) {
  Browser claire = entered(cast_.claire);
  EXPECT_EQ(claire.post_bare("/deeds", {{"csrf", claire.csrf()}}, {{"origin", "https://evil.example"}}).status, 403);
  EXPECT_EQ(claire.post_bare("/deeds", {{"csrf", claire.csrf()}}, {{"sec-fetch-site", "cross-site"}}).status, 403);
  EXPECT_EQ(deeds_, 0);
  Browser nobody = browser();
  const testing_support::FormFields credentials{{"email", "alice@helios.example"}, {"password", kPassword}};
  EXPECT_EQ(nobody.post_bare("/sign-in", credentials, {{"sec-fetch-site", "cross-site"}}).status, 403);
  EXPECT_FALSE(nobody.cookie("recours"));
}

TEST_P(SiteTest, AFormOfAnEndedSessionSaysThatNothingWasSaved) {
  Browser claire = entered(cast_.claire);
  clock_.advance(12h);
  const auto sent_away = claire.post_bare("/deeds", {{"csrf", claire.csrf()}}, {{"referer", "http://recours.example/claims/7?tab=2"}});
  EXPECT_EQ(location(sent_away), "/sign-in?next=%2Fclaims%2F7%3Ftab%3D2&unsaved=1");
  EXPECT_EQ(deeds_, 0);
  EXPECT_TRUE(has(claire.follow(sent_away), "notice-warning"));
  EXPECT_EQ(location(claire.post("/deeds")), "/sign-in?unsaved=1") << "without referrer";
}

TEST_P(SiteTest, LanguageAndThemeAreKeptWithThePerson) {
  Browser alice = entered(cast_.alice);
  EXPECT_TRUE(has(alice.get("/service"), R"(<html lang="fr")"));
  EXPECT_EQ(location(alice.post("/preferences/language", {{"language", "en"}, {"back", "/service?x=1"}})), "/service?x=1");
  EXPECT_EQ(location(alice.post("/preferences/theme", {{"theme", "dark"}, {"back", "//evil.example"}})), "/");
  const auto page = entered(cast_.alice).get("/service");
  EXPECT_TRUE(has(page, R"(<html lang="en")"));
  EXPECT_TRUE(has(page, R"(data-bs-theme="dark")"));
  EXPECT_EQ(alice.post("/preferences/theme", {{"theme", "\"><script>"}}).status, 400);
  EXPECT_EQ(alice.post_bare("/preferences/language", {{"language", "fr"}}).status, 403) << "needs the token";
  EXPECT_EQ(find_user(*database().reader(), cast_.alice.id)->language, ui::Language::English);
}

TEST_P(SiteTest, LanguageOfPeopleNotSignedInIsACookie) {
  Browser nobody = browser();
  EXPECT_TRUE(has(nobody.get("/sign-in"), R"(<html lang="fr")"));
  EXPECT_EQ(location(nobody.post_bare("/preferences/language", {{"language", "en"}, {"back", "/sign-in"}})), "/sign-in");
  EXPECT_TRUE(has(nobody.get("/sign-in"), R"(<html lang="en")"));
}

// ---- rights

TEST_P(SiteTest, WithoutTheRightThereIsAPageThatSaysSo) {
  Browser alice = entered(cast_.alice);
  const auto refused = alice.post("/deeds");
  EXPECT_EQ(refused.status, 403);
  EXPECT_TRUE(has(refused, "Alice Martel")) << "in the frame";
  EXPECT_EQ(deeds_, 0);
  EXPECT_EQ(entered(cast_.odile).get("/service").status, 403);
  EXPECT_EQ(entered(cast_.wanda).get("/service").status, 200);
}

TEST_P(SiteTest, NoRouteAnswersToStrangers) {
  for (const Site::Route& route : site_->routes()) {
    if (route.is_open) continue;
    const auto response = site_->handle(make_request(route.method, route.pattern));
    if (route.is_api) {
      EXPECT_EQ(response.status, 401) << route.pattern;
    } else {
      EXPECT_EQ(response.status, 303) << route.pattern;
      EXPECT_EQ(location(response).substr(0, 8), "/sign-in") << route.pattern;
    }
  }
}

TEST_P(SiteTest, TheFrameKnowsThePersonAndTheOrganisation) {
  const auto page = entered(cast_.alice).get("/service");
  for (const char* shown : {"Alice Martel", "Hélios Informatique SARL", "Nordsud Distribution", "Entry of Alice Martel"}) {
    EXPECT_TRUE(has(page, shown)) << shown;
  }
  EXPECT_FALSE(has(page, R"(role="search")"));
  site_->search({Right::SeeClaims, msg("Search"), [](Visit&, const std::string&) { return SearchHits(); }});
  EXPECT_TRUE(has(entered(cast_.alice).get("/service"), R"(action="/search")"));
  EXPECT_FALSE(has(entered(cast_.odile).get("/"), R"(role="search")")) << "who may not open it is not led there";
  EXPECT_EQ(entered(cast_.odile).get("/search?q=x").status, 403);
}

TEST_P(SiteTest, TheSearchBoxLooksWhereTheViewerMayAndOpensWhatIsMeant) {
  const auto at = [](std::string name) {
    return [name](Visit&, const std::string& words) {
      SearchHits hits;
      if (words.find(name) != std::string::npos) hits = {{}, "/" + name, ui::Html("<" + name + ">")};
      if (words == name + "-1") hits.exact = "/" + name + "/1";
      return hits;
    };
  };
  site_->search({Right::SeeClaims, msg("Claim"), at("claim")});
  site_->search({Right::SeeContacts, msg("Contact"), at("contact")});
  auto both = entered(cast_.solene);
  auto claims = entered(cast_.alice);
  EXPECT_EQ(location(both.get("/search?q=contact")), "/contact") << "one hit in all places";
  EXPECT_EQ(location(both.get("/search?q=%20contact-1%20")), "/contact/1");
  EXPECT_EQ(both.get("/search?q=claim").status, 200) << "not looked for where she may not";
  EXPECT_FALSE(has(both.get("/search?q=claim"), "&lt;claim&gt;"));
  EXPECT_EQ(location(claims.get("/search?q=claim%20contact")), "/claim");
  EXPECT_EQ(claims.get("/search").status, 200);
  EXPECT_TRUE(has(claims.get("/search?q=%3Cb%3E"), "&lt;b&gt;"));
  database().write([&](db::Transaction& transaction) {
    transaction.execute("INSERT INTO user_role (user_id, role) VALUES (:id, 'customer_service')", {{"id", cast_.solene.id}});
  });
  const auto several = both.get("/search?q=claim%20contact");
  EXPECT_TRUE(has(several, "&lt;claim&gt;")) << "of both desks";
  EXPECT_TRUE(has(several, "&lt;contact&gt;"));
  EXPECT_EQ(location(both.get("/search?q=claim-1")), "/claim/1");
}

// ---- failures

TEST_P(SiteTest, EachFailureHasItsPage) {
  Browser claire = entered(cast_.claire);
  const struct {
    const char* path;
    int status;
  } cases[] = {{"/trouble/not-found", 404}, {"/trouble/forbidden", 403},  {"/trouble/conflict", 409},
               {"/trouble/malformed", 400}, {"/trouble/connection", 503}, {"/trouble/retryable", 503},
               {"/trouble/error", 500},     {"/trouble/thing", 500},      {"/trouble/full", 507},
               {"/trouble/full-folder", 507}, {"/trouble/read-only", 503}, {"/trouble/failing", 503}};
  for (const auto& c : cases) {
    const auto response = claire.get(c.path);
    EXPECT_EQ(response.status, c.status) << c.path;
    EXPECT_TRUE(has(response, "Claire Besson")) << c.path << " keeps the frame";
    EXPECT_FALSE(has(response, "secret detail"));
    EXPECT_EQ(header_of(response, "Retry-After").has_value(), c.status == 503 || c.status == 507) << c.path;
  }
}

TEST_P(SiteTest, OurFaultCarriesAReferenceOfItsOwn) {
  Browser claire = entered(cast_.claire);
  claire.post("/preferences/language", {{"language", "en"}});
  const auto first = claire.get("/trouble/error");
  const auto at = first.body.find("the reference ");
  ASSERT_NE(at, std::string::npos) << first.body;
  const std::string reference = first.body.substr(at + 14, 8);
  EXPECT_EQ(reference.find_first_not_of("0123456789abcdef"), std::string::npos) << reference;
  EXPECT_FALSE(has(claire.get("/trouble/error"), reference));
}

TEST_P(SiteTest, UnknownPathsAre404WithAndWithoutSession) {
  const auto inside = entered(cast_.alice).get("/nothing/here");
  EXPECT_EQ(inside.status, 404);
  EXPECT_TRUE(has(inside, "Alice Martel"));
  const auto outside = browser().get("/nothing/here");
  EXPECT_EQ(outside.status, 404);
  EXPECT_FALSE(has(outside, "sidebar"));
}

TEST_P(SiteTest, TheWrongMethodIs405WithWhatIsAllowed) {
  Browser claire = entered(cast_.claire);
  const auto response = claire.get("/deeds");
  EXPECT_EQ(response.status, 405);
  EXPECT_EQ(header_of(response, "Allow"), "POST");
  EXPECT_EQ(claire.send(make_request(Method::Delete, "/service")).status, 405);
  EXPECT_EQ(claire.send(make_request(Method::Head, "/service")).status, 200);
}

TEST_P(SiteTest, EveryAnswerCarriesTheSecurityHeaders) {
  Browser claire = entered(cast_.claire);
  for (const char* path : {"/service", "/nothing", "/trouble/error", "/sign-in", "/healthz", "/api/v1/me"}) {
    const auto response = claire.get(path);
    EXPECT_TRUE(header_of(response, "Content-Security-Policy")) << path;
    EXPECT_EQ(header_of(response, "X-Content-Type-Options"), "nosniff") << path;
    EXPECT_EQ(header_of(response, "Cache-Control"), "no-store") << path;
  }
}

TEST_P(SiteTest, HealthIsToldToAnybody) {
  EXPECT_EQ(browser().get("/healthz").status, 200);
  EXPECT_EQ(browser().get("/readyz").status, 200);
}

TEST_P(SiteTest, RubbishCookiesAreNobody) {
  for (const std::string& value : {std::string("x"), std::string(5000, 'a'), std::string("' OR 1=1 --"), std::string("\xff\xfe")}) {
    Browser nobody = browser();
    nobody.set_cookie("recours", value);
    EXPECT_EQ(nobody.get("/service").status, 303);
  }
}

RECOURS_ON_BOTH_ENGINES(SiteTest);

class UnmigratedSiteTest : public ::testing::TestWithParam<testing_support::Engine> {};

TEST_P(UnmigratedSiteTest, IsAliveButNotReadyAndTellsItInItsPages) {
  const testing_support::FreshDatabase empty(GetParam(), testing_support::Content::Empty);
  const auto database = db::Database::open(empty.address());
  const TestClock clock(test_now());
  Site site(*database, clock, {});
  register_accounts(site);
  EXPECT_EQ(site.handle(make_request(Method::Get, "/healthz")).status, 200);
  const auto ready = site.handle(make_request(Method::Get, "/readyz"));
  EXPECT_EQ(ready.status, 503);
  EXPECT_TRUE(header_of(ready, "Retry-After"));
  EXPECT_EQ(site.handle(make_request(Method::Get, "/sign-in")).status, 500);
}

RECOURS_ON_BOTH_ENGINES(UnmigratedSiteTest);

}  // namespace
}  // namespace recours::accounts
