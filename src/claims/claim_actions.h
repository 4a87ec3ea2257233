// The verbs on a confirmed claim. Each checks the transition table, appends one event per line, the journal entry and
// the mail to send, in one transaction.
#pragma once

#include <string>
#include <vector>

#include "claims/claim_store.h"
#include "claims/transition.h"

namespace recours::claims {

struct Instruction {
  std::vector<ClaimLineId> lines;                          // empty: every line the command is allowed on
  std::string reason_code;
  std::string comment;
};

// Refusal not_allowed_now when no named line is in a state for it; Forbidden when the viewer's role never may.
Result<Claim, Refusal> cancel(db::Database& database, const accounts::Viewer& viewer, const std::string& number,
                              const Instruction& instruction, Instant now);
Result<Claim, Refusal> take(db::Database& database, const accounts::Viewer& viewer, const std::string& number,
                            const Instruction& instruction, Instant now);
Result<Claim, Refusal> approve(db::Database& database, const accounts::Viewer& viewer, const std::string& number,
                               const Instruction& instruction, Instant now);
Result<Claim, Refusal> refuse(db::Database& database, const accounts::Viewer& viewer, const std::string& number,
                              const Instruction& instruction, Instant now);

}  // namespace recours::claims
