// The second factor: turning it on and off, its recovery codes, and signing in with it. Each writes its journal entry
// and tells the person by mail, never with a secret in it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "accounts/own_password_actions.h"
#include "accounts/second_factor_store.h"
#include "accounts/session_actions.h"

namespace recours::accounts {

// A fresh secret to be confirmed with a first code; asks for the password. Refusal already_on.
std::optional<SignInRefusal> prepare_second_factor(db::Database& database, const Viewer& viewer,
                                                   const std::string& password, const Origin& origin, Instant now);
// R-118 The recovery codes, to be shown once. Field code; refusal not_prepared.
Result<std::vector<std::string>, Refusal> confirm_second_factor(db::Database& database, const Viewer& viewer,
                                                                const std::string& code, Instant now);
// R-119 Both ask for the password. Codes renewed: the former ones no longer work.
Result<std::vector<std::string>, SignInRefusal> renew_recovery_codes(db::Database& database, const Viewer& viewer,
                                                                     const std::string& password, const Origin& origin,
                                                                     Instant now);
std::optional<SignInRefusal> remove_second_factor(db::Database& database, const Viewer& viewer,
                                                  const std::string& password, const Origin& origin, Instant now);

// R-117 The end of a sign-in whose password was right: a code of the application, or a recovery code. Refusals
// sign_in_expired, wrong_code, too_many_attempts.
Result<OpenedSession, SignInRefusal> sign_in_with_code(db::Database& database, std::string_view pending_token,
                                                       std::string_view code, const Origin& origin, Instant now);

// For actions that open or close somebody's access: R-117 a sign-in that waits for its code; its token for the cookie.
std::string insert_pending_sign_in(db::Transaction& transaction, UserId user, Instant now);
// The factor, its codes and what waits for them; whether there was a factor.
bool delete_second_factor(db::Transaction& transaction, UserId user);

}  // namespace recours::accounts
