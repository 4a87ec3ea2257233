#include "accounts/session_actions.h"

#include <spdlog/spdlog.h>

#include <boost/json.hpp>

#include "accounts/passwords.h"
#include "accounts/second_factor_actions.h"
#include "accounts/sign_in_throttle.h"
#include "db/storage_error.h"

namespace recours::accounts {
namespace {

constexpr std::chrono::minutes kSeenEvery{1};
constexpr std::chrono::hours kAnswersKept{24};
constexpr std::size_t kLongestUserAgent = 200;

std::string printable(std::string_view text) {
  std::string kept;
  for (const char c : text.substr(0, kLongestUserAgent)) {
    if (c >= ' ' && c <= '~') kept += c;
  }
  return kept;
}

std::optional<std::string> find_password_hash(db::Reader& reader, UserId user) {
  return reader.require("SELECT password_hash FROM app_user WHERE id = :id", {{"id", user}},
                        [](const db::Row& row) { return row.get<std::optional<std::string>>("password_hash"); });
}

// The person, when password and access are good.
std::optional<User> recognise(db::Database& database, std::string_view email, const std::string& password, Date today) {
  std::optional<User> user;
  std::optional<std::string> hash;
  {
    const auto reader = database.reader();
    user = find_user_by_email(*reader, email);
    if (user) hash = find_password_hash(*reader, user->id);
  }
  const bool right_password = verify_password(hash, password);
  if (!right_password || !is_active(*user, today)) return std::nullopt;
  return user;
}

SignInRefusal code_required(std::string pending_token) {
  return {{"code_required", msg("Type the code of your application."), {}}, {}, std::move(pending_token)};
}

}  // namespace

OpenedSession insert_session(db::Transaction& transaction, const User& user, const Origin& origin, Instant now) {
  OpenedSession opened{random_token(), random_token(), user.id};
  if (origin.former_token) {
    transaction.execute("DELETE FROM session WHERE token_hash = :hash", {{"hash", token_hash(*origin.former_token)}});
  }
  transaction.execute(
      "INSERT INTO session (token_hash, user_id, csrf_token, created_at, seen_at, address, user_agent) "
      "VALUES (:hash, :user, :csrf, :now, :now, :address, :user_agent)",
      {{"hash", token_hash(opened.token)},
       {"user", user.id},
       {"csrf", opened.csrf_token},
       {"now", now},
       {"address", origin.address},
       {"user_agent", printable(origin.user_agent)}});
  transaction.execute("UPDATE app_user SET last_sign_in_at = :now WHERE id = :user", {{"now", now}, {"user", user.id}});
  journal::append(transaction, {user.id, user.name, "web " + origin.address}, now, "session.opened",
                  {"user", std::to_string(user.id.value)}, {});
  return opened;
}

Result<OpenedSession, SignInRefusal> sign_in(db::Database& database, std::string_view email,
                                             const std::string& password, const Origin& origin, Instant now) {
  const auto subjects = throttles(email, origin.address);
  const auto until =
      database.write([&](db::Transaction& transaction) { return note_attempt(transaction, subjects, now); });
  if (until) {
    return fail(SignInRefusal{
        {"too_many_attempts", msg("Too many failed attempts. Try again from {1} on.", *until), {}}, until});
  }
  const auto user = recognise(database, email, password, paris_day(now));
  if (!user) {
    return fail(SignInRefusal{
        {"wrong_credentials", msg("We could not sign you in with this e-mail address and this password."), {}},
        std::nullopt});
  }
  return database.write([&](db::Transaction& transaction) -> Result<OpenedSession, SignInRefusal> {
    forget_attempt(transaction, subjects, now);
    if (asks_for_code(transaction, user->id)) {
      return fail(code_required(insert_pending_sign_in(transaction, user->id, now)));
    }
    return insert_session(transaction, *user, origin, now);
  });
}

OpenedSession open_session(db::Database& database, const User& user, const Origin& origin, Instant now) {
  return database.write([&](db::Transaction& transaction) { return insert_session(transaction, user, origin, now); });
}

void sign_out(db::Database& database, const Session& session, const Viewer& viewer, Instant now) {
  database.write([&](db::Transaction& transaction) {
    const auto ended =
        transaction.execute("DELETE FROM session WHERE token_hash = :hash", {{"hash", session.token_hash}});
    if (ended == 0) return;
    journal::append(transaction, viewer.actor(), now, "session.closed", {"user", std::to_string(viewer.id.value)}, {});
  });
}

namespace {

// R-186 Whoever only reads is not kept from it by a disk that takes no note of it.
template <class Write>
void note(db::Database& database, const Write& write) {
  try {
    database.write(write);
  } catch (const db::StorageError& error) {
    spdlog::error("not noted: the disk cannot be written to: {}", error.what());
  }
}

}  // namespace

void note_seen(db::Database& database, const Session& session, Instant now) {
  if (now < session.seen_at.plus(kSeenEvery)) return;
  note(database, [&](db::Transaction& transaction) {
    transaction.execute("UPDATE session SET seen_at = :now WHERE token_hash = :hash AND seen_at < :now",
                        {{"now", now}, {"hash", session.token_hash}});
  });
}

void note_used(db::Database& database, const ApiToken& token, Date today) {
  if (token.last_used_on && *token.last_used_on >= today) return;
  note(database, [&](db::Transaction& transaction) {
    transaction.execute("UPDATE api_token SET last_used_on = :today WHERE id = :id",
                        {{"today", today}, {"id", token.id}});
  });
}

void drop_expired(db::Database& database, Instant now) {
  const auto before = [&](std::chrono::milliseconds age) { return now.plus(-age); };
  database.write([&](db::Transaction& transaction) {
    transaction.execute("DELETE FROM session WHERE seen_at <= :idle OR created_at <= :oldest",
                        {{"idle", before(kSessionIdle)}, {"oldest", before(kSessionAbsolute)}});
    transaction.execute("DELETE FROM pending_sign_in WHERE created_at <= :oldest", {{"oldest", before(kCodeAwaited)}});
    transaction.execute("DELETE FROM sign_in_failure WHERE at <= :oldest", {{"oldest", before(kThrottleWindow)}});
    transaction.execute("DELETE FROM idempotent_answer WHERE created_at <= :oldest",
                        {{"oldest", before(kAnswersKept)}});
  });
}

}  // namespace recours::accounts
