#include "accounts/account_key_store.h"

#include "accounts/session_store.h"

namespace recours::accounts {

std::string_view name_of(KeyPurpose purpose) { return purpose == KeyPurpose::Reset ? "reset" : "invitation"; }

std::chrono::hours lifetime_of(KeyPurpose purpose) {
  return std::chrono::hours(purpose == KeyPurpose::Reset ? 1 : 7 * 24);
}

std::optional<KeyHolder> find_key_holder(db::Reader& reader, std::string_view key, Instant now) {
  struct Found {
    UserId user;
    KeyPurpose purpose;
    Instant expires_at;
  };
  const auto found = reader.find(
      "SELECT user_id, purpose, expires_at FROM account_key WHERE key_hash = :hash AND expires_at > :now"
      " AND user_id IS NOT NULL",
      {{"hash", token_hash(key)}, {"now", now}}, [](const db::Row& row) {
        return Found{row.get<UserId>("user_id"),
                     row.get<std::string_view>("purpose") == "reset" ? KeyPurpose::Reset : KeyPurpose::Invitation,
                     row.get<Instant>("expires_at")};
      });
  if (!found) return std::nullopt;
  auto user = find_user(reader, found->user);
  if (!user || !is_active(*user, paris_day(now))) return std::nullopt;
  return KeyHolder{std::move(*user), found->purpose, found->expires_at};
}

}  // namespace recours::accounts
