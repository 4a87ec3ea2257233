// The commands somebody may give today: what the table of the life cycle allows (transition.h), less what its time has
// passed for. Buttons, forms and the API read it; the actions hold to the same last day.
#pragma once

#include <optional>
#include <vector>

#include "claims/transition.h"
#include "db/database.h"

namespace recours::claims {

// R-617 Until when this viewer may reopen the claim, as it was closed last; none: no limit, or it is not closed.
std::optional<Date> last_day_to_reopen(db::Reader& reader, const accounts::Viewer& viewer, const Claim& claim);

// Likeliest first, and the lines one of them may be given on.
std::vector<Command> commands_today(db::Reader& reader, const accounts::Viewer& viewer, const Claim& claim,
                                    const std::vector<ClaimLine>& lines, Date today);
std::vector<ClaimLine> lines_today(db::Reader& reader, const accounts::Viewer& viewer, const Claim& claim,
                                   const std::vector<ClaimLine>& lines, Command command, Date today);

}  // namespace recours::claims
