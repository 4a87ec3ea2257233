// A parcel without a number as it is shown: its facts, how long it waits, the claims it may belong to.
#pragma once

#include "accounts/site.h"
#include "claims/parcel_candidates_store.h"
#include "ui/components.h"

namespace recours::claims {

std::string parcel_path(ParcelId id);
ui::Html parcel_facts(const accounts::Visit& visit, const ParcelRow& parcel);
ui::Html parcel_table(const accounts::Visit& visit, const std::vector<ParcelRow>& parcels);
// Each with the button that matches the parcel to it.
ui::Html candidate_list(const accounts::Visit& visit, const ParcelRow& parcel,
                        const std::vector<ParcelCandidate>& candidates);

}  // namespace recours::claims
