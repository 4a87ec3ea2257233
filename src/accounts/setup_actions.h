// The first opening of an empty database in the browser. R-122 Whoever reads the log of `recours serve` may do it: the
// key it prints keeps strangers from taking a fresh installation. The same action as `recours init`.
#pragma once

#include <string>

#include "accounts/organisation_actions.h"
#include "accounts/session_actions.h"

namespace recours::accounts {

// A key for /setup, to be printed; each process that serves has its own. None where the organisation is founded.
std::optional<std::string> issue_setup_key(db::Database& database, Instant now);

bool is_setup_key(db::Reader& reader, std::string_view key);

struct Setup {
  std::string key;
  Organisation organisation;
  NewUser admin;
  std::string password, repeated;
};
// Founds the organisation and signs its first administrator in. Fields: key, organisation, zone, name, email, password,
// repeated_password; refusal already_founded.
Result<OpenedSession, Refusal> set_up(db::Database& database, const Setup& setup, const Origin& origin, Instant now);

}  // namespace recours::accounts
