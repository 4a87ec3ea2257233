// What a reseller is told by mail: the confirmation with every line, its number and its state, and decisions of staff.
// Pure: values in, mails out; the actions put them into the outbox.
#pragma once

#include <string>
#include <vector>

#include "claims/claim_type.h"
#include "claims/instruction.h"
#include "mail/outbox.h"

namespace recours::claims {

struct ClaimWithLines {
  Claim claim;
  std::vector<ClaimLine> lines;
};

// R-570 One mail per distinct contact address (and account), with a copy to each department concerned, listing every
// line of the confirmation with its number and state, in the author's language. `public_url`: of this site, for the
// links to return slips; empty: no links.
std::vector<mail::Mail> confirmation_mails(const std::vector<ClaimWithLines>& confirmed, const Policies& policies,
                                           ui::Language language, const std::string& public_url = {});

// What a command made of these lines: one mail per distinct contact address; none where the reseller need not know.
// Amounts are those of all lines together.
std::vector<mail::Mail> command_mails(Command command, const ClaimWithLines& concerned, const Instruction& told,
                                      const Policies& policies, ui::Language language,
                                      const std::string& public_url = {});
// What the department learns from the reseller by a command, at its mailbox.
std::optional<mail::Mail> department_mail(Command command, const ClaimWithLines& concerned, const Instruction& told,
                                          const Policies& policies, ui::Language language);

// That the goods of these lines are still awaited, and until when.
std::vector<mail::Mail> reminder_mails(const ClaimWithLines& awaited, const Policies& policies, ui::Language language,
                                       const std::string& public_url = {});

}  // namespace recours::claims
