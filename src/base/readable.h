// Which characters a text somebody typed may hold: control characters forge lines in letters and logs, characters that
// turn the direction of writing hide what is said. Pure; for the rules of declarations and commands.
#pragma once

#include <string_view>

#include "base/message.h"

namespace recours {

enum class Lines { One, Many };

// Control characters, line breaks where one line is asked for, overrides of the direction of writing.
bool has_unreadable(std::string_view text, Lines lines);
// Nothing a person could see: empty, blanks, characters without width.
bool is_blank(std::string_view text);

// What to say of such a text.
Message unreadable_characters();

}  // namespace recours
