#include "calendar/holidays.h"

#include <algorithm>
#include <array>
#include <utility>

namespace recours::calendar {
namespace {

using ZoneName = std::pair<Zone, std::string_view>;
constexpr std::array kZoneNames{
    ZoneName{Zone::Mainland, "FR"},           ZoneName{Zone::AlsaceMoselle, "FR-AM"},
    ZoneName{Zone::Guadeloupe, "FR-GP"},      ZoneName{Zone::Martinique, "FR-MQ"},
    ZoneName{Zone::FrenchGuiana, "FR-GF"},    ZoneName{Zone::Reunion, "FR-RE"},
    ZoneName{Zone::Mayotte, "FR-YT"},         ZoneName{Zone::SaintBarthelemy, "FR-BL"},
    ZoneName{Zone::SaintMartin, "FR-MF"},     ZoneName{Zone::SaintPierreAndMiquelon, "FR-PM"},
    ZoneName{Zone::NewCaledonia, "FR-NC"},    ZoneName{Zone::FrenchPolynesia, "FR-PF"},
    ZoneName{Zone::WallisAndFutuna, "FR-WF"},
};
constexpr auto kZones = [] {
  std::array<Zone, kZoneNames.size()> zones{};
  for (std::size_t i = 0; i < kZoneNames.size(); ++i) zones[i] = kZoneNames[i].first;
  return zones;
}();

using List = std::vector<Holiday>;

// Article L3133-1, in every zone.
List common_holidays(int year) {
  const Date easter = easter_sunday(year);
  return {{Date::of(year, 1, 1), msg("New Year’s Day")},   {easter.plus_days(1), msg("Easter Monday")},
          {Date::of(year, 5, 1), msg("Labour Day")},       {Date::of(year, 5, 8), msg("Victory Day")},
          {easter.plus_days(39), msg("Ascension Day")},    {easter.plus_days(50), msg("Whit Monday")},
          {Date::of(year, 7, 14), msg("National Day")},    {Date::of(year, 8, 15), msg("Assumption Day")},
          {Date::of(year, 11, 1), msg("All Saints’ Day")}, {Date::of(year, 11, 11), msg("Armistice Day")},
          {Date::of(year, 12, 25), msg("Christmas Day")}};
}

Holiday abolition(int year, unsigned month, unsigned day) {
  return {Date::of(year, month, day), msg("Abolition of slavery")};
}

// Saint-Martin left the day of Guadeloupe, whose commune it had been, in 2018.
Holiday saint_martin_abolition(int year) { return abolition(year, 5, year < 2018 ? 27 : 28); }

// French Polynesia replaced its autonomy day by Matariʻi i niʻa in 2025.
Holiday polynesian_day(int year) {
  if (year < 2025) return {Date::of(year, 6, 29), msg("Autonomy Day")};
  return {Date::of(year, 11, 20), msg("Matariʻi i niʻa")};
}

Holiday good_friday(int year) { return {easter_sunday(year).plus_days(-2), msg("Good Friday")}; }

List local_holidays(int year, Zone zone) {
  switch (zone) {
    case Zone::Mainland:
    case Zone::SaintPierreAndMiquelon: return {};
    case Zone::AlsaceMoselle: return {good_friday(year), {Date::of(year, 12, 26), msg("Second day of Christmas")}};
    case Zone::Guadeloupe: return {abolition(year, 5, 27)};
    case Zone::Martinique: return {abolition(year, 5, 22)};
    case Zone::FrenchGuiana: return {abolition(year, 6, 10)};
    case Zone::Reunion: return {abolition(year, 12, 20)};
    case Zone::Mayotte: return {abolition(year, 4, 27)};
    case Zone::SaintBarthelemy: return {abolition(year, 10, 9)};
    case Zone::SaintMartin: return {saint_martin_abolition(year)};
    case Zone::NewCaledonia: return {{Date::of(year, 9, 24), msg("Citizenship Day")}};
    case Zone::FrenchPolynesia:
      return {{Date::of(year, 3, 5), msg("Arrival of the Gospel")}, good_friday(year), polynesian_day(year)};
    case Zone::WallisAndFutuna:
      return {{Date::of(year, 4, 28), msg("Saint Peter Chanel")},
              {Date::of(year, 6, 29), msg("Saints Peter and Paul")},
              {Date::of(year, 7, 29), msg("Territory Day")}};
  }
  return {};
}

}  // namespace

std::span<const Zone> all_zones() { return kZones; }

std::string_view name_of(Zone zone) {
  return std::find_if(kZoneNames.begin(), kZoneNames.end(), [&](const ZoneName& z) { return z.first == zone; })->second;
}

std::optional<Zone> zone_named(std::string_view name) {
  const auto found =
      std::find_if(kZoneNames.begin(), kZoneNames.end(), [&](const ZoneName& z) { return z.second == name; });
  return found == kZoneNames.end() ? std::nullopt : std::optional(found->first);
}

Message label_of(Zone zone) {
  switch (zone) {
    case Zone::Mainland: return msg("Mainland France");
    case Zone::AlsaceMoselle: return msg("Alsace-Moselle");
    case Zone::Guadeloupe: return msg("Guadeloupe");
    case Zone::Martinique: return msg("Martinique");
    case Zone::FrenchGuiana: return msg("French Guiana");
    case Zone::Reunion: return msg("Réunion");
    case Zone::Mayotte: return msg("Mayotte");
    case Zone::SaintBarthelemy: return msg("Saint-Barthélemy");
    case Zone::SaintMartin: return msg("Saint-Martin");
    case Zone::SaintPierreAndMiquelon: return msg("Saint-Pierre and Miquelon");
    case Zone::NewCaledonia: return msg("New Caledonia");
    case Zone::FrenchPolynesia: return msg("French Polynesia");
    case Zone::WallisAndFutuna: return msg("Wallis and Futuna");
  }
  return {};
}

// The anonymous Gregorian computation of 1876 (Meeus, Astronomical Algorithms, chapter 8), with the names it has there.
Date easter_sunday(int year) {
  const int a = year % 19, b = year / 100, c = year % 100, d = b / 4, e = b % 4, f = (b + 8) / 25, g = (b - f + 1) / 3;
  const int h = (19 * a + b - d - g + 15) % 30, i = c / 4, k = c % 4, l = (32 + 2 * e + 2 * i - h - k) % 7;
  const int m = (a + 11 * h + 22 * l) / 451, n = h + l - 7 * m + 114;
  return Date::of(year, static_cast<unsigned>(n / 31), static_cast<unsigned>(n % 31 + 1));
}

std::vector<Holiday> public_holidays(int year, Zone zone) {
  List all = common_holidays(year);
  const List local = local_holidays(year, zone);
  all.insert(all.end(), local.begin(), local.end());
  std::stable_sort(all.begin(), all.end(), [](const Holiday& x, const Holiday& y) { return x.on < y.on; });
  return all;
}

Holidays::Holidays(Zone zone, std::vector<HolidayChange> changes) : zone_(zone) {
  for (auto& change : changes) {
    const Date on = change.on;
    changes_.insert_or_assign(on, std::move(change));
  }
}

std::optional<Message> Holidays::name_on(Date day) const {
  if (const auto change = changes_.find(day); change != changes_.end()) {
    if (change->second.kind == HolidayChange::Kind::Removed) return std::nullopt;
    return msg("{1}", change->second.label);
  }
  for (const auto& holiday : public_holidays(day.year(), zone_)) {
    if (holiday.on == day) return holiday.name;
  }
  return std::nullopt;
}

std::vector<Holiday> Holidays::in_year(int year) const {
  List all;
  for (auto& holiday : public_holidays(year, zone_)) {
    if (!changes_.contains(holiday.on)) all.push_back(std::move(holiday));
  }
  for (const auto& [on, change] : changes_) {
    if (on.year() == year && change.kind == HolidayChange::Kind::Added) all.push_back({on, msg("{1}", change.label)});
  }
  std::stable_sort(all.begin(), all.end(), [](const Holiday& x, const Holiday& y) { return x.on < y.on; });
  return all;
}

}  // namespace recours::calendar
