// The verbs of people_actions.h and user_actions.h with one more condition, asked within their transaction: for who may
// act on some people only (colleague_actions.h).
#pragma once

#include <functional>
#include <optional>
#include <set>

#include "accounts/mail_preferences.h"
#include "accounts/people_actions.h"

namespace recours::accounts {

// A refusal, or nothing to go on; may throw NotFound or Forbidden.
using PersonGuard = std::function<std::optional<Refusal>(db::Transaction&, const User&)>;

std::optional<Refusal> change_person(db::Database& database, const journal::Actor& actor, UserId user,
                                     const PersonChange& change, Instant now, const PersonGuard& guard);
std::optional<Refusal> disable_user(db::Database& database, const journal::Actor& actor, UserId user, Instant now,
                                    const PersonGuard& guard);
std::optional<Refusal> enable_user(db::Database& database, const journal::Actor& actor, UserId user, Instant now,
                                   const PersonGuard& guard);
std::optional<Refusal> send_password_link(db::Database& database, const journal::Actor& actor, UserId user,
                                          const std::string& public_url, Instant now, const PersonGuard& guard);
// Which mails this person wants from now on, as somebody else chose.
std::optional<Refusal> choose_mails(db::Database& database, const journal::Actor& actor, UserId user,
                                    const std::set<MailKind>& wanted, Instant now, const PersonGuard& guard);

inline std::optional<Refusal> no_objection(db::Transaction&, const User&) { return std::nullopt; }

}  // namespace recours::accounts
