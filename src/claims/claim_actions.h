// The verbs on a confirmed claim. Each checks the transition table, appends one event per line, the journal entry and
// the mail to send, in one transaction.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "claims/claim_store.h"
#include "claims/transition.h"

namespace recours::claims {

// Why staff may refuse: stable codes of the API.
std::span<const std::string_view> refusal_codes();
bool is_refusal_code(std::string_view code);

// Refusal not_allowed_now when a named line is not in a state for it, or none is; Forbidden when the viewer's role
// never may.
Result<Claim, Refusal> cancel(db::Database& database, const accounts::Viewer& viewer, const std::string& number,
                              const Instruction& instruction, Instant now);
Result<Claim, Refusal> take(db::Database& database, const accounts::Viewer& viewer, const std::string& number,
                            const Instruction& instruction, Instant now);
Result<Claim, Refusal> approve(db::Database& database, const accounts::Viewer& viewer, const std::string& number,
                               const Instruction& instruction, Instant now);
Result<Claim, Refusal> refuse(db::Database& database, const accounts::Viewer& viewer, const std::string& number,
                              const Instruction& instruction, Instant now);

}  // namespace recours::claims
