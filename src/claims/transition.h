// R-600 The one table of the life cycle: which command leads from where to where, who may, what the button says.
// Guard, page, API and documentation read it; actions.cpp applies it.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "claims/claim.h"

namespace recours::claims {

enum class Command { Confirm, Take, Approve, Refuse, Cancel };
std::string_view name_of(Command command);                 // cancel
std::string label_of(ui::Language language, Command command);  // Annuler la réclamation

enum class ActorKind { Reseller, Department, System };

struct Transition {
  Command command;
  std::vector<Authorisation> from;
  std::vector<Goods> goods_from;                           // empty: any
  std::vector<Money> money_from;                           // empty: any
  Authorisation to;
  std::vector<accounts::Role> roles;                       // department: customer_service for CS, rma for RMA
  bool asks_reason = false;
};
std::span<const Transition> transitions();

// Commands this viewer may give on a line in this state of a claim of this department, likeliest first.
std::vector<Command> allowed_commands(const accounts::Viewer& viewer, std::string_view department, const LineState& line);
bool is_allowed(const accounts::Viewer& viewer, std::string_view department, const LineState& line, Command command);

}  // namespace recours::claims
