// People as rows: finding and listing users, and the viewer each of them is. Writing is in user_actions.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "accounts/viewer.h"
#include "base/date.h"
#include "db/database.h"

namespace recours::accounts {

struct User {
  UserId id;
  std::string email;
  std::string name;
  std::string phone;
  std::vector<Role> roles;                                 // in the order of Role
  std::optional<ResellerAccountId> account;
  std::string customer_no;                                 // of the account, empty without
  std::string account_name;
  ui::Language language = ui::Language::French;
  std::string theme = "auto";
  std::optional<Date> valid_until;                         // last day of access
  std::optional<Instant> disabled_at;
  Instant created_at;
  std::int64_t version = 1;
};

// Neither disabled nor past the last day.
bool is_active(const User& user, Date today);
Viewer viewer_of(const User& user, std::string source);
// What the person is first of all: who administers is known for that, others by their first role. Needs a role.
Role leading_role(const User& user);

// Trimmed and in lower case: how an e-mail address is stored and compared.
std::string email_key(std::string_view email);

std::optional<User> find_user(db::Reader& reader, UserId id);
std::optional<User> find_user_by_email(db::Reader& reader, std::string_view email);
// By e-mail address, those after `after` (empty: from the start).
std::vector<User> list_users(db::Reader& reader, std::string_view after = {}, int limit = 200);

struct NewUser {
  std::string email;
  std::string name;
  std::string phone;
  std::vector<Role> roles;
  std::optional<ResellerAccountId> account;
  ui::Language language = ui::Language::French;
  std::optional<Date> valid_until;
};
// For actions: the row and its roles. Throws db::ConstraintError when the address is taken.
UserId insert_user(db::Transaction& transaction, const NewUser& user, const std::optional<std::string>& password_hash,
                   Instant now);

}  // namespace recours::accounts
