// /calendar and the carrier's deadline of the API: who sees and changes the public holidays of the organisation.
#include "accounts/calendar_pages.h"

#include "accounts/organisation_calendar.h"
#include "accounts_site.h"

namespace recours::accounts {
namespace {

using testing_support::ApiClient;
using testing_support::json_of;

class CalendarTest : public AccountsSite {
 protected:
  CalendarTest() { register_calendar(site_); }
  bool is_holiday(Date day) { return holidays_of(*database().reader()).is_holiday(day); }
  std::int64_t entries() { return count("journal_entry WHERE subject_type = 'holiday'"); }
};

const Date kBridge = Date::of(2026, 5, 15), kWhitMonday = Date::of(2026, 5, 25);

TEST_P(CalendarTest, EverybodySignedInSeesTheHolidaysOfTheYear) {
  const auto page = as(cast_.alice).get("/calendar");
  EXPECT_EQ(page.status, 200);
  EXPECT_THAT(page.body, HasSubstr("Toussaint"));
  EXPECT_THAT(page.body, HasSubstr("25/05/2026"));
  EXPECT_THAT(page.body, Not(HasSubstr("/removal")));
  EXPECT_EQ(header_of(stranger().get("/calendar"), "Location"), "/sign-in?next=%2Fcalendar");
}

TEST_P(CalendarTest, ADayIsAddedAndTakenAwayAgain) {
  auto solene = as(cast_.solene);
  EXPECT_EQ(solene.post("/calendar", {{"day", "2026-05-15"}, {"label", " Pont de l’Ascension "}}).status, 303);
  EXPECT_TRUE(is_holiday(kBridge));
  EXPECT_THAT(solene.get("/calendar?year=2026").body, HasSubstr("Pont de l’Ascension"));
  EXPECT_EQ(solene.post("/calendar/2026-05-15/removal").status, 303);
  EXPECT_FALSE(is_holiday(kBridge));
  EXPECT_EQ(entries(), 2);
}

TEST_P(CalendarTest, APublicHolidayIsWorkedAndComesBack) {
  auto solene = as(cast_.solene);
  EXPECT_EQ(solene.post("/calendar/2026-05-25/removal").status, 303);
  EXPECT_FALSE(is_holiday(kWhitMonday));
  EXPECT_THAT(solene.get("/calendar?year=2026").body, HasSubstr("<s>Lundi de Pentecôte</s>"));
  EXPECT_EQ(solene.post("/calendar/2026-05-25/restoration").status, 303);
  EXPECT_TRUE(is_holiday(kWhitMonday));
}

TEST_P(CalendarTest, WhatCannotBeAddedIsSaidBesideItsField) {
  auto solene = as(cast_.solene);
  const std::vector<testing_support::FormFields> cases{
      {{"day", "2026-05-25"}, {"label", "Pentecôte"}},      {{"day", "2026-02-30"}, {"label", "Jour impossible"}},
      {{"day", "2026-05-15"}, {"label", "  "}},             {{"day", "2026-05-15"}, {"label", std::string(61, 'x')}},
      {{"day", "1899-05-15"}, {"label", "Trop tôt"}},       {{"label", "Sans date"}},
      {{"day", "2026-05-15"}, {"label", "deux\nlignes"}},
  };
  for (const auto& fields : cases) {
    const auto page = solene.post("/calendar", fields);
    EXPECT_EQ(page.status, 422);
    EXPECT_THAT(page.body, HasSubstr("aria-invalid"));
  }
  EXPECT_EQ(entries(), 0);
}

TEST_P(CalendarTest, OnlyWhoKeepsTheCalendarChangesIt) {
  for (const auto& viewer : {cast_.alice, cast_.claire, cast_.odile, cast_.hector}) {
    EXPECT_EQ(as(viewer).post("/calendar", {{"day", "2026-05-15"}, {"label", "Pont"}}).status, 403);
    EXPECT_EQ(as(viewer).post("/calendar/2026-05-25/removal").status, 403);
  }
  EXPECT_EQ(as(cast_.admin).post("/calendar/2026-05-25/removal").status, 303);
}

TEST_P(CalendarTest, BadAddressesMethodsAndTokens) {
  auto solene = as(cast_.solene);
  EXPECT_EQ(solene.get("/calendar?year=abc").status, 404);
  EXPECT_EQ(solene.get("/calendar?year=3000").status, 404);
  EXPECT_EQ(solene.post("/calendar/2026-05-26/removal").status, 404);
  EXPECT_EQ(solene.post("/calendar/2026-05-25/restoration").status, 404);
  EXPECT_EQ(solene.post("/calendar/quand/removal").status, 404);
  EXPECT_EQ(solene.get("/calendar/2026-05-25/removal").status, 405);
  EXPECT_EQ(solene.post_bare("/calendar/2026-05-25/removal", {}).status, 403);
}

//
TEST_P(CalendarTest, TheApiComputesTheCarriersDeadline) {
  ApiClient alice(site_, database(), cast_.alice, test_now());
  const auto answer = json_of(alice.get("/api/v1/carrier-protest-deadline?received_on=2026-11-10&zone=FR")).as_object();
  EXPECT_EQ(answer.at("due_on"), "2026-11-14");
  EXPECT_EQ(answer.at("steps").as_array().size(), 4U);
  EXPECT_EQ(answer.at("steps").as_array().at(0).as_object().at("counted"), false);
  EXPECT_EQ(answer.at("steps").as_array().at(0).as_object().at("why"), "Armistice 1918");
  EXPECT_EQ(json_of(alice.get("/api/v1/carrier-protest-deadline?received_on=2026-12-24&zone=FR-AM")).at("due_on"), "2026-12-29");
}

TEST_P(CalendarTest, TheApiCountsTheOrganisationsOwnDaysInItsOwnZoneOnly) {
  as(cast_.solene).post("/calendar", {{"day", "2026-11-12"}, {"label", "Pont"}});
  ApiClient alice(site_, database(), cast_.alice, test_now());
  EXPECT_EQ(json_of(alice.get("/api/v1/carrier-protest-deadline?received_on=2026-11-10")).at("due_on"), "2026-11-15");
  EXPECT_EQ(json_of(alice.get("/api/v1/carrier-protest-deadline?received_on=2026-11-10&zone=FR-RE")).at("due_on"), "2026-11-14");
}

TEST_P(CalendarTest, TheApiNamesWhatItCannotRead) {
  ApiClient alice(site_, database(), cast_.alice, test_now());
  for (const auto* query : {"", "?received_on=10/11/2026x", "?received_on=2026-02-30", "?received_on=2026-11-10&zone=DE"}) {
    EXPECT_EQ(alice.get(std::string("/api/v1/carrier-protest-deadline") + query).status, 422) << query;
  }
  EXPECT_EQ(ApiClient(site_, "unknown").get("/api/v1/carrier-protest-deadline?received_on=2026-11-10").status, 401);
  EXPECT_EQ(alice.send(http::Method::Post, "/api/v1/carrier-protest-deadline").status, 405);
}

RECOURS_ON_BOTH_ENGINES(CalendarTest);

}  // namespace
}  // namespace recours::accounts
