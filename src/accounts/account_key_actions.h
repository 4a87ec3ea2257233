// Giving out one-time keys by mail and choosing a password with one: the invitation, the forgotten password, the link
// an administrator sends. Each writes its journal entry, never with the key in it.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "accounts/account_key_store.h"
#include "base/refusal.h"
#include "base/result.h"

namespace recours::accounts {

// R-112 A fresh key of this person, which voids the older ones, and the mail with its link in the person's language.
// `public_url` is the configured one: the Host of a request would let a stranger choose where the key goes.
void send_key(db::Transaction& transaction, const journal::Actor& actor, const User& user, KeyPurpose purpose,
              const std::string& public_url, Instant now);

// « Mot de passe oublié ? » R-113 Only notes the wish, so that it takes as long and answers the same for an address
// nobody has. Returns when one may ask again, if not now: 3 times for an address, 20 from a network address within 15
// minutes.
std::optional<Instant> ask_for_password(db::Database& database, std::string_view email, const std::string& address,
                                        Instant now);
// The job that answers them by mail; an address nobody has gets none.
void answer_password_requests(db::Database& database, const std::string& public_url, Instant now);

struct PasswordChoice {
  std::string key, password, repeated;
};
// R-114 Uses the key up, ends every session of the person and tells by mail. Refusals: key_expired (unknown, used,
// voided, too old); fields password, repeated_password.
Result<UserId, Refusal> choose_password(db::Database& database, const PasswordChoice& choice,
                                        const std::string& address, Instant now);

// Keys and wishes nobody can use any more, and the bodies of mail that carried them. A job calls it now and then.
void drop_expired_keys(db::Database& database, Instant now);

}  // namespace recours::accounts
