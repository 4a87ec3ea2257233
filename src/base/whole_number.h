// Whole numbers as people and programs write them: digits, perhaps a minus, nothing else.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace recours {

// None for anything else, and for what does not fit.
std::optional<std::int64_t> whole_number(std::string_view text);

}  // namespace recours
