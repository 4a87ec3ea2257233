// Signing in and out. Called by the sign-in pages and by the site for each request of a signed-in person.
#pragma once

#include <optional>
#include <string>

#include "accounts/session_store.h"
#include "base/refusal.h"
#include "base/result.h"

namespace recours::accounts {

// Where a sign-in comes from.
struct Origin {
  std::string address;
  std::string user_agent;
  std::optional<std::string> former_token;                 // session cookie the browser had: that session ends
};

struct OpenedSession {
  std::string token;                                       // for the cookie; only its hash is stored
  std::string csrf_token;
  UserId user;
};

struct SignInRefusal {
  Refusal refusal;                                         // wrong_credentials, too_many_attempts
  std::optional<Instant> again_at;                         // too_many_attempts
  std::optional<std::string> pending_token = {};           // code_required: the sign-in waits for the second factor
};

// R-106 After 5 failures for an address of a person or 20 from a network address within 15 minutes nobody gets in there
// until the oldest of them is 15 minutes old. Which of address, password or access was wrong is not told.
// R-117 Where the person turned two-step sign-in on, the right password opens no session yet: refusal code_required with a
// token for sign_in_with_code.
Result<OpenedSession, SignInRefusal> sign_in(db::Database& database, std::string_view email, const std::string& password,
                                             const Origin& origin, Instant now);
// A session without asking for a password: the end of sign_in.
OpenedSession open_session(db::Database& database, const User& user, const Origin& origin, Instant now);
// The same in the transaction of another action.
OpenedSession insert_session(db::Transaction& transaction, const User& user, const Origin& origin, Instant now);
void sign_out(db::Database& database, const Session& session, const Viewer& viewer, Instant now);

// At most once a minute (session) and once a day (token): nothing is written in between.
void note_seen(db::Database& database, const Session& session, Instant now);
void note_used(db::Database& database, const ApiToken& token, Date today);

// Ended sessions, failed sign-ins and kept answers nobody asks for any more. A job calls it now and then.
void drop_expired(db::Database& database, Instant now);

}  // namespace recours::accounts
