// Changing the public holidays of the organisation: data, edited by who keeps the calendar (Right::ManageCalendar);
// each change is in the journal.
#pragma once

#include <optional>
#include <string>

#include "accounts/viewer.h"
#include "base/refusal.h"
#include "db/database.h"

namespace recours::accounts {

// Refusal fields: day (already a holiday), label (required, too_long, unreadable_characters).
std::optional<Refusal> add_holiday(db::Database& database, const Viewer& viewer, Date day, const std::string& label,
                                   Instant now);
// A legal holiday that is worked here, or an added day that goes again. NotFound on any other day.
void remove_holiday(db::Database& database, const Viewer& viewer, Date day, Instant now);
// A legal holiday is one again. NotFound when it was not removed.
void restore_holiday(db::Database& database, const Viewer& viewer, Date day, Instant now);

}  // namespace recours::accounts
