// Claims a parcel without a number may belong to, by what is known of it. Through the viewer; only claims whose goods
// are still awaited, but for one that is named by its own number.
#pragma once

#include <string>
#include <vector>

#include "claims/claim_traces.h"
#include "db/database.h"

namespace recours::claims {

// Why a claim is offered; the earlier the surer.
enum class Clue { Number, Tracking, Serial, Article, Account };

struct ParcelCandidate {
  Claim claim;
  std::vector<Clue> clues;
};

// R-663 By the numbers seen on the parcel and in it, by its sender, and by what somebody types. Surest first, at
// most 20.
std::vector<ParcelCandidate> list_parcel_candidates(db::Reader& reader, const accounts::Viewer& viewer,
                                                    const ParcelRow& parcel, const std::string& words);

}  // namespace recours::claims
