#include "accounts/session_store.h"

#include <array>

#include <sodium.h>

#include "accounts/user_rows.h"
#include "base/text.h"

namespace recours::accounts {

bool is_alive(const Session& session, Instant now) {
  return now < session.seen_at.plus(kSessionIdle) && now < session.created_at.plus(kSessionAbsolute) &&
         is_active(session.user, paris_day(now));
}

std::string random_token() {
  std::array<char, 32> bytes{};
  randombytes_buf(bytes.data(), bytes.size());
  return hex({bytes.data(), bytes.size()});
}

std::string token_hash(std::string_view token) {
  std::array<unsigned char, crypto_hash_sha256_BYTES> digest{};
  crypto_hash_sha256(digest.data(), reinterpret_cast<const unsigned char*>(token.data()), token.size());
  return hex({reinterpret_cast<const char*>(digest.data()), digest.size()});
}

std::optional<Session> find_session(db::Reader& reader, std::string_view token, Instant now) {
  std::optional<Session> session;
  reader.each(std::string("SELECT s.token_hash, s.csrf_token, s.created_at, s.seen_at, ") + kUserColumns +
                  " FROM session s JOIN app_user u ON u.id = s.user_id " + kUserJoins + " WHERE s.token_hash = :hash",
              {{"hash", token_hash(token)}}, [&](const db::Row& row) {
                if (!session) {
                  session = Session{row.get<std::string>("token_hash"), row.get<std::string>("csrf_token"),
                                    row.get<Instant>("created_at"), row.get<Instant>("seen_at"), user_of(row)};
                }
                add_role(session->user, row);
              });
  if (session && !is_alive(*session, now)) session.reset();
  return session;
}

std::optional<ApiToken> find_api_token(db::Reader& reader, std::string_view token, Date today) {
  std::optional<ApiToken> found;
  reader.each(std::string("SELECT t.id AS token_id, t.scope, t.last_used_on, ") + kUserColumns +
                  " FROM api_token t JOIN app_user u ON u.id = t.user_id " + kUserJoins +
                  " WHERE t.token_hash = :hash AND t.revoked_at IS NULL"
                  " AND (t.expires_on IS NULL OR t.expires_on >= :today)",
              {{"hash", token_hash(token)}, {"today", today}}, [&](const db::Row& row) {
                if (!found) {
                  found = ApiToken{row.get<std::int64_t>("token_id"), row.get<std::string_view>("scope") == "read",
                                   row.get<std::optional<Date>>("last_used_on"), user_of(row)};
                }
                add_role(found->user, row);
              });
  if (found && !is_active(found->user, today)) found.reset();
  return found;
}

}  // namespace recours::accounts
