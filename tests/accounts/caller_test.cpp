#include "accounts/caller.h"

#include <gtest/gtest.h>

#include "support/site.h"

namespace recours::accounts {
namespace {

using http::Method;
using testing_support::HeaderFields;
using testing_support::make_request;

http::Request with(HeaderFields headers) { return make_request(Method::Post, "/claims", std::move(headers)); }

TEST(BrowserLanguage, FollowsCookieThenPreferenceThenFrench) {
  const struct {
    HeaderFields headers;
    ui::Language expected;
  } cases[] = {
      {{}, ui::Language::French},
      {{{"accept-language", "en-GB,en;q=0.9"}}, ui::Language::English},
      {{{"accept-language", "de-DE, en;q=0.7, fr;q=0.8"}}, ui::Language::French},
      {{{"accept-language", "fr;q=0.2,en;q=0.3"}}, ui::Language::English},
      {{{"accept-language", "de"}}, ui::Language::French},
      {{{"accept-language", ";;q=,q=x,"}}, ui::Language::French},
      {{{"accept-language", "en"}, {"cookie", "language=fr"}}, ui::Language::French},
      {{{"accept-language", "fr"}, {"cookie", "language=en"}}, ui::Language::English},
  };
  for (const auto& c : cases) {
    EXPECT_EQ(language_of_browser(with(c.headers)), c.expected) << (c.headers.empty() ? "" : c.headers[0].second);
  }
}

TEST(ReferringPath, IsThatOfThisSiteOnly) {
  const struct {
    const char* referer;
    const char* expected;
  } cases[] = {
      {"http://recours.example/claims?state=open", "/claims?state=open"},
      {"http://recours.example", "/"},
      {"https://public.example/basket", "/basket"},
      {"http://evil.example/claims", "/"},
      {"http://recours.example.evil.example/claims", "/"},
      {"http://recours.example//evil.example", "/"},
      {"http://recours.example/\\evil.example", "/"},
      {"/claims", "/"},
      {"", "/"},
  };
  for (const auto& c : cases) {
    EXPECT_EQ(referring_path(with({{"referer", c.referer}}), "https://public.example"), c.expected) << c.referer;
  }
}

TEST(CrossSite, IsToldByFetchMetadataElseByOrigin) {
  const struct {
    HeaderFields headers;
    bool expected;
  } cases[] = {
      {{}, false},
      {{{"sec-fetch-site", "same-origin"}}, false},
      {{{"sec-fetch-site", "none"}}, false},
      {{{"sec-fetch-site", "same-site"}}, true},
      {{{"sec-fetch-site", "cross-site"}}, true},
      {{{"sec-fetch-site", "cross-site"}, {"origin", "http://recours.example"}}, true},
      {{{"origin", "http://recours.example"}}, false},
      {{{"origin", "https://public.example"}}, false},
      {{{"origin", "http://evil.example"}}, true},
      {{{"origin", "null"}}, true},
  };
  for (const auto& c : cases) {
    EXPECT_EQ(is_cross_site(with(c.headers), "https://public.example"), c.expected)
        << (c.headers.empty() ? "no header" : c.headers[0].second);
  }
}

TEST(BearerToken, IsWhatFollowsTheWord) {
  EXPECT_EQ(bearer_token(with({{"authorization", "bEARER abc"}})), "abc");
  for (const auto* sent : {"", "Bearer", "Bearer ", "Basic abc", "Bearerabc"}) {
    EXPECT_EQ(bearer_token(with({{"authorization", sent}})), std::nullopt) << sent;
  }
}

// R-165 A path may hold a one-time code; the access log knows how to leave it out.
TEST(LoggedName, IsNotThePathWhereThereIsAName) {
  auto request = with({{"x-request-id", "1a2b-7"}});
  request.path = "/p/SECRET";
  EXPECT_EQ(logged_name(request), "request 1a2b-7");
}

}  // namespace
}  // namespace recours::accounts
