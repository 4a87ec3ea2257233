// One-time keys that stand in links sent by mail: who holds one. The database knows their SHA-256 only; writing is in
// account_key_actions.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "accounts/user_store.h"

namespace recours::accounts {

enum class KeyPurpose { Reset, Invitation };
std::string_view name_of(KeyPurpose purpose);

// R-112 An hour for a forgotten password, seven days for an invitation.
std::chrono::hours lifetime_of(KeyPurpose purpose);

struct KeyHolder {
  User user;
  KeyPurpose purpose = KeyPurpose::Reset;
  Instant expires_at;
};
// None for an unknown, used, voided or expired key and for people who may no longer enter.
std::optional<KeyHolder> find_key_holder(db::Reader& reader, std::string_view key, Instant now);

}  // namespace recours::accounts
