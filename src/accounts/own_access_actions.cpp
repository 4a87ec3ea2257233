#include "accounts/own_access_actions.h"

#include <algorithm>

#include <boost/json.hpp>

#include "accounts/account_mail.h"
#include "accounts/own_access_store.h"
#include "accounts/own_password_actions.h"
#include "accounts/passwords.h"
#include "base/errors.h"

namespace recours::accounts {
namespace {

journal::Subject subject_of(const Viewer& viewer) { return {"user", std::to_string(viewer.id.value)}; }

std::int64_t delete_others(db::Transaction& transaction, UserId user, std::string_view kept_token) {
  return transaction.execute("DELETE FROM session WHERE user_id = :user AND token_hash <> :kept",
                             {{"user", user}, {"kept", token_hash(kept_token)}});
}

std::optional<SignInRefusal> objection_to(const PasswordChange& change, const Viewer& viewer) {
  std::vector<FieldRefusal> fields;
  if (change.current.empty()) fields.push_back({"current_password", "required", msg("Please fill in this field.")});
  if (auto refusal = password_refusal(change.next, viewer.email)) fields.push_back(std::move(*refusal));
  if (fields.empty() && change.next == change.current) {
    fields.push_back({"password", "unchanged", msg("The new password must differ from the one in force.")});
  }
  if (change.next != change.repeated) {
    fields.push_back({"repeated_password", "differs", msg("Both entries of the new password must be the same.")});
  }
  if (fields.empty()) return std::nullopt;
  return SignInRefusal{{"invalid_password", msg("The password was not changed"), std::move(fields)}, {}};
}

}  // namespace

std::optional<SignInRefusal> change_password(db::Database& database, const Viewer& viewer, const PasswordChange& change,
                                             const Origin& origin, Instant now) {
  if (auto objection = objection_to(change, viewer)) return objection;
  if (auto refusal = ask_own_password(database, viewer, change.current, origin, now)) return refusal;
  const std::string hash = hash_password(change.next);
  database.write([&](db::Transaction& transaction) {
    transaction.execute_one("UPDATE app_user SET password_hash = :hash, version = version + 1 WHERE id = :id",
                            {{"hash", hash}, {"id", viewer.id}});
    const auto ended = delete_others(transaction, viewer.id, origin.former_token.value_or(""));
    transaction.execute("DELETE FROM pending_sign_in WHERE user_id = :user", {{"user", viewer.id}});
    journal::append(transaction, viewer.actor(), now, "user.password_changed", subject_of(viewer),
                    {{"sessions_ended", ended}});
    mail::enqueue(transaction, access_mail(*find_user(transaction, viewer.id), AccessChange::PasswordChanged, now), now);
  });
  return std::nullopt;
}

void end_session(db::Database& database, const Viewer& viewer, std::string_view key, Instant now) {
  database.write([&](db::Transaction& transaction) {
    const auto sessions = list_sessions(transaction, viewer.id, now);
    const auto found = std::find_if(sessions.begin(), sessions.end(), [&](const auto& one) { return one.key == key; });
    if (found == sessions.end()) throw NotFound("session");
    transaction.execute("DELETE FROM session WHERE token_hash = :hash", {{"hash", found->token_hash}});
    journal::append(transaction, viewer.actor(), now, "session.ended", subject_of(viewer),
                    {{"address", found->address}});
  });
}

std::int64_t end_other_sessions(db::Database& database, const Viewer& viewer, std::string_view kept_token,
                                Instant now) {
  return database.write([&](db::Transaction& transaction) {
    const auto ended = delete_others(transaction, viewer.id, kept_token);
    if (ended > 0) {
      journal::append(transaction, viewer.actor(), now, "session.others_ended", subject_of(viewer), {{"count", ended}});
    }
    return ended;
  });
}

void revoke_token(db::Database& database, const Viewer& viewer, ApiTokenId token, Instant now) {
  database.write([&](db::Transaction& transaction) {
    const auto name = transaction.find(
        "UPDATE api_token SET revoked_at = :now WHERE id = :id AND user_id = :user AND revoked_at IS NULL RETURNING "
        "name",
        {{"now", now}, {"id", token}, {"user", viewer.id}},
        [](const db::Row& row) { return row.get<std::string>("name"); });
    if (!name) throw NotFound("token");
    journal::append(transaction, viewer.actor(), now, "token.revoked", subject_of(viewer), {{"name", *name}});
  });
}

}  // namespace recours::accounts
