// R-663 Parcels that came without a number: recorded, matched to a claim, taken back from a wrong one, or left without
// follow-up. Row and journal entry in one transaction.
#pragma once

#include <optional>
#include <string>

#include "accounts/idempotency.h"
#include "claims/joined_files_actions.h"
#include "claims/parcel_store.h"

namespace recours::claims {

struct ParcelDraft {
  std::string sender, carrier, tracking, comment;
  std::string contents;  // serial and article numbers seen, one a line
  JoinedFiles files;
};

// Who works on goods: the warehouse and both departments. Forbidden for all others, in each of these.

// Refusal `incomplete`: something must be said of it, and be readable. The same key twice gives the same parcel.
Result<ParcelRow, Refusal> record_parcel(db::Database& database, const accounts::Viewer& viewer,
                                         const ParcelDraft& draft, Instant now,
                                         const std::optional<accounts::IdempotencyKey>& key = {});
// By any number of the claim. Refusals: unknown_claim, already_matched (to another one).
Result<ParcelRow, Refusal> match_parcel(db::Database& database, const accounts::Viewer& viewer, ParcelId id,
                                        const std::string& claim, Instant now);
// As long as nothing was received on the claim since. Refusals: not_matched, already_received.
Result<ParcelRow, Refusal> separate_parcel(db::Database& database, const accounts::Viewer& viewer, ParcelId id,
                                           Instant now);
// Sent back or thrown away: says why. It may still be matched later. Refusals: incomplete, already_matched.
Result<ParcelRow, Refusal> dismiss_parcel(db::Database& database, const accounts::Viewer& viewer, ParcelId id,
                                          const std::string& reason, Instant now);

}  // namespace recours::claims
