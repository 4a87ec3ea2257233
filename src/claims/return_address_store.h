// Where goods are sent back to: the address staff gave for returns, else that of the organisation.
#pragma once

#include <string>

#include "db/database.h"

namespace recours::claims {

inline constexpr const char* kReturnsAddress = "returns_address";  // the setting, whole, with the name on top

// A line each; at least the name of the organisation.
std::string return_address(db::Reader& reader);

}  // namespace recours::claims
