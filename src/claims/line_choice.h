// Which lines of a claim, and how much of each, a command is given on. Pure.
#pragma once

#include "base/result.h"
#include "claims/instruction.h"
#include "claims/transition.h"

namespace recours::claims {

struct ChosenLine {
  ClaimLine* line;
  const NamedLine* named = nullptr;  // none: the command named no lines
  std::optional<Decimal> part = {};  // less than the line: the rest is split off
};

// Without names every line that is in a state for the command. Named ones must be of this claim (NotFound), named once,
// with no more than they hold, and in a state for it; where a part is named of a line with serial numbers, those that
// go with it are named too.
Result<std::vector<ChosenLine>, Refusal> choose_lines(const accounts::Viewer& viewer, const Claim& claim,
                                                      std::vector<ClaimLine>& lines, Command command,
                                                      const Instruction& instruction);

Refusal not_allowed_now();

}  // namespace recours::claims
