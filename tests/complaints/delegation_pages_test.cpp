// R-760 The page « Absences » in process, on both engines.
#include "complaint_world.h"
#include "complaints/complaints_pages.h"
#include "complaints/delegation_actions.h"
#include "support/claim_pages.h"
#include "support/site.h"

namespace recours::complaints {
namespace {

using namespace testing_support;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

class DelegationPages : public ComplaintWorld {
 protected:
  void SetUp() override {
    ComplaintWorld::SetUp();
    site = std::make_unique<accounts::Site>(database(), clock, accounts::SiteOptions{});
    register_delegation_pages(*site);
  }
  Browser as(const accounts::Viewer& viewer) { return std::move(Browser(*site, database(), clock).enter(viewer)); }
  FormFields absence(const accounts::Viewer& delegate, const char* from = "2026-11-12", const char* to = "2026-11-20") {
    return {{"delegate", std::to_string(delegate.id.value)}, {"from", from}, {"to", to}};
  }

  TestClock clock{now};
  std::unique_ptr<accounts::Site> site;
};

TEST_P(DelegationPages, IsForWhoMayDelegate) {
  for (const auto& viewer : {cast.odile, hakim, raphael, colette}) {
    EXPECT_EQ(as(viewer).get("/delegations").status, 200) << viewer.name;
  }
  for (const auto& viewer : {denise, augustin, cast.claire, cast.alice, cast.admin}) {
    auto browser = as(viewer);
    EXPECT_EQ(browser.get("/delegations").status, 403) << viewer.name;
    EXPECT_EQ(browser.post("/delegations", absence(hakim)).status, 403) << viewer.name;
    EXPECT_EQ(browser.post("/delegations/1/end").status, 403) << viewer.name;
  }
  EXPECT_EQ(as(cast.odile).post_bare("/delegations", absence(hakim)).status, 403) << "without CSRF token";
  EXPECT_EQ(as(cast.odile).post("/delegations/x/end").status, 404);
  EXPECT_EQ(as(cast.odile).get("/delegations/1/end").status, 405);
  EXPECT_EQ(count("delegation"), 0);
}

TEST_P(DelegationPages, ThePersonOffersWhoMayStandIn) {
  const auto odile = visible(as(cast.odile).get("/delegations"));
  EXPECT_THAT(odile, AllOf(HasSubstr("Aucune absence n'est enregistrée"), HasSubstr("Hakim Vasseur"),
                           HasSubstr("Colette Brun")));
  EXPECT_THAT(odile, AllOf(Not(HasSubstr("Olga Ferrand")), Not(HasSubstr("Denise")), Not(HasSubstr("Augustin"))));
  EXPECT_THAT(visible(as(colette).get("/delegations")), AllOf(Not(HasSubstr("Odile")), HasSubstr("Hakim Vasseur")));
}

TEST_P(DelegationPages, AnAbsenceIsNamedSeenByBothAndEnded) {
  auto odile = as(cast.odile);
  const auto given = odile.post("/delegations", absence(hakim));
  ASSERT_EQ(given.status, 303);
  EXPECT_THAT(visible(odile.follow(given)), AllOf(HasSubstr("Votre absence est enregistrée"),
                                                  HasSubstr("du 12/11/2026 au 20/11/2026"), HasSubstr("En cours")));
  EXPECT_THAT(visible(as(hakim).get("/delegations")), AllOf(HasSubstr("Qui je remplace"), HasSubstr("Odile Perrin")));
  const auto id = std::to_string(list_delegations(*database().reader(), cast.odile.id, today()).at(0).id.value);
  EXPECT_EQ(as(hakim).post("/delegations/" + id + "/end").status, 404) << "the delegate does not end it";
  EXPECT_EQ(odile.post("/delegations/" + id + "/end").status, 303);
  EXPECT_EQ(odile.post("/delegations/" + id + "/end").status, 404);
  EXPECT_THAT(visible(as(hakim).get("/delegations")), Not(HasSubstr("Odile Perrin")));
}

TEST_P(DelegationPages, ARefusalKeepsWhatWasTyped) {
  const auto refused = as(cast.odile).post("/delegations", absence(hakim, "2026-11-20", "2026-11-15"));
  EXPECT_EQ(refused.status, 422);
  EXPECT_EQ(value_of(refused, "from"), "2026-11-20");
  EXPECT_EQ(value_of(refused, "to"), "2026-11-15");
  EXPECT_THAT(visible(refused), HasSubstr("Le dernier jour précède le premier"));
  for (const auto& fields : {FormFields{}, FormFields{{"delegate", "x"}, {"from", "hier"}, {"to", "demain"}},
                             absence(cast.odile), absence(olga), absence(augustin)}) {
    EXPECT_EQ(as(cast.odile).post("/delegations", fields).status, 422);
  }
  EXPECT_EQ(count("delegation"), 0);
}

RECOURS_ON_BOTH_ENGINES(DelegationPages);

}  // namespace
}  // namespace recours::complaints
