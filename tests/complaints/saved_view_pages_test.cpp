// Saved views, on both engines: kept from the list, replaced, renamed, deleted; another's do not exist.
#include "accounts/saved_view_store.h"
#include "register_site.h"

namespace recours::complaints {
namespace {

using namespace testing_support;
using ::testing::HasSubstr;
using ::testing::Not;

class SavedViewPages : public RegisterSite {
 protected:
  // What the menu of the list posts.
  http::Response save(const accounts::Viewer& viewer, const std::string& name, const std::string& query) {
    return as(viewer).post("/complaints/views", {{"name", name}, {"query", query}});
  }
  std::string names(const accounts::Viewer& viewer) {
    std::string all;
    for (const auto& view : accounts::list_saved_views(*database().reader(), viewer.id, "complaints"))
      all += view.name + "=" + view.query + " ";
    return all;
  }
  std::string path(const accounts::Viewer& viewer, std::size_t at = 0) {
    return "/complaints/views/" + std::to_string(accounts::list_saved_views(*database().reader(), viewer.id, "complaints").at(at).id.value);
  }
};

//
TEST_P(SavedViewPages, AFilterIsKeptUnderANameAndOpenedAgain) {
  auto browser = as(colette);
  const auto list = browser.get("/complaints?late=week&handler=me&after=x");
  EXPECT_EQ(list.status, 400) << "a cursor is no filter";
  EXPECT_EQ(value_of(browser.get("/complaints?handler=me&late=week"), "query"), "late=week&handler=me");
  const auto saved = save(colette, "  Ma semaine ", "late=week&handler=me&after=abc&csrf=x");
  ASSERT_EQ(saved.status, 303);
  EXPECT_EQ(names(colette), "Ma semaine=late=week&handler=me ");
  const auto shown = browser.follow(saved);
  EXPECT_THAT(visible(shown), HasSubstr("La vue est enregistrée"));
  EXPECT_THAT(shown.body, HasSubstr("href=\"/complaints?late=week&amp;handler=me\""));
  EXPECT_THAT(visible(shown), HasSubstr("Ma semaine"));
  save(colette, "Ma semaine", "late=true");
  EXPECT_EQ(names(colette), "Ma semaine=late=true ") << "the same name takes the new filter";
  EXPECT_EQ(save(colette, "Tout", "").status, 303);
  EXPECT_THAT(seen(hakim, "/complaints"), Not(HasSubstr("Ma semaine")));
}

TEST_P(SavedViewPages, RenamedAndDeletedByTheirOwnerOnly) {
  save(colette, "A", "late=true");
  save(colette, "B", "state=open");
  auto browser = as(colette);
  EXPECT_THAT(visible(browser.get("/complaints/views")), HasSubstr("Supprimer la vue A"));
  EXPECT_THAT(visible(browser.follow(browser.post(path(colette), {{"name", "C"}}))),
              HasSubstr("La vue a été renommée"));
  EXPECT_EQ(names(colette), "B=state=open C=late=true ");
  const auto taken = browser.post(path(colette), {{"name", "C"}});
  EXPECT_EQ(taken.status, 422);
  EXPECT_THAT(visible(taken), HasSubstr("Une autre de vos vues porte ce nom"));
  const std::string mine = path(colette);
  EXPECT_EQ(as(hakim).post(mine, {{"name", "X"}}).status, 404);
  EXPECT_EQ(as(hakim).post(mine + "/deletion").status, 404);
  EXPECT_EQ(as(cast.claire).post(mine + "/deletion").status, 403);
  EXPECT_EQ(browser.post_bare(mine + "/deletion", {}).status, 403) << "without CSRF token";
  EXPECT_EQ(browser.get(mine).status, 405);
  EXPECT_EQ(browser.post("/complaints/views/x", {{"name", "X"}}).status, 404);
  EXPECT_EQ(names(colette), "B=state=open C=late=true ");
  EXPECT_THAT(visible(browser.follow(browser.post(mine + "/deletion"))), HasSubstr("La vue a été supprimée"));
  EXPECT_EQ(names(colette), "C=late=true ");
  EXPECT_EQ(browser.post(mine + "/deletion").status, 404);
}

TEST_P(SavedViewPages, ANameThatCannotBeKeptIsRefusedAndNothingIsLost) {
  struct Case {
    std::string name, sentence;
  };
  for (const auto& one : std::vector<Case>{{"", "Donnez un nom"},
                                           {"a\nb", "caractères qui ne peuvent pas"},
                                           {std::string(61, 'x'), "60 caractères au plus"}}) {
    const auto refused = save(colette, one.name, "late=true");
    EXPECT_EQ(refused.status, 422) << one.name;
    EXPECT_THAT(visible(refused), HasSubstr(one.sentence));
    EXPECT_EQ(value_of(refused, "query"), "late=true");
  }
  EXPECT_EQ(save(colette, std::string(60, 'x'), "late=true").status, 303);
  for (int view = 0; view < 49; ++view) EXPECT_EQ(save(colette, "V" + std::to_string(view), "").status, 303);
  EXPECT_THAT(visible(save(colette, "une de trop", "")), HasSubstr("Vous avez déjà 50 vues"));
  EXPECT_EQ(save(hakim, "<b>&\"", "q=<script>").status, 303);
  EXPECT_THAT(as(hakim).get("/complaints").body, Not(HasSubstr("<b>&")));
  EXPECT_THAT(as(hakim).get("/complaints/views").body, HasSubstr("q=%3Cscript%3E"));
}

TEST_P(SavedViewPages, ThePageWithoutViewsSaysHow) {
  EXPECT_THAT(seen(augustin, "/complaints/views"), HasSubstr("Aucune vue pour l'instant"));
  EXPECT_EQ(as(cast.alice).get("/complaints/views").status, 403);
  EXPECT_EQ(as(colette).post_bare("/complaints/views", {{"name", "A"}}).status, 403);
}

RECOURS_ON_BOTH_ENGINES(SavedViewPages);

}  // namespace
}  // namespace recours::complaints
