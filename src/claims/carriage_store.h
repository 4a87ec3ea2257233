// How the claimed goods came: the delivery note with its carrier. Of several the one delivered first counts, because
// its deadline ends first.
#pragma once

#include "claims/carriage.h"
#include "claims/claim.h"
#include "db/database.h"

namespace recours::claims {

Carriage carriage_of(db::Reader& reader, ClaimId claim);

}  // namespace recours::claims
