// The people of the benchmark and how they prove who they are.
#pragma once

#include <optional>

#include "accounts/user_actions.h"
#include "accounts/viewer.h"
#include "bench/asking.h"

namespace recours::bench {

inline constexpr const char* kReseller = "revendeur@example.invalid";
inline constexpr const char* kStaff = "sav@example.invalid";
inline constexpr const char* kCompliance = "conformite@example.invalid";

accounts::Viewer add_person(db::Database& database, const std::string& email, accounts::Role role,
                            std::optional<ResellerAccountId> account, Instant now);
// Who was added before.
accounts::Viewer person_named(db::Database& database, const std::string& email);
// A new session and a new token.
Caller caller_for(db::Database& database, const accounts::Viewer& viewer, Instant now);

}  // namespace recours::bench
