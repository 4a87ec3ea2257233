// R-600 Giving a command on a confirmed claim: the transition table is asked, parts are split off, goods and money
// leave their traces, one event for each line, the journal entry and the mail to send, in one transaction.
#pragma once

#include <string>

#include "claims/claim_store.h"
#include "claims/instruction.h"
#include "claims/transition.h"

namespace recours::claims {

// Refusal `incomplete` for what is missing or wrong in the instruction, `not_allowed_now` when a named line is not in a
// state for the command, or none is; further codes name the rule. Forbidden when the viewer's role never may; Conflict
// for a version that is not that of the claim any more.
Result<Claim, Refusal> give(db::Database& database, const accounts::Viewer& viewer, const std::string& number,
                            Command command, const Instruction& instruction, Instant now);

// The same as part of a larger act. A refusal has written nothing.
Result<Claim, Refusal> give_in(db::Transaction& transaction, const accounts::Viewer& viewer, ClaimId claim,
                               Command command, const Instruction& instruction, Instant now);

// The same by time itself, on every line of the claim that is still due on that day; nothing when there is none.
void give_by_time(db::Database& database, ClaimId claim, Command command, const Instruction& instruction,
                  bool (*is_due)(const ClaimLine&, Date day), Date day, Instant now);

// R-656 The reseller's answer that came by mail, on every line that waits for one; nothing when there is none. What was
// written stands in the messages of the claim in full.
void answer_by_mail(db::Transaction& transaction, ClaimId claim, const std::string& text, const std::string& sender,
                    Instant now);

}  // namespace recours::claims
