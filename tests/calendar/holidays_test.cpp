// R-400 against the official list of the data fixtures, for all its years.
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <map>
#include <set>
#include <sstream>

#include "calendar/holidays.h"

namespace recours::calendar {
namespace {

std::set<Date> days_of(int year, Zone zone) {
  std::set<Date> days;
  for (const auto& holiday : public_holidays(year, zone)) days.insert(holiday.on);
  return days;
}

const std::map<std::string, Zone>& zones_of_the_list() {
  static const std::map<std::string, Zone> zones{
      {"Métropole", Zone::Mainland},       {"Alsace-Moselle", Zone::AlsaceMoselle},
      {"Guadeloupe", Zone::Guadeloupe},    {"Martinique", Zone::Martinique},
      {"Guyane", Zone::FrenchGuiana},      {"La Réunion", Zone::Reunion},
      {"Mayotte", Zone::Mayotte},          {"Saint-Barthélémy", Zone::SaintBarthelemy},
      {"Saint-Martin", Zone::SaintMartin}, {"Saint-Pierre-et-Miquelon", Zone::SaintPierreAndMiquelon},
  };
  return zones;
}

// Year and zone → days, of the zones whose local days the list knows.
std::map<std::pair<int, Zone>, std::set<Date>> official_list(std::istream& file) {
  std::map<std::pair<int, Zone>, std::set<Date>> list;
  std::string line;
  std::getline(file, line);
  while (std::getline(file, line)) {
    while (!line.empty() && (line.back() == '\r')) line.pop_back();
    const Date day = *Date::parse_iso(line.substr(0, 10));
    std::istringstream zones(line.substr(line.rfind(',') + 1));
    for (std::string name; std::getline(zones, name, '|');) {
      const auto zone = zones_of_the_list().find(name);
      if (zone != zones_of_the_list().end()) list[{day.year(), zone->second}].insert(day);
    }
  }
  return list;
}

TEST(Holidays, EqualTheOfficialListForAllItsYears) {
  const char* corpus = std::getenv("RECOURS_CORPUS");
  std::ifstream file(std::string(corpus ? corpus : "../shared/fixtures") + "/calendar/jours_feries.csv");
  if (!file) GTEST_SKIP() << "RECOURS_CORPUS has no calendar/jours_feries.csv";
  const auto list = official_list(file);
  ASSERT_EQ(list.size(), 26 * zones_of_the_list().size());
  for (const auto& [key, days] : list) {
    EXPECT_EQ(days_of(key.first, key.second), days) << key.first << " " << name_of(key.second);
  }
}

TEST(Holidays, EasterOfKnownYears) {
  const std::vector<Date> sundays{Date::of(1818, 3, 22), Date::of(1943, 4, 25), Date::of(2000, 4, 23),
                                  Date::of(2008, 3, 23), Date::of(2019, 4, 21), Date::of(2026, 4, 5),
                                  Date::of(2038, 4, 25), Date::of(2285, 3, 22)};
  for (const Date& sunday : sundays) EXPECT_EQ(easter_sunday(sunday.year()), sunday);
}

TEST(Holidays, TheMainlandHasElevenAndAlsaceMoselleThirteen) {
  EXPECT_EQ(public_holidays(2026, Zone::Mainland).size(), 11U);
  EXPECT_EQ(public_holidays(2026, Zone::AlsaceMoselle).size(), 13U);
}

TEST(Holidays, LocalDaysOfEachZone) {
  const std::vector<std::pair<Zone, Date>> cases{
      {Zone::AlsaceMoselle, Date::of(2026, 4, 3)},    {Zone::AlsaceMoselle, Date::of(2026, 12, 26)},
      {Zone::Guadeloupe, Date::of(2026, 5, 27)},      {Zone::Martinique, Date::of(2026, 5, 22)},
      {Zone::FrenchGuiana, Date::of(2026, 6, 10)},    {Zone::Reunion, Date::of(2026, 12, 20)},
      {Zone::Mayotte, Date::of(2026, 4, 27)},         {Zone::SaintBarthelemy, Date::of(2026, 10, 9)},
      {Zone::SaintMartin, Date::of(2017, 5, 27)},     {Zone::SaintMartin, Date::of(2018, 5, 28)},
      {Zone::NewCaledonia, Date::of(2026, 9, 24)},    {Zone::FrenchPolynesia, Date::of(2026, 3, 5)},
      {Zone::FrenchPolynesia, Date::of(2024, 6, 29)}, {Zone::FrenchPolynesia, Date::of(2025, 11, 20)},
      {Zone::WallisAndFutuna, Date::of(2026, 7, 29)},
  };
  for (const auto& [zone, day] : cases) {
    EXPECT_TRUE(Holidays(zone).is_holiday(day)) << name_of(zone) << " " << day.iso();
    EXPECT_FALSE(Holidays(Zone::Mainland).is_holiday(day)) << day.iso();
  }
}

TEST(Holidays, AreChangedByWhatAnOrganisationEntered) {
  const Date whit_monday = Date::of(2026, 5, 25), bridge = Date::of(2026, 5, 15);
  const Holidays holidays(Zone::Mainland, {{whit_monday, HolidayChange::Kind::Removed, ""},
                                           {bridge, HolidayChange::Kind::Added, "Pont de l’Ascension"}});
  EXPECT_FALSE(holidays.is_holiday(whit_monday));
  EXPECT_EQ(holidays.name_on(bridge), msg("{1}", "Pont de l’Ascension"));
  EXPECT_EQ(holidays.in_year(2026).size(), 11U);
  EXPECT_EQ(holidays.in_year(2027).size(), 11U);
}

TEST(Holidays, ZonesHaveStableNames) {
  EXPECT_EQ(all_zones().size(), 13U);
  for (const Zone zone : all_zones()) EXPECT_EQ(zone_named(name_of(zone)), zone);
  EXPECT_EQ(zone_named("FR-AM"), Zone::AlsaceMoselle);
  EXPECT_EQ(zone_named("DE"), std::nullopt);
}

}  // namespace
}  // namespace recours::calendar
