// R-614 A claim without invoice is registered at once, by staff: its life from there on is that of every claim.
#pragma once

#include <optional>

#include "accounts/idempotency.h"
#include "claims/basket_actions.h"
#include "claims/free_claim.h"

namespace recours::claims {

// Forbidden for who may not decide on claims. Refusal fields as admit_free; customer_no where no account has it.
// R-618 Refusals invoice_known, where the number told is an invoice of the account, and possible_duplicate, where other
// claims are about the same number and article or serial number and the claim is not confirmed to be another one. The
// answer is that of a confirmation; idempotent by key.
Result<ConfirmationAnswer, Refusal> register_free_claim(db::Database& database, const accounts::Viewer& viewer,
                                                        const FreeClaim& claim, Instant now,
                                                        const std::optional<accounts::IdempotencyKey>& key = {});

}  // namespace recours::claims
