// Putting one judged declaration into the basket, within the transaction of whoever puts in several.
#pragma once

#include "claims/basket.h"
#include "claims/judgement_store.h"

namespace recours::claims {

// The viewer's basket is locked. Without files.
AddedItem put_in_basket(db::Transaction& transaction, const accounts::Viewer& viewer, const Declaration& declaration,
                        const Judged& judged, Instant now);

}  // namespace recours::claims
