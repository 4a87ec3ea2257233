// The guide: every topic in both languages, for whom it is, and nothing of a text but Markdown.
#include <gmock/gmock.h>

#include "guide/guide_pages.h"
#include "guide/topics.h"
#include "support/cast.h"
#include "support/clock.h"
#include "support/database.h"
#include "support/site.h"

namespace recours::guide {
namespace {

using namespace testing_support;
using ::testing::HasSubstr;
using ::testing::Not;
using ui::Language;

TEST(Topics, AreWrittenInBothLanguagesWithTheSamePlaces) {
  for (const auto& topic : topics()) {
    const auto french = text_of(topic, Language::French), english = text_of(topic, Language::English);
    EXPECT_NE(french.title, english.title) << topic.name;
    EXPECT_FALSE(french.lead.empty()) << topic.name;
    ASSERT_EQ(french.parts.size(), english.parts.size()) << topic.name;
    for (std::size_t i = 0; i < french.parts.size(); ++i) {
      EXPECT_EQ(french.parts[i].insert, english.parts[i].insert) << topic.name;
    }
  }
}

TEST(Topics, AreCutWhereAFeatureDraws) {
  const auto text =
      parse("# Titre\n\nUne phrase\nsur deux lignes.\n\n## Une partie\n\nTexte.\n\n{{types}}\n\nSuite.\n");
  EXPECT_EQ(text.title, "Titre");
  EXPECT_EQ(text.lead, "Une phrase sur deux lignes.");
  ASSERT_EQ(text.parts.size(), 3U);
  EXPECT_EQ(text.parts[0].html, "<h2>Une partie</h2>\n<p>Texte.</p>\n");
  EXPECT_EQ(text.parts[1].insert, "types");
  EXPECT_EQ(text.parts[2].html, "<p>Suite.</p>\n");
}

TEST(Topics, LeaveOutRawHtmlAndLinksThatRun) {
  const auto text = parse("# T\n\nL.\n\n<script>alert(1)</script>\n\n[x](javascript:alert(1))\n");
  ASSERT_EQ(text.parts.size(), 1U);
  EXPECT_THAT(text.parts[0].html, Not(HasSubstr("<script")));
  EXPECT_THAT(text.parts[0].html, Not(HasSubstr("javascript:")));
  EXPECT_THROW((void)parse("Sans titre\n"), std::invalid_argument);
}

class GuidePages : public OnBothEngines {
 protected:
  void SetUp() override {
    cast = make_cast(database(), clock.now());
    register_guide(site, {{"claim-types", [](accounts::Visit&) { return ui::Html("les types & leurs délais"); }}});
  }
  Browser as(const accounts::Viewer& viewer) { return std::move(Browser(site, database(), clock).enter(viewer)); }

  Cast cast;
  TestClock clock{test_now()};
  accounts::Site site{database(), clock, accounts::SiteOptions{}};
};

TEST_P(GuidePages, ShowEachTheTopicsOfTheirWork) {
  const auto adviser = as(cast.odile).get("/guide");
  EXPECT_EQ(adviser.status, 200);
  EXPECT_THAT(adviser.body, HasSubstr("href=\"/guide/recording-complaints\""));
  EXPECT_THAT(adviser.body, Not(HasSubstr("href=\"/guide/claiming\"")));
  const auto reseller = as(cast.alice).get("/guide");
  EXPECT_THAT(reseller.body, HasSubstr("href=\"/guide/claiming\""));
  EXPECT_THAT(reseller.body, Not(HasSubstr("href=\"/guide/deadlines\"")));
  EXPECT_THAT(reseller.body, Not(HasSubstr("href=\"/guide/deciding-claims\"")));
}

// Goods-in and accounting work on claims others decide: they read how, and the types with their limits.
TEST_P(GuidePages, TellGoodsInAndAccountingHowClaimsAreDecided) {
  for (const auto* viewer : {&cast.claire, &cast.remi, &cast.wanda, &cast.fabien}) {
    const auto page = as(*viewer).get("/guide/deciding-claims");
    EXPECT_EQ(page.status, 200) << viewer->email;
    EXPECT_THAT(page.body, HasSubstr("les types &amp; leurs délais")) << viewer->email;
  }
  for (const auto* viewer : {&cast.alice, &cast.admin, &cast.solene}) {
    EXPECT_EQ(as(*viewer).get("/guide/deciding-claims").status, 404) << viewer->email;
  }
}

TEST_P(GuidePages, DrawWhatTheFeaturesGive) {
  const auto page = as(cast.alice).get("/guide/claiming");
  EXPECT_EQ(page.status, 200);
  EXPECT_THAT(page.body, HasSubstr("les types &amp; leurs délais"));
  EXPECT_THAT(page.body, Not(HasSubstr("{{")));
  EXPECT_THAT(page.body, HasSubstr("aria-current=\"page\""));
}

TEST_P(GuidePages, AreNotThereForOthers) {
  EXPECT_EQ(as(cast.odile).get("/guide/claiming").status, 404) << "no right of hers";
  EXPECT_EQ(as(cast.alice).get("/guide/none").status, 404);
  EXPECT_EQ(as(cast.alice).post_bare("/guide", {}).status, 405);
  EXPECT_EQ(Browser(site, database(), clock).get("/guide").status, 303) << "to the sign-in page";
}

RECOURS_ON_BOTH_ENGINES(GuidePages);

}  // namespace
}  // namespace recours::guide
