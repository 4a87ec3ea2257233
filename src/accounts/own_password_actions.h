// Asking people for their own password once more before something that must not happen at an unattended screen.
#pragma once

#include <optional>
#include <string>

#include "accounts/session_actions.h"
#include "accounts/viewer.h"

namespace recours::accounts {

// None: it is the person's password. Throttled as signing in is; field current_password.
std::optional<SignInRefusal> ask_own_password(db::Database& database, const Viewer& viewer, const std::string& password,
                                              const Origin& origin, Instant now);

}  // namespace recours::accounts
