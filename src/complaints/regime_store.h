// Rules on the handling of complaints with the days they are in force: data, read whole.
#pragma once

#include <vector>

#include "calendar/deadlines.h"
#include "db/database.h"

namespace recours::complaints {

std::vector<calendar::Regime> list_regimes(db::Reader& reader);

}  // namespace recours::complaints
