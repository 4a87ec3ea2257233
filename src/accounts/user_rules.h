// What a new person must fulfil, and the row with its journal entry once it does: shared by the verbs that add people.
#pragma once

#include <optional>
#include <string>

#include "accounts/user_store.h"
#include "base/refusal.h"

namespace recours::accounts {

// All field refusals at once: email, name, roles, account, valid_until, password. Pure.
std::optional<Refusal> user_refusal(const NewUser& user, const std::optional<std::string>& password, Date today);
Refusal email_taken();
Refusal no_public_url();

// R-120 Whether somebody else could still let people in. The administrators' rows are held, so that two cannot disable each
// other at the same time.
bool leaves_an_administrator(db::Transaction& transaction, UserId user, Date today);
Refusal last_administrator(const User& user);

UserId create_user(db::Transaction& transaction, const journal::Actor& actor, const NewUser& user,
                   const std::optional<std::string>& password_hash, Instant now);

}  // namespace recours::accounts
