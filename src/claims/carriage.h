// How the claimed goods came.
#pragma once

#include <optional>
#include <string>

#include "base/date.h"

namespace recours::claims {

struct Carriage {
  std::string delivery_note_no, carrier, tracking;  // empty: not known
  std::optional<Date> delivered_on;
};

}  // namespace recours::claims
