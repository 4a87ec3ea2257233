// Who a session cookie or an API token stands for. Both are 32 random bytes of which the database knows the SHA-256.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "accounts/user_store.h"

namespace recours::accounts {

// R-107 A session ends 12 h after it was last seen and 7 days after sign-in, whichever comes first.
inline constexpr std::chrono::hours kSessionIdle{12};
inline constexpr std::chrono::hours kSessionAbsolute{7 * 24};

struct Session {
  std::string token_hash;
  std::string csrf_token;
  Instant created_at;
  Instant seen_at;
  User user;
};
bool is_alive(const Session& session, Instant now);

struct ApiToken {
  std::int64_t id = 0;
  bool read_only = false;
  std::optional<Date> last_used_on;
  User user;
};

std::string random_token();                                // 64 hexadecimal digits
std::string token_hash(std::string_view token);

// None for an unknown or ended session and for people who may no longer enter.
std::optional<Session> find_session(db::Reader& reader, std::string_view token, Instant now);
// None for an unknown, expired or revoked token and for people who may no longer enter.
std::optional<ApiToken> find_api_token(db::Reader& reader, std::string_view token, Date today);

}  // namespace recours::accounts
