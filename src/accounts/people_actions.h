// What administrators do about other people's access: change, enable, end sessions, send a link, help back in. Inviting
// and disabling are in user_actions. Each writes its journal entry; R-121 the person is told of what changes how one
// comes in.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "accounts/user_store.h"
#include "base/refusal.h"

namespace recours::accounts {

struct PersonChange {
  std::string name;
  std::vector<Role> roles;
  std::optional<ResellerAccountId> account;
  std::optional<Date> valid_until;
  std::int64_t version = 0;  // as the form was filled; Conflict when somebody changed the person since
};
// Fields as add_user; R-120 refusal last_administrator. Throws NotFound, Conflict.
std::optional<Refusal> change_person(db::Database& database, const journal::Actor& actor, UserId user,
                                     const PersonChange& change, Instant now);

// A disabled person may come in again, with the password and tokens there were. Enabling twice changes nothing.
void enable_user(db::Database& database, const journal::Actor& actor, UserId user, Instant now);

// Returns how many there were.
std::int64_t end_sessions_of(db::Database& database, const journal::Actor& actor, UserId user, Instant now);

// R-112 An invitation to who has no password yet, else a link to choose a new one. Refusals no_access; no_public_url
// where the link would lead nowhere.
std::optional<Refusal> send_password_link(db::Database& database, const journal::Actor& actor, UserId user,
                                          const std::string& public_url, Instant now);

// For a lost phone. Not for oneself: that asks for the password, under « Mon compte »; refusal own_factor.
std::optional<Refusal> reset_second_factor(db::Database& database, const journal::Actor& actor, UserId user,
                                           Instant now);

// R-106 Failures so far are forgotten: the person may try again at once.
void lift_throttle(db::Database& database, const journal::Actor& actor, UserId user, Instant now);

}  // namespace recours::accounts
