#include "accounts/disabling_store.h"

namespace recours::accounts {

bool ended_by_colleague(db::Reader& reader, const User& user) {
  if (!user.account || !user.disabled_at) return false;
  const auto ended = reader.find(
      "SELECT a.account_id FROM journal_entry e LEFT JOIN app_user a ON a.id = e.actor_id "
      "WHERE e.subject_type = 'user' AND e.subject_id = :user AND e.action = 'user.disabled' "
      "ORDER BY e.id DESC LIMIT 1",
      {{"user", std::to_string(user.id.value)}},
      [](const db::Row& row) { return row.get<std::optional<ResellerAccountId>>("account_id"); });
  return ended && *ended == user.account;
}

}  // namespace recours::accounts
