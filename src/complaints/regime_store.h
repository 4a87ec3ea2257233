// Rules on the handling of complaints with the days they are in force: data, read whole.
#pragma once

#include <vector>

#include "complaints/complaint_data.h"
#include "db/database.h"

namespace recours::complaints {

using RegimeId = Id<struct RegimeNoun>;

std::vector<calendar::Regime> list_regimes(db::Reader& reader);
// For the page of rules: those without date first, then those begun last.
std::vector<DatedRegime> list_dated_regimes(db::Reader& reader);
DatedRegime require_regime(db::Reader& reader, RegimeId id);
RegimeId insert_regime(db::Transaction& transaction, const calendar::Regime& regime);
// Conflict when `version` is not the one stored.
void update_regime(db::Transaction& transaction, const calendar::Regime& regime, std::int64_t version);

}  // namespace recours::complaints
