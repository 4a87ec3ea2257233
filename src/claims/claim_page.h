// One claim as a page: facts, lines, history, next step, what the viewer may do. Shown by its own address and again
// when a command on it was refused.
#pragma once

#include <optional>
#include <vector>

#include "claims/page_parts.h"
#include "claims/transition.h"

namespace recours::claims {

http::Response claim_page(accounts::Visit& visit, const Claim& claim, std::vector<ui::Notice> notices = {},
                          int status = 200);

// /claims/000202646749/cancellation
std::string command_path(const Claim& claim, Command command);
// What moved: the authorisation before all, else the goods, else the money.
std::string event_label(ui::Language language, const ClaimEvent& event);

}  // namespace recours::claims
