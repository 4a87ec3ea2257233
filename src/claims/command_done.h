// What the page says after a command was given (303 to …?done=approve): one sentence for each, naming its object.
#pragma once

#include <string>
#include <vector>

#include "accounts/site.h"
#include "claims/command.h"

namespace recours::claims {

// The address with its done word.
std::string done_address(const std::string& path, Command command);
// Empty unless the address says one of these words.
std::vector<ui::Notice> command_notices(const accounts::Visit& visit);

}  // namespace recours::claims
