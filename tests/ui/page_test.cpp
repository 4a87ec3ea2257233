#include "ui/page.h"

#ifdef __SANITIZE_ADDRESS__
// GCC 12 sees uninitialised members in its own <regex> once sanitizers are on.
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"
#endif

#include <algorithm>
#include <regex>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/embedded.h"
#include "http/assets.h"
#include "ui/components.h"

namespace recours::ui {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

Frame somebody(std::string path) {
  Frame frame;
  frame.organisation = "Aurore & Fils";
  frame.person = "Camille Élan";
  frame.person_detail = "Hélios";
  frame.csrf = "token-1";
  frame.current_path = std::move(path);
  frame.search_action = "/search";
  frame.navigation = {{"Litiges & SAV",
                       {{"Service", "/service", "layout-grid", {}},
                        {"Panier", "/basket", "basket", 3},
                        {"Ouvrir", "/claims/new", "circle-plus", 0},
                        {"Suivi", "/claims", "list-search", {}}}},
                      {"Rien", {}}};
  return frame;
}

Page some_page() {
  Page page;
  page.title = "Suivi <de> vos réclamations";
  page.lead = "128 dossiers";
  page.actions = link_button(Weight::Primary, "Ouvrir une réclamation", "/claims/new");
  page.crumbs = {{"Suivi", "/claims"}, {"R1", ""}};
  page.notices = {{Notice::Kind::Success, "C’est fait."}, {Notice::Kind::Danger, "Non."}};
  page.content = el("p", {}, "contenu");
  return page;
}

std::size_t count(const std::string& text, std::string_view part) {
  std::size_t found = 0;
  for (auto at = text.find(part); at != text.npos; at = text.find(part, at + part.size())) ++found;
  return found;
}

TEST(Render, IsAWholeDocument) {
  const std::string html = render(somebody("/claims"), some_page());
  EXPECT_TRUE(html.starts_with("<!doctype html>\n<html lang=\"fr\" data-bs-theme=\"auto\">"));
  EXPECT_THAT(html, HasSubstr("<title>Suivi &lt;de&gt; vos réclamations · Recours</title>"));
  EXPECT_EQ(count(html, "<h1>"), 1u);
  EXPECT_EQ(count(html, "<main"), 1u);
  EXPECT_THAT(html, HasSubstr("128 dossiers"));
  EXPECT_THAT(html, HasSubstr("Aurore &amp; Fils"));
  EXPECT_THAT(html, HasSubstr("<p>contenu</p>"));
  EXPECT_THAT(html, HasSubstr("role=\"status\""));
  EXPECT_THAT(html, HasSubstr("role=\"alert\""));
}

TEST(Render, TheFirstThingIsTheWayToTheContent) {
  const std::string html = render(somebody("/"), some_page());
  const auto body = html.find("<body");
  const auto first_link = html.find("<a ", body);
  EXPECT_EQ(html.substr(first_link, 33), "<a class=\"skip\" href=\"#content\">A");
}

TEST(Render, MarksTheEntryWhereOneIs) {
  struct Case { const char* path; const char* href; };
  for (const auto& [path, href] : {Case{"/claims", "/claims"}, Case{"/claims?state=open", "/claims"},
                                   Case{"/claims/R000012345", "/claims"}, Case{"/claims/new", "/claims/new"},
                                   Case{"/claims/new/lines?number=1", "/claims/new"}, Case{"/basket", "/basket"}}) {
    const std::string html = render(somebody(path), some_page());
    EXPECT_EQ(count(html, "aria-current=\"page\""), 1u) << path;
    std::smatch found;
    ASSERT_TRUE(std::regex_search(html, found, std::regex("href=\"([^\"]*)\"[^>]*aria-current=\"page\"")));
    EXPECT_EQ(found[1], href) << path;
  }
  EXPECT_EQ(count(render(somebody("/claimsomething"), some_page()), "aria-current=\"page\""), 0u);
}

TEST(Render, CountsAreShownUnlessZero) {
  const std::string html = render(somebody("/"), some_page());
  EXPECT_EQ(count(html, "nav-count"), 1u);
  EXPECT_THAT(html, HasSubstr("<span class=\"nav-count num\">3</span>"));
  EXPECT_THAT(html, Not(HasSubstr("Rien"))) << "an empty desk has no heading";
}

TEST(Render, TheFramesFormsCarryTokenAndWayBack) {
  const std::string html = render(somebody("/claims?a=1&b=2"), some_page());
  for (const char* action : {"/preferences/language", "/preferences/theme", "/sign-out"}) {
    EXPECT_THAT(html, HasSubstr("<form method=\"post\" action=\"" + std::string(action) +
                                "\"><input type=\"hidden\" name=\"csrf\" value=\"token-1\">"));
  }
  EXPECT_EQ(count(html, "name=\"back\" value=\"/claims?a=1&amp;b=2\""), 2u);
  EXPECT_THAT(html, HasSubstr("role=\"search\" method=\"get\" action=\"/search\""));
  EXPECT_THAT(html, HasSubstr("name=\"q\""));
  EXPECT_THAT(html, HasSubstr(">CÉ<")) << "initials are letters, not bytes";
}

TEST(Render, WithoutAPersonThereIsNoBar) {
  Frame frame;
  frame.language = Language::English;
  frame.theme = "dark";
  frame.current_path = "/sign-in";
  const std::string html = render(frame, some_page());
  EXPECT_THAT(html, HasSubstr("<html lang=\"en\" data-bs-theme=\"dark\">"));
  EXPECT_THAT(html, HasSubstr("<body class=\"plain\""));
  EXPECT_THAT(html, Not(HasSubstr("sidebar\"")));
  EXPECT_THAT(html, Not(HasSubstr("/sign-out")));
  EXPECT_THAT(html, HasSubstr("action=\"/preferences/language\""));
}

TEST(Render, NothingIsInline) {
  Page page = some_page();
  page.content = error_summary(Language::French, {{{"a", "b"}}}) + text_field(Language::French, {"a", "A", "", "h", "e", true}) +
                 table({"c", {{"A"}}, {{{Html("x")}, "/x"}}}) + copyable(Language::French, "1") +
                 timeline({{"t", "w", "", {}, Tone::Info}}) + steps(Language::French, {{"a", "/a"}, {"b", ""}}, 1);
  Frame nobody;
  for (const std::string& html : {render(somebody("/claims"), page), render(nobody, page)}) {
    EXPECT_EQ(count(html, "<script>"), 0u);
    EXPECT_EQ(count(html, "<style"), 0u);
    EXPECT_FALSE(std::regex_search(html, std::regex("<[^>]* style="))) << "style attribute";
    EXPECT_FALSE(std::regex_search(html, std::regex("<[^>]* on[a-z]+="))) << "event attribute";
    EXPECT_EQ(count(html, "javascript:"), 0u);
    EXPECT_EQ(count(html, "<script "), count(html, "<script src=\"/assets/"));
  }
}

TEST(Render, IdsAreUnique) {
  const std::string html = render(somebody("/claims"), some_page());
  std::vector<std::string> ids;
  const std::regex id(" id=\"([^\"]*)\"");
  for (std::sregex_iterator at(html.begin(), html.end(), id), end; at != end; ++at) ids.push_back((*at)[1]);
  std::sort(ids.begin(), ids.end());
  EXPECT_EQ(std::adjacent_find(ids.begin(), ids.end()), ids.end());
}

// ---- what the build made of public/

std::string_view asset(std::string_view prefix, std::string_view suffix) {
  for (const auto& file : embedded::assets()) {
    if (file.name.starts_with(prefix) && file.name.ends_with(suffix)) return file.bytes;
  }
  throw std::runtime_error("no such asset: " + std::string(prefix));
}

TEST(Assets, TheFirstVisitStaysSmall) {
  const std::size_t page = 12 * 1024;      // what a page may weigh, compressed
  const std::size_t all = asset("app-", ".css.br").size() + asset("app-", ".js.br").size() + asset("boot-", ".js.br").size() +
                          asset("icons-", ".svg.br").size() + asset(http::asset_path("inter.woff2").substr(8), "").size() + asset("favicon", ".svg.br").size();
  EXPECT_LE(all + page, 120u * 1024);
}

TEST(Assets, TheStyleSheetFetchesOnlyItsFonts) {
  const std::string css(asset("app-", ".css"));
  EXPECT_EQ(count(css, "data:"), 0u);
  EXPECT_EQ(count(css, "url("), 2u);
  EXPECT_EQ(count(css, "url(inter-"), 2u);
}

TEST(Assets, DarkValuesHoldForTheAutomaticThemeToo) {
  const std::string css(asset("app-", ".css"));
  EXPECT_GE(count(css, "[data-bs-theme=auto]"), 1u);
  EXPECT_GE(count(css, "(prefers-color-scheme:dark)") + count(css, "(prefers-color-scheme: dark)"), 1u);
}

TEST(Assets, EveryIconOfTheFrameIsInTheSprite) {
  const std::string sprite(asset("icons-", ".svg"));
  const std::string html = render(somebody("/claims"), some_page());
  const std::regex use("icons-[0-9a-f]+\\.svg#([a-z0-9-]+)");
  std::size_t icons = 0;
  for (std::sregex_iterator at(html.begin(), html.end(), use), end; at != end; ++at, ++icons) {
    EXPECT_THAT(sprite, HasSubstr("<symbol id=\"" + (*at)[1].str() + "\""));
  }
  EXPECT_GT(icons, 10u);
}

}  // namespace
}  // namespace recours::ui
