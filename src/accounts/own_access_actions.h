// What people do about their own access: change the password, end sessions, revoke tokens. Each writes its journal
// entry, never with a secret in it.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "accounts/own_access_store.h"
#include "accounts/session_actions.h"
#include "accounts/viewer.h"

namespace recours::accounts {

struct PasswordChange {
  std::string current, next, repeated;
};
// R-111 Asks for the password in force, throttled as signing in is; every other session ends. Fields:
// current_password, password, repeated_password. `origin.former_token` is the session that asks: it stays.
std::optional<SignInRefusal> change_password(db::Database& database, const Viewer& viewer, const PasswordChange& change,
                                             const Origin& origin, Instant now);

// By its key among the person's own; NotFound for any other. An ended one is ended.
void end_session(db::Database& database, const Viewer& viewer, std::string_view key, Instant now);
// All but the one with this cookie. Returns how many there were.
std::int64_t end_other_sessions(db::Database& database, const Viewer& viewer, std::string_view kept_token, Instant now);

// NotFound for what is not the viewer's own.
void revoke_token(db::Database& database, const Viewer& viewer, ApiTokenId token, Instant now);

}  // namespace recours::accounts
