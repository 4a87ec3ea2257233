// The list of the register and the tab of a contact, on both engines: works, stranger sees nothing, without the right
// 403, bad filters, wrong method; columns, chips, sorting, paging, icons as the one table allows; hostile texts.
#include "register_site.h"

namespace recours::complaints {
namespace {

using namespace testing_support;
using ::testing::HasSubstr;
using ::testing::Not;

class ComplaintListPages : public RegisterSite {
 protected:
  std::string put(const std::string& title, Date sent_on = Date::of(2026, 11, 2)) {
    auto said = written();
    said.title = title;
    said.sent_on = sent_on;
    said.received_on = sent_on;
    return put_down(cast.odile, said).number;
  }
  std::size_t at(const std::string& page, const std::string& text) const { return page.find(text); }
};

// R-775
TEST_P(ComplaintListPages, ARowSaysWhatTheRegisterListSays) {
  put("Frais prélevés deux fois");
  const auto page = as(colette).get("/complaints");
  ASSERT_EQ(page.status, 200);
  const auto text = visible(page);
  for (const char* shown :
       {"1 réclamation", "02/11/2026", "Frais prélevés deux fois", "REC-2026-000001", "Contrat", "Odile Perrin",
        "Roussel Camille", "Nouveau", "Moyenne", "Accusé", "14/11/2026", "Bientôt échu"}) {
    EXPECT_THAT(text, HasSubstr(shown));
  }
  EXPECT_THAT(page.body, HasSubstr(R"(<a class="row-link" href="/complaints/REC-2026-000001">)"));
  put_down(cast.odile, spoken());
  const auto oral = seen(colette, "/complaints?channel=phone");
  EXPECT_THAT(oral, HasSubstr("04/11/2026")) << "nothing was sent: the day it was received";
  EXPECT_THAT(oral, HasSubstr("· Oral"));
}

// R-775 R-706
TEST_P(ComplaintListPages, EachSeesWhatItMayAndTheIconsOfWhatItMayDo) {
  const std::string path = "/complaints/" + put("Frais");
  const auto icons = [&](const accounts::Viewer& viewer) {
    const auto body = as(viewer).get("/complaints").body;
    const auto has = [&](const std::string& href) { return body.find("href=\"" + href + "\"") != std::string::npos; };
    return std::string(has(path) ? "see " : "") + (has(path + "/edit") ? "edit " : "") +
           (has(path + "/cancellation") ? "cancel" : "");
  };
  EXPECT_EQ(icons(colette), "see edit cancel");
  EXPECT_EQ(icons(hakim), "see edit cancel");
  EXPECT_EQ(icons(cast.odile), "see ") << "an adviser neither edits nor cancels";
  EXPECT_EQ(icons(augustin), "see ");
  EXPECT_EQ(icons(olga), "") << "another adviser's";
  EXPECT_THAT(seen(olga, "/complaints"), HasSubstr("0 réclamation"));
  database().write([&](db::Transaction& transaction) {
    transaction.execute("UPDATE complaint SET state = 'closed', next_due = '', next_due_on = NULL");
  });
  EXPECT_EQ(icons(colette), "see ") << "closed: only reopening";
}

TEST_P(ComplaintListPages, WhoHasNothingToDoWithTheRegisterMayNot) {
  for (const auto& viewer : {cast.claire, cast.alice, cast.admin}) {
    EXPECT_EQ(as(viewer).get("/complaints").status, 403) << viewer.name;
  }
  EXPECT_EQ(Browser(*site, database(), clock).get("/complaints").status, 303);
  EXPECT_EQ(as(colette).send(make_request(http::Method::Put, "/complaints")).status, 405);
}

// R-775
TEST_P(ComplaintListPages, FiltersNarrowAndChipsCount) {
  put("Ancienne", Date::of(2026, 10, 1));  // acknowledgement due on 13 October: late
  put("Du jour", Date::of(2026, 10, 30));  // due on 12 November: today
  put("De la semaine", Date::of(2026, 11, 2));
  put("Plus tard", Date::of(2026, 11, 10));
  auto browser = as(colette);
  const auto all = visible(browser.get("/complaints"));
  EXPECT_THAT(all, HasSubstr("4 réclamations"));
  EXPECT_THAT(all, HasSubstr("En retard (1)"));
  EXPECT_THAT(all, HasSubstr("Aujourd'hui (1)"));
  EXPECT_THAT(all, HasSubstr("Cette semaine (2)"));
  const std::string odile = std::to_string(cast.odile.id.value);
  struct Case {
    std::string query, shown, hidden;
  };
  const std::vector<Case> cases{{"late=true", "Ancienne", "Du jour"},
                                {"late=today", "Du jour", "Ancienne"},
                                {"late=week", "De la semaine", "Ancienne"},
                                {"from=2026-11-01&to=2026-11-05", "De la semaine", "Plus tard"},
                                {"q=SEMAINE", "De la semaine", "Ancienne"},
                                {"q=000004", "Plus tard", "Ancienne"},
                                {"adviser=" + odile, "Ancienne", "Aucune réclamation"},
                                {"handler=me", "Aucune réclamation ne correspond", "Ancienne"},
                                {"state=new,acknowledged", "Ancienne", "Aucune réclamation"},
                                {"state=closed", "Aucune réclamation ne correspond", "Ancienne"},
                                {"channel=letter&subject=contract&complexity=medium", "Ancienne", "Aucune"},
                                {"complexity=high", "Aucune réclamation ne correspond", "Ancienne"}};
  for (const auto& one : cases) {
    const auto text = visible(browser.get("/complaints?" + one.query));
    EXPECT_THAT(text, HasSubstr(one.shown)) << one.query;
    EXPECT_THAT(text, Not(HasSubstr(one.hidden))) << one.query;
  }
  EXPECT_THAT(visible(browser.get("/complaints?state=new,acknowledged")), HasSubstr("Nouveau, Accusé de réception"));
  EXPECT_THAT(visible(browser.get("/complaints?q=semaine")), Not(HasSubstr("En retard (")))
      << "counted only where nothing but a chip narrows the list";
}

TEST_P(ComplaintListPages, AFilterNobodyUnderstandsIsToldAndKept) {
  put("Frais");
  const auto page = as(colette).get("/complaints?from=hier&state=x&q=frais");
  EXPECT_EQ(page.status, 422);
  EXPECT_THAT(visible(page), HasSubstr("Ce n'est pas une date"));
  EXPECT_EQ(values_of(page, "q").back(), "frais") << "after the search box of the frame";
  EXPECT_EQ(value_of(page, "from"), "hier");
  EXPECT_EQ(as(colette).get("/complaints?after=abc").status, 400);
}

TEST_P(ComplaintListPages, SortsByDateOrByWhatIsDueNext) {
  put("Récente", Date::of(2026, 11, 10));
  put("Ancienne", Date::of(2026, 10, 1));
  auto browser = as(colette);
  const auto newest = browser.get("/complaints");
  EXPECT_LT(at(newest.body, "Récente"), at(newest.body, "Ancienne"));
  EXPECT_THAT(newest.body, HasSubstr(R"(aria-sort="descending")"));
  const auto due = browser.get("/complaints?sort=due");
  EXPECT_GT(at(due.body, "Récente"), at(due.body, "Ancienne"));
  EXPECT_THAT(due.body, HasSubstr(R"(aria-sort="ascending")"));
  EXPECT_THAT(newest.body, HasSubstr(R"(class="sort" href="/complaints?sort=due")"));
}

TEST_P(ComplaintListPages, PagesLeadOnAndBack) {
  for (int day = 0; day < 55; ++day) put("Lettre " + std::to_string(100 + day), Date::of(2026, 9, 1).plus_days(day));
  auto browser = as(colette);
  const auto first = browser.get("/complaints?channel=letter");
  EXPECT_THAT(visible(first), HasSubstr("Lettre 154"));
  EXPECT_THAT(visible(first), Not(HasSubstr("Lettre 104")));
  const auto second = browser.get(href_of(first, "rel=\"next\""));
  EXPECT_THAT(visible(second), HasSubstr("Lettre 104"));
  EXPECT_THAT(visible(second), Not(HasSubstr("Lettre 105")));
  EXPECT_EQ(href_of(second, "rel=\"next\""), "");
  EXPECT_EQ(href_of(second, "rel=\"prev\""), "/complaints?channel=letter");
}

TEST_P(ComplaintListPages, AnEmptyRegisterSaysWhatToDoFirst) {
  const auto page = as(colette).get("/complaints");
  EXPECT_THAT(visible(page), HasSubstr("Aucune réclamation pour l'instant"));
  EXPECT_THAT(page.body, HasSubstr("href=\"/complaints/new\""));
  EXPECT_THAT(page.body, HasSubstr("href=\"/complaints/from-mail\""));
  const auto reader = as(denise).get("/complaints");
  EXPECT_THAT(reader.body, Not(HasSubstr("/complaints/new")));
  EXPECT_THAT(reader.body, Not(HasSubstr("/complaints/from-mail")));
}

TEST_P(ComplaintListPages, TextsOfOthersAreTextOnly) {
  put("<script>alert(1)</script>\"&'");
  const auto page = as(colette).get("/complaints?q=%22%3E%3Cscript%3E");
  EXPECT_THAT(page.body, Not(HasSubstr("<script>alert")));
  EXPECT_THAT(page.body, Not(HasSubstr("\"><script>")));
  EXPECT_THAT(as(colette).get("/complaints").body, Not(HasSubstr("<script>alert")));
}

TEST_P(ComplaintListPages, TheSideBarCountsWhatIsLate) {
  put("Ancienne", Date::of(2026, 10, 1));
  EXPECT_THAT(as(colette).get("/contacts").body, HasSubstr(R"(<span class="nav-count num">1</span>)"));
  EXPECT_THAT(as(olga).get("/contacts").body, Not(HasSubstr("nav-count")));
}

// R-775
TEST_P(ComplaintListPages, AContactHasItsOwnListWithoutTheClient) {
  const std::string tab = "/contacts/" + std::to_string(camille.value) + "/complaints";
  auto odile = as(cast.odile);
  const auto empty = odile.get(tab);
  ASSERT_EQ(empty.status, 200);
  EXPECT_THAT(visible(empty), HasSubstr("Aucune réclamation de ce contact"));
  EXPECT_THAT(empty.body, HasSubstr("/complaints/new?contact=" + std::to_string(camille.value)));
  put("Frais");
  put_down(cast.odile, unknown_person());
  const auto page = odile.get(tab);
  EXPECT_THAT(visible(page), HasSubstr("Réclamations (1)"));
  EXPECT_THAT(visible(page), HasSubstr("REC-2026-000001"));
  EXPECT_THAT(visible(page), Not(HasSubstr("REC-2026-000002")));
  EXPECT_THAT(page.body, Not(HasSubstr("data-label=\"Client\"")));
  EXPECT_THAT(page.body, HasSubstr("/complaints/new?contact="));
  EXPECT_THAT(as(denise).get(tab).body, Not(HasSubstr("/complaints/new"))) << "reads";
  EXPECT_EQ(as(olga).get(tab).status, 404) << "another adviser's client";
  EXPECT_EQ(as(cast.claire).get(tab).status, 403);
  EXPECT_EQ(odile.get("/contacts/x/complaints").status, 404);
}

// R-775 R-706
TEST_P(ComplaintListPages, TheSearchBoxFindsNumbersWordsAndNames) {
  put("Frais prélevés deux fois");
  put("Résiliation");
  auto browser = as(colette);
  EXPECT_THAT(browser.get("/complaints").body, HasSubstr("action=\"/search\""));
  const auto opens = [&](Browser& by, const std::string& words) {
    return header_of(by.get("/search?q=" + words), "Location").value_or("");
  };
  EXPECT_EQ(opens(browser, "REC-2026-000001"), "/complaints/REC-2026-000001");
  EXPECT_EQ(opens(browser, "rec-2026-000002"), "/complaints/REC-2026-000002");
  EXPECT_EQ(opens(browser, "RESILIATION"), "/complaints/REC-2026-000002") << "one hit";
  EXPECT_EQ(opens(browser, "camille%40exemple.example"), "/contacts/" + std::to_string(camille.value));
  const auto several = visible(browser.get("/search?q=roussel"));
  EXPECT_THAT(several, HasSubstr("Frais prélevés deux fois"));
  EXPECT_THAT(several, HasSubstr("Résiliation"));
  EXPECT_THAT(several, HasSubstr("Contacts Roussel Camille"));
  EXPECT_THAT(browser.get("/search?q=roussel").body, HasSubstr("/complaints?q=roussel"));
  auto stranger = as(olga);
  EXPECT_EQ(opens(stranger, "REC-2026-000001"), "");
  EXPECT_THAT(visible(stranger.get("/search?q=roussel")), HasSubstr("Aucun résultat pour roussel"));
  EXPECT_THAT(visible(browser.get("/search")), HasSubstr("Une réclamation se trouve par"));
  EXPECT_EQ(as(cast.admin).get("/search?q=roussel").status, 403);
}

RECOURS_ON_BOTH_ENGINES(ComplaintListPages);

}  // namespace
}  // namespace recours::complaints
