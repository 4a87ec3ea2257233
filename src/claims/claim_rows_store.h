// How rows of claim and claim_line become values: the columns and their mapping, shared by claim_store, basket_store and
// policy_preview_store. Nobody else includes it.
#pragma once

#include <string_view>
#include <vector>

#include "claims/claim.h"
#include "db/database.h"

namespace recours::claims {

// SELECT … FROM claim c JOIN …; the caller adds WHERE.
extern const std::string_view kClaimRows;
Claim claim_of(const db::Row& row);

// SELECT … FROM claim_line l JOIN …; serials come with add_serials().
extern const std::string_view kLineRows;
LineState line_state_of(const db::Row& row);
ClaimLine line_of(const db::Row& row);
void add_serials(db::Reader& reader, std::vector<ClaimLine>& lines);

}  // namespace recours::claims
