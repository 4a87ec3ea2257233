// Passwords: what is accepted, and their Argon2id hashes (libsodium). Hashing is slow and takes 19 MiB on purpose; at most
// two run at once, further callers wait.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/refusal.h"

namespace recours::accounts {

// R-105 12 to 128 characters, not the e-mail address, R-124 none of the most frequent ones. None: it is good.
std::optional<FieldRefusal> password_refusal(std::string_view password, std::string_view email);

std::string hash_password(const std::string& password);
// Takes as long without a hash (nobody has that address, or no password yet) as with a wrong password.
bool verify_password(const std::optional<std::string>& hash, const std::string& password);

}  // namespace recours::accounts
