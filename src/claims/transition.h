// R-600 The one table of the life cycle: which command leads from where to where on the three axes, and who may.
// Guard, page, API and documentation read it; claim_actions.cpp applies it. The words of the commands are in command.h.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "claims/claim.h"
#include "claims/command.h"

namespace recours::claims {

// Whether staff may give it on claims of the other department too. Resellers are not bound to one.
enum class Reach { OwnDepartment, AnyDepartment };

struct Transition {
  Command command;
  // Where it may be given from; empty: from any value of that axis.
  std::vector<Authorisation> from;
  std::vector<Goods> goods_from;
  std::vector<Money> money_from;
  // Where it leads; empty: that axis stays as it is. Of several what was told with the command chooses one.
  std::vector<Authorisation> to;
  std::vector<Goods> goods_to;
  std::vector<Money> money_to;
  std::vector<accounts::Role> roles;  // customer_service is CS, rma is RMA; none: only the program itself (system_viewer)
  Reach reach = Reach::OwnDepartment;
};
std::span<const Transition> transitions();

// Whoever gives the commands of time (expiry, lapse, refusal for want of an answer) and those an imported document
// says. Sees every account.
accounts::Viewer system_viewer();
bool is_system(const accounts::Viewer& viewer);

// Commands this viewer may give on a line in this state of a claim of this department, likeliest first.
std::vector<Command> allowed_commands(const accounts::Viewer& viewer, std::string_view department,
                                      const LineState& line);
bool is_allowed(const accounts::Viewer& viewer, std::string_view department, const LineState& line, Command command);
// The row of the table that leads from here, or nullptr.
const Transition* find_transition(const accounts::Viewer& viewer, std::string_view department, const LineState& line,
                                  Command command);
// Whether one of the viewer's roles may give this command at all, whatever the state.
bool may_ever(const accounts::Viewer& viewer, std::string_view department, Command command);
// The same of a line of this claim: only what is closed can be reopened.
bool is_allowed(const accounts::Viewer& viewer, const Claim& claim, const ClaimLine& line, Command command);
// The commands this viewer may give on at least one line of the claim, likeliest first; and those lines.
std::vector<Command> commands_on(const accounts::Viewer& viewer, const Claim& claim,
                                 const std::vector<ClaimLine>& lines);
std::vector<ClaimLine> lines_for(const accounts::Viewer& viewer, const Claim& claim,
                                 const std::vector<ClaimLine>& lines, Command command);
// Whether this row leads to that state from that one.
bool leads(const Transition& transition, const LineState& from, const LineState& to);

}  // namespace recours::claims
