// R-614 A claim without invoice is registered at once, by staff: its life from there on is that of every claim.
#pragma once

#include <optional>

#include "accounts/idempotency.h"
#include "claims/basket_actions.h"
#include "claims/free_claim.h"

namespace recours::claims {

// Forbidden for who may not decide on claims. Refusal fields as admit_free; customer_no where no account has it. The
// answer is that of a confirmation; idempotent by key.
Result<ConfirmationAnswer, Refusal> register_free_claim(db::Database& database, const accounts::Viewer& viewer,
                                                        const FreeClaim& claim, Instant now,
                                                        const std::optional<accounts::IdempotencyKey>& key = {});

}  // namespace recours::claims
