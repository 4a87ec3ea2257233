// R-600 The one table of the life cycle: which command leads from where to where, who may, what the button says.
// Guard, page, API and documentation read it; actions.cpp applies it.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "claims/claim.h"

namespace recours::claims {

enum class Command { Confirm, Take, Approve, Refuse, Cancel };
std::string_view name_of(Command command);  // cancel
std::string label_of(ui::Language language, Command command);  // Annuler la réclamation

// Whether staff may give it on claims of the other department too. Resellers are not bound to one.
enum class Reach { OwnDepartment, AnyDepartment };

struct Transition {
  Command command;
  std::vector<Authorisation> from;
  std::vector<Goods> goods_from;  // empty: any
  std::vector<Money> money_from;  // empty: any
  Authorisation to;
  std::vector<accounts::Role> roles;  // customer_service is CS, rma is RMA
  Reach reach = Reach::OwnDepartment;
  bool asks_reason = false;
};
std::span<const Transition> transitions();

// Commands this viewer may give on a line in this state of a claim of this department, likeliest first.
std::vector<Command> allowed_commands(const accounts::Viewer& viewer, std::string_view department,
                                      const LineState& line);
bool is_allowed(const accounts::Viewer& viewer, std::string_view department, const LineState& line, Command command);
// The row of the table that leads from here, or nullptr.
const Transition* find_transition(const accounts::Viewer& viewer, std::string_view department, const LineState& line,
                                  Command command);
// Whether one of the viewer's roles may give this command at all, whatever the state.
bool may_ever(const accounts::Viewer& viewer, std::string_view department, Command command);

// A line named by a command. What is said beside its number must be true of the whole line: parts are refused.
struct NamedLine {
  NamedLine(ClaimLineId line) : id(line) {}
  ClaimLineId id;
  std::optional<Decimal> quantity;
  std::optional<std::vector<std::string>> serials;
};

// A command as it is given.
struct Instruction {
  std::vector<NamedLine> lines;  // empty: every line the command is allowed on
  std::string reason_code;
  std::string comment;
  std::optional<std::int64_t> version = {};  // of the claim as it was read; none: whatever it is
};

}  // namespace recours::claims
