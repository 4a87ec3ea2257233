// /deadlines and its twin in the API: legal dates with their reason, before anything is recorded.
#include <gmock/gmock.h>

#include "accounts/calendar_pages.h"
#include "complaints/complaints_pages.h"
#include "support/site_fixture.h"

namespace recours::complaints {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using testing_support::ApiClient;
using testing_support::Browser;
using testing_support::json_of;
using testing_support::test_now;

class DeadlinesTest : public testing_support::SiteOnBothEngines {
 protected:
  DeadlinesTest() {
    accounts::register_calendar(site_);
    register_deadlines(site_);
  }
  boost::json::object ask(const std::string& query) {
    ApiClient client(site_, database(), cast_.odile, test_now());
    return json_of(client.get("/api/v1/deadlines?" + query)).as_object();
  }
};

TEST_P(DeadlinesTest, ThePageExplainsTheDateDayByDay) {
  const auto page = as(cast_.odile).get("/deadlines?sent_on=2026-04-30&activity=insurance&zone=FR");
  EXPECT_EQ(page.status, 200);
  EXPECT_THAT(page.body, HasSubstr("15/05/2026"));
  EXPECT_THAT(page.body, HasSubstr("Non compté\u00a0: Fête du Travail"));
  EXPECT_THAT(page.body, HasSubstr("2022-R-01"));
}

TEST_P(DeadlinesTest, AnEmptyFormAsksAndAWrongOneSaysWhere) {
  auto odile = as(cast_.odile);
  EXPECT_EQ(odile.get("/deadlines").status, 200);
  const auto wrong = odile.get("/deadlines?sent_on=2026-04-30&received_on=2026-04-29");
  EXPECT_EQ(wrong.status, 422);
  EXPECT_THAT(wrong.body, HasSubstr("ne peut pas être reçue avant"));
  EXPECT_THAT(wrong.body, HasSubstr("2026-04-29"));
  EXPECT_EQ(odile.get("/deadlines?sent_on=").status, 422);
}

TEST_P(DeadlinesTest, BelongsToTheComplianceDesk) {
  EXPECT_EQ(as(cast_.alice).get("/deadlines").status, 403);
  EXPECT_EQ(as(cast_.solene).get("/deadlines").status, 200);
  EXPECT_THAT(as(cast_.solene).get("/deadlines").body, HasSubstr("Calculer une échéance"));
  EXPECT_THAT(as(cast_.alice).get("/calendar").body, Not(HasSubstr("href=\"/deadlines\"")));
  EXPECT_EQ(as(cast_.odile).post("/deadlines").status, 405);
}

//
TEST_P(DeadlinesTest, TheApiAnswersTheLegalTable) {
  const auto answer = ask("sent_on=2026-04-30&received_on=&zone=FR&activity=insurance");
  EXPECT_EQ(answer.at("acknowledgement_due_on"), "2026-05-15");
  EXPECT_EQ(answer.at("answer_due_on"), "2026-06-30");
  EXPECT_EQ(answer.at("mediator_opens_on"), "2026-06-30");
  EXPECT_EQ(answer.at("mediator_closes_on"), "2027-04-30");
  EXPECT_EQ(answer.at("regime"), "2022-R-01");
  EXPECT_EQ(answer.at("steps").as_array().size(), 15U);
  EXPECT_EQ(ask("sent_on=2026-12-18&zone=FR-AM").at("acknowledgement_due_on"), "2027-01-02");
}

//
TEST_P(DeadlinesTest, TheRuleIsTheOneInForceWhenItWasSent) {
  const auto older = ask("sent_on=2022-12-30&received_on=2023-01-05");
  EXPECT_EQ(older.at("regime"), "2016-R-02");
  EXPECT_EQ(older.at("starts_on"), "2023-01-05");
  EXPECT_EQ(ask("sent_on=2022-12-31&received_on=2023-01-05").at("starts_on"), "2022-12-31");
  EXPECT_EQ(ask("sent_on=1999-12-31").at("status"), 422);
  EXPECT_EQ(ask("sent_on=1999-12-31").at("errors").as_array().at(0).at("code"), "no_regime");
}

TEST_P(DeadlinesTest, TheApiNamesEveryFieldItCannotRead) {
  const auto answer = ask("sent_on=hier&received_on=demain&zone=XX&activity=pêche");
  EXPECT_EQ(answer.at("status"), 422);
  std::vector<std::string> fields;
  for (const auto& error : answer.at("errors").as_array()) fields.emplace_back(error.at("field").as_string());
  EXPECT_THAT(fields, ::testing::ElementsAre("sent_on", "received_on", "zone", "activity"));
  EXPECT_EQ(ApiClient(site_, "unknown").get("/api/v1/deadlines?sent_on=2026-04-30").status, 401);
}

TEST_P(DeadlinesTest, CountsTheDaysTheOrganisationAdded) {
  as(cast_.solene).post("/calendar", {{"day", "2026-05-15"}, {"label", "Pont de l’Ascension"}});
  EXPECT_EQ(ask("sent_on=2026-04-30").at("acknowledgement_due_on"), "2026-05-16");
}

RECOURS_ON_BOTH_ENGINES(DeadlinesTest);

}  // namespace
}  // namespace recours::complaints
