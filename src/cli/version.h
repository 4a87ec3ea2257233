// The version of this program, as CMakeLists.txt names it.
#pragma once

#include <string_view>

namespace recours::cli {

std::string_view version();

}  // namespace recours::cli
