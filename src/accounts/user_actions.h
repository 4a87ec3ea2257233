// The verbs on people: add, disable, set the password, hand out API tokens, keep their preferences. Called by the command
// line, the account pages and the demo. Each writes its journal entry, never with a secret in it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "accounts/user_store.h"
#include "base/refusal.h"
#include "base/result.h"

namespace recours::accounts {

// Refusal fields: email, name, roles, account, valid_until, password. Without a password the person cannot sign in until one is set;
// with the address of the site the person is then invited by mail to choose one.
// R-110 Reseller roles need an account, the others must not have one.
Result<UserId, Refusal> add_user(db::Database& database, const journal::Actor& actor, const NewUser& user,
                                 const std::optional<std::string>& password, Instant now,
                                 const std::string& public_url = {});

// Ends sessions at once and revokes the tokens. Refusal last_administrator. Disabling twice changes nothing, unless the
// distributor ends what a colleague had ended.
// Throws NotFound.
std::optional<Refusal> disable_user(db::Database& database, const journal::Actor& actor, UserId user, Instant now);

// Ends sessions. Refusal field: password. Throws NotFound.
std::optional<Refusal> reset_password(db::Database& database, const journal::Actor& actor, UserId user,
                                      const std::string& password, Instant now);

enum class TokenScope { Read, Write };
struct NewToken {
  UserId user;
  std::string name;
  TokenScope scope = TokenScope::Read;
  std::optional<Date> expires_on;                          // last day it answers
};
// The token, to be shown once: only its hash is stored. Refusal fields: name, expires_on; refusal no_access where the
// person is disabled or past the last day. Throws NotFound.
Result<std::string, Refusal> create_token(db::Database& database, const journal::Actor& actor, const NewToken& token,
                                          Instant now);

void choose_language(db::Database& database, const Viewer& viewer, ui::Language language, Instant now);
// Anything else than auto, light, dark is Malformed.
void choose_theme(db::Database& database, const Viewer& viewer, const std::string& theme, Instant now);

}  // namespace recours::accounts
