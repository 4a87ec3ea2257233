// How a user comes out of SQL, with account and roles in one query: one row per role. For the stores of this folder.
#pragma once

#include <string>
#include <vector>

#include "accounts/user_store.h"
#include "db/database.h"

namespace recours::accounts {

inline constexpr const char* kUserColumns =
    "u.id AS user_id, u.email, u.name, u.phone, u.account_id, u.language, u.theme, u.valid_until, u.disabled_at, "
    "u.created_at AS user_created_at, u.version, a.customer_no, a.name AS account_name, r.role";
inline constexpr const char* kUserJoins =
    "LEFT JOIN reseller_account a ON a.id = u.account_id LEFT JOIN user_role r ON r.user_id = u.id";

User user_of(const db::Row& row);
void add_role(User& user, const db::Row& row);
// Appends the row's user, or its role to the last one. Rows of one user come one after the other.
void collect(std::vector<User>& users, const db::Row& row);

}  // namespace recours::accounts
