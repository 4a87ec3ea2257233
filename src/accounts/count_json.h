// A count of days as the API gives it. Pure.
#pragma once

#include <boost/json/fwd.hpp>

#include "calendar/counting.h"
#include "ui/language.h"

namespace recours::accounts {

// [{date, counted, why}]
boost::json::array steps_json(ui::Language language, const calendar::Count& count);

}  // namespace recours::accounts
