// How a person gets in: the sessions that are open and the API tokens that answer. For the person's own page.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "accounts/viewer.h"
#include "base/date.h"
#include "db/database.h"

namespace recours::accounts {

struct OpenSession {
  std::string token_hash;
  std::string key;  // names it in addresses; opens nothing
  Instant created_at, seen_at;
  std::string address, user_agent;
};
// Alive ones, last seen first.
std::vector<OpenSession> list_sessions(db::Reader& reader, UserId user, Instant now);

using ApiTokenId = Id<struct ApiTokenNoun>;
struct GivenToken {
  ApiTokenId id;
  std::string name;
  bool read_only = false;
  Instant created_at;
  std::optional<Date> expires_on;  // last day it answers
  std::optional<Date> last_used_on;
};
// Neither revoked nor expired, newest first.
std::vector<GivenToken> list_tokens(db::Reader& reader, UserId user, Date today);

// "Firefox · Windows" of what a browser says of itself; empty when it says nothing we know. Pure.
std::string device_of(std::string_view user_agent);

}  // namespace recours::accounts
