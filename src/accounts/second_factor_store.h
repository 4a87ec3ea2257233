// What is known of a person's second factor, and of sign-ins that wait for its code. Writing is in
// second_factor_actions.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "accounts/user_store.h"

namespace recours::accounts {

// R-117 How long the right password waits for the code.
inline constexpr std::chrono::minutes kCodeAwaited{10};

struct SecondFactor {
  std::string secret;                   // Base32
  std::optional<Instant> confirmed_at;  // none: being set up, not asked for yet
  std::int64_t recovery_codes = 0;      // left
};
std::optional<SecondFactor> find_second_factor(db::Reader& reader, UserId user);
// R-117 Whether a code is asked for after the password.
bool asks_for_code(db::Reader& reader, UserId user);

// None for an unknown, finished or old one and for people who may no longer enter.
std::optional<User> find_pending_sign_in(db::Reader& reader, std::string_view token, Instant now);

}  // namespace recours::accounts
