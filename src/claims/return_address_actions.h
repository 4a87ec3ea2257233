// Setting where goods are sent back to (return_address_store.h).
#pragma once

#include <optional>
#include <string>

#include "accounts/viewer.h"
#include "base/refusal.h"
#include "claims/return_address_store.h"

namespace recours::claims {

// Empty: that of the organisation again. Refusal `incomplete` (returns_address). Forbidden for who does not keep the
// data of claims.
std::optional<Refusal> set_return_address(db::Database& database, const accounts::Viewer& viewer,
                                          const std::string& address, Instant now);

}  // namespace recours::claims
