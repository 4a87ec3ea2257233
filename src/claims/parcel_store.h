// Parcels: announced by who sends them, come without a number, matched to a claim or sent back. SQL beside its row
// mapping. For staff; what of them stands on a claim's page comes with its traces (claim_life_store.h).
#pragma once

#include <optional>
#include <vector>

#include "attachments/owners.h"
#include "claims/claim_traces.h"
#include "db/database.h"

namespace recours::claims {

inline constexpr const char* kParcelFiles = "parcel";  // attachments::Owner kind

enum class ParcelShelf { Unmatched, Matched, Dismissed, All };

// NotFound for who does not work on goods.
ParcelRow require_parcel(db::Reader& reader, const accounts::Viewer& viewer, ParcelId id);
// Those that came without a number; newest first, those before this one.
struct ParcelPage {
  std::vector<ParcelRow> items;
  std::optional<ParcelId> next = {};
};
ParcelPage list_stray_parcels(db::Reader& reader, ParcelShelf shelf, std::optional<ParcelId> before, int limit);
// Exact to 1,000; beyond that 1,001.
std::int64_t count_unmatched_parcels(db::Reader& reader);

std::vector<ParcelRow> list_parcels(db::Reader& reader, ClaimId claim);  // in the order of their announcement

// ---- for actions
ParcelId insert_parcel(db::Transaction& transaction, const ParcelRow& parcel);
// Everything but what was announced; Conflict when it is no longer the version that was read.
void update_parcel(db::Transaction& transaction, ParcelRow& parcel);
// Announced parcels of the claim with this tracking number; empty: all of them.
void mark_parcels_received(db::Transaction& transaction, ClaimId claim, const std::string& tracking, Instant now);

// R-663 Photos of a parcel are for staff; they are evidence: nobody changes them.
void register_parcel_owner(attachments::Owners& owners);

}  // namespace recours::claims
