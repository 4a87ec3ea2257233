// Figures of the register for side bar, list and dashboard: how many dates are due, what waits for somebody, what came
// in and left by month. Each starts from what the viewer may see.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "accounts/viewer.h"
#include "complaints/complaint_query.h"
#include "db/database.h"

namespace recours::complaints {

struct DueCounts {
  Counted late, today, week;  // week: today to its Sunday
};
DueCounts count_dues(db::Reader& reader, const accounts::Viewer& viewer, Date today);
Counted count_late(db::Reader& reader, const accounts::Viewer& viewer, Date today);
// The Sunday that ends the week of this day.
Date end_of_week(Date day);

// The author's own.
std::int64_t count_drafts(db::Reader& reader, const accounts::Viewer& viewer);

}  // namespace recours::complaints
