#include "accounts/second_factor_store.h"

#include "accounts/session_store.h"

namespace recours::accounts {

std::optional<SecondFactor> find_second_factor(db::Reader& reader, UserId user) {
  return reader.find(
      "SELECT secret, confirmed_at, (SELECT COUNT(*) FROM recovery_code WHERE user_id = :user) AS codes"
      " FROM second_factor WHERE user_id = :user",
      {{"user", user}}, [](const db::Row& row) {
        return SecondFactor{row.get<std::string>("secret"), row.get<std::optional<Instant>>("confirmed_at"),
                            row.get<std::int64_t>("codes")};
      });
}

bool asks_for_code(db::Reader& reader, UserId user) {
  const auto factor = find_second_factor(reader, user);
  return factor && factor->confirmed_at;
}

std::optional<User> find_pending_sign_in(db::Reader& reader, std::string_view token, Instant now) {
  const auto user_id =
      reader.find("SELECT user_id FROM pending_sign_in WHERE token_hash = :hash AND created_at > :oldest",
                  {{"hash", token_hash(token)}, {"oldest", now.plus(-kCodeAwaited)}},
                  [](const db::Row& row) { return row.get<UserId>("user_id"); });
  if (!user_id) return std::nullopt;
  auto user = find_user(reader, *user_id);
  return user && is_active(*user, paris_day(now)) ? user : std::nullopt;
}

}  // namespace recours::accounts
