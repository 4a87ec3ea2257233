// The form of a command on a claim, drawn from what the command asks (command.h): which lines and how much of each, and
// what is told. Reads what was sent back into an instruction.
#pragma once

#include "claims/claim_page.h"
#include "claims/instruction.h"

namespace recours::claims {

struct CommandForm {
  http::Fields typed;  // as it came; empty for a fresh form
  bool is_fresh = true;
  ui::FieldErrors errors;
  std::string upload_form = {};  // of a command that takes photos: where they wait
  bool read_again = false;       // shown again because the claim changed: what it is now was read
};

// `lines`: those the command can be given on.
ui::Html command_fields(const accounts::Visit& visit, const Policies& policies, const Claim& claim, Command command,
                        const CommandForm& form, const std::vector<ClaimLine>& lines);

// What cannot be read is an error of its field. Only lines of `lines` count: NotFound for any other.
Instruction read_instruction(ui::Language language, Command command, CommandForm& form,
                             const std::vector<ClaimLine>& lines);

// An error of the form where an approval leaves unsaid whether the goods come back.
void require_return_choice(ui::Language language, const Policies& policies, Command command,
                           const std::vector<ClaimLine>& lines, const Instruction& instruction, CommandForm& form);

// The errors of an action under the names of the form's fields.
ui::FieldErrors errors_of(ui::Language language, const Instruction& instruction, const Refusal& refusal);

}  // namespace recours::claims
