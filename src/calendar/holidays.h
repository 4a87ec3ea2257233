// Public holidays of the French zones: the eleven of article L3133-1 Code du travail, those of Alsace-Moselle (article
// L3134-13) and of the overseas territories (article L3422-2 and local law), computed for every year, with the changes
// an organisation entered. Pure; no clock, no database.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/message.h"

namespace recours::calendar {

enum class Zone {
  Mainland,
  AlsaceMoselle,
  Guadeloupe,
  Martinique,
  FrenchGuiana,
  Reunion,
  Mayotte,
  SaintBarthelemy,
  SaintMartin,
  SaintPierreAndMiquelon,
  NewCaledonia,
  FrenchPolynesia,
  WallisAndFutuna,
};
std::span<const Zone> all_zones();
std::string_view name_of(Zone zone);  // FR-AM: stable, of the settings and the API
std::optional<Zone> zone_named(std::string_view name);
Message label_of(Zone zone);  // Alsace-Moselle

struct Holiday {
  Date on;
  Message name;
};

Date easter_sunday(int year);
// R-400 In order of date; two on one day are both there (8 May and Ascension in 2059).
std::vector<Holiday> public_holidays(int year, Zone zone);

// What an organisation entered: a day its zone has on top, or one that is worked there.
struct HolidayChange {
  enum class Kind { Added, Removed };
  Date on;
  Kind kind = Kind::Added;
  std::string label;  // of an added day
};

class Holidays {
 public:
  explicit Holidays(Zone zone, std::vector<HolidayChange> changes = {});

  Zone zone() const { return zone_; }
  bool is_holiday(Date day) const { return name_on(day).has_value(); }
  // The name of the public holiday of that day; none on other days.
  std::optional<Message> name_on(Date day) const;
  // Of one year, changes applied, in order.
  std::vector<Holiday> in_year(int year) const;

 private:
  Zone zone_;
  std::map<Date, HolidayChange> changes_;
};

}  // namespace recours::calendar
