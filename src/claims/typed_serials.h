// Serial numbers as people and scanners type them into one field: one a line, or with commas or semicolons between.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace recours::claims {

// Trimmed, without empty ones, in their order.
std::vector<std::string> serials_in(std::string_view typed);

}  // namespace recours::claims
