// What a scanner typed into the field of goods-in, as the number it means. Pure.
#pragma once

#include <string>
#include <string_view>

namespace recours::claims {

// R-661 The number in our own codes (with or without the address of the site around it), with or without the prefix a
// scanner puts before it (]C1, ]Q3) and the word RMA; any other text as it was read, trimmed.
std::string scanned_number(std::string_view typed);

}  // namespace recours::claims
