#include "accounts/organisation_calendar.h"

#include "accounts/settings.h"

namespace recours::accounts {

using calendar::HolidayChange;

calendar::Zone organisation_zone(db::Reader& reader) {
  return calendar::zone_named(find_setting(reader, "zone").value_or("FR")).value_or(calendar::Zone::Mainland);
}

std::vector<HolidayChange> list_holiday_changes(db::Reader& reader) {
  return reader.list("SELECT day, kind, label FROM holiday_change ORDER BY day", {}, [](const db::Row& row) {
    const bool added = row.get<std::string>("kind") == "added";
    return HolidayChange{row.get<Date>("day"), added ? HolidayChange::Kind::Added : HolidayChange::Kind::Removed,
                         row.get<std::string>("label")};
  });
}

calendar::Holidays holidays_of(db::Reader& reader, std::optional<calendar::Zone> zone) {
  const auto own = organisation_zone(reader);
  if (zone && *zone != own) return calendar::Holidays(*zone);
  return calendar::Holidays(own, list_holiday_changes(reader));
}

}  // namespace recours::accounts
