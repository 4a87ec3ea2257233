// The public holidays of the organisation: those of its zone, with the days it added or works on. Data, edited by who
// keeps the calendar; each change is in the journal.
#pragma once

#include <optional>
#include <vector>

#include "calendar/holidays.h"
#include "db/database.h"

namespace recours::accounts {

// Of the setting `zone`; mainland when nothing was founded yet.
calendar::Zone organisation_zone(db::Reader& reader);
// The organisation's own zone with its changes; another zone as the law has it.
calendar::Holidays holidays_of(db::Reader& reader, std::optional<calendar::Zone> zone = {});
std::vector<calendar::HolidayChange> list_holiday_changes(db::Reader& reader);

}  // namespace recours::accounts
