// R-106 After 5 failures for a person or 20 from a network address within 15 minutes nobody gets in there until the
// oldest of them is 15 minutes old. For everything that asks for a password.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "accounts/viewer.h"
#include "db/database.h"

namespace recours::accounts {

inline constexpr std::chrono::minutes kThrottleWindow{15};

// What failures are counted for, the person first.
struct Throttle {
  std::string subject;
  std::int64_t failures;
};
std::vector<Throttle> throttles(std::string_view email, const std::string& address);

// Codes of the second factor are counted apart: a known password must not start them anew.
std::string code_subject(UserId user);
// Of the person, wherever they came from.
void forget_failures(db::Transaction& transaction, std::string_view email, UserId user);

// Counts as a failure until the password turned out to be right, so that attempts at the same time count too. Returns
// when one may try again, if not now.
std::optional<Instant> note_attempt(db::Transaction& transaction, const std::vector<Throttle>& subjects, Instant now);
// The password was right: the person's failures are forgotten, of the address only this one.
void forget_attempt(db::Transaction& transaction, const std::vector<Throttle>& subjects, Instant now);

}  // namespace recours::accounts
