// Time-based one-time codes (RFC 6238: SHA-1, 6 digits, 30 seconds) as every authenticator application makes them, by
// liboath. No database here: which codes were used already is kept by second_factor_actions.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/date.h"

namespace recours::accounts {

std::string new_totp_secret();  // 160 random bits in Base32

// R-116 The step of 30 seconds whose code this is, among the one of `now` and its two neighbours; none: a wrong code.
std::optional<std::int64_t> matching_step(const std::string& secret, const std::string& code, Instant now);

// What the QR code holds: otpauth://totp/…
std::string totp_address(const std::string& issuer, const std::string& account, const std::string& secret);

}  // namespace recours::accounts
