// A desk the organisation did not choose is hidden: no entry in the side bar, no way home to it, 404 on its routes.
#include <memory>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "accounts/organisation_actions.h"
#include "accounts/settings.h"
#include "cli/composition.h"
#include "support/claim_pages.h"
#include "support/database.h"
#include "support/depot.h"
#include "support/site.h"

namespace recours::cli {
namespace {

using namespace testing_support;
using accounts::Desk;
using accounts::Right;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

class Desks : public OnBothEngines {
 protected:
  void SetUp() override {
    cast = make_cast(database(), now);
    // Somebody of both desks, who starts alone.
    both = database().write([&](db::Transaction& transaction) {
      const auto id = accounts::insert_user(transaction,
                                            {"seule@cabinet.example",
                                             "Léa Seule",
                                             "",
                                             accounts::founding_roles(accounts::Desks::Both),
                                             {},
                                             ui::Language::French,
                                             {}},
                                            {}, now);
      return accounts::viewer_of(*accounts::find_user(transaction, id), "web 192.0.2.1");
    });
    site = std::make_unique<accounts::Site>(database(), clock, accounts::SiteOptions{});
    register_features(*site, *depot, jobs::OutboxKind::Demo);
  }
  void choose(const char* desks) {
    database().write([&](db::Transaction& transaction) {
      accounts::set_setting(transaction, {std::nullopt, "test", "cli"}, "desks", desks, now);
    });
  }
  Browser browser() { return std::move(Browser(*site, database(), clock).enter(both)); }

  Instant now = test_now();
  TestClock clock{now};
  Cast cast;
  accounts::Viewer both;
  TestDepot depot;
  std::unique_ptr<accounts::Site> site;
};

TEST_P(Desks, EveryPlaceOfTheGuideIsFilled) {
  choose("both");
  auto person = browser();
  const auto types = person.get("/guide/claiming"), rules = person.get("/guide/deadlines");
  EXPECT_THAT(types.body, AllOf(HasSubstr("<table"), HasSubstr("mailto:")));
  EXPECT_THAT(visible(rules), AllOf(HasSubstr("2022-R-01"), HasSubstr("10 jours ouvrables"), Not(HasSubstr("2016-R-02")),
                                    HasSubstr("TSA 50110")));
  EXPECT_THAT(visible(person.get("/guide/files")), HasSubstr("Au plus 20 Mo par fichier, et 40 fichiers de 100 Mo en tout"));
}

TEST_P(Desks, ADeskThatWasNotChosenIsNotThere) {
  struct Case {
    const char *desks, *claims, *complaints;
    int claims_status, complaints_status;
  };
  for (const auto& [desks, claims, complaints, claims_status, complaints_status] :
       {Case{"both", "shown", "shown", 200, 200}, Case{"claims", "shown", "hidden", 200, 404},
        Case{"complaints", "hidden", "shown", 404, 200}}) {
    choose(desks);
    auto person = browser();
    EXPECT_EQ(person.get("/claims").status, claims_status) << desks;
    EXPECT_EQ(person.get("/guide").status, 200) << desks;
    EXPECT_EQ(person.get("/guide/claiming").status, claims_status) << desks;
    EXPECT_EQ(person.get("/guide/deadlines").status, complaints_status) << desks;
    EXPECT_EQ(person.get("/complaints/mediators").status, complaints_status) << desks;
    EXPECT_EQ(person.post("/complaints/mediators").status, complaints_status == 200 ? 422 : 404) << desks;
    ApiClient program(*site, database(), both, now);
    EXPECT_EQ(program.get("/api/v1/claims").status, claims_status) << desks;
    EXPECT_EQ(program.get("/api/v1/contacts").status, complaints_status) << desks;
    const auto page = person.get("/calendar");
    ASSERT_EQ(page.status, 200) << desks;
    const auto shown = [&](const char* href) {
      return page.body.find("href=\"" + std::string(href) + "\"") != page.body.npos;
    };
    EXPECT_EQ(shown("/claims"), std::string(claims) == "shown") << desks;
    EXPECT_EQ(shown("/contacts"), std::string(complaints) == "shown") << desks;
    const auto home = person.get("/");
    ASSERT_EQ(home.status, 303) << desks;
    auto landed = person.follow(home);
    if (landed.status == 303) landed = person.follow(landed);  // by way of /queues to the first of them
    EXPECT_EQ(landed.status, 200) << desks << " leads home to a desk that is there";
  }
}

TEST(DeskOfRights, PeopleAndSettingsBelongToBoth) {
  for (const auto right : {Right::ManageUsers, Right::ManageSettings, Right::ManageCalendar, Right::SeeOutbox}) {
    EXPECT_EQ(accounts::desk_of(right), std::nullopt) << accounts::name_of(right);
  }
  for (const auto right : accounts::all_rights()) {
    const bool of_complaints = accounts::grants(accounts::Role::Compliance, right) && accounts::desk_of(right);
    EXPECT_EQ(accounts::desk_of(right) == Desk::Complaints, of_complaints) << accounts::name_of(right);
  }
}

TEST(Founding, GivesTheWorkingRolesOfTheDesks) {
  using accounts::Role;
  EXPECT_THAT(accounts::founding_roles(accounts::Desks::Complaints),
              ::testing::ElementsAre(Role::Compliance, Role::Admin));
  EXPECT_THAT(accounts::founding_roles(accounts::Desks::Claims), Not(::testing::Contains(Role::Compliance)));
}

RECOURS_ON_BOTH_ENGINES(Desks);

}  // namespace
}  // namespace recours::cli
