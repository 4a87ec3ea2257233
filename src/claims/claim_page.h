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

// The commands this viewer may give on at least one line, likeliest first; and those lines.
std::vector<Command> commands_on(const accounts::Viewer& viewer, const Claim& claim,
                                 const std::vector<ClaimLine>& lines);
std::vector<ClaimLine> lines_for(const accounts::Viewer& viewer, const Claim& claim,
                                 const std::vector<ClaimLine>& lines, Command command);
// /claims/000202646749/cancellation
std::string command_path(const Claim& claim, Command command);

}  // namespace recours::claims
