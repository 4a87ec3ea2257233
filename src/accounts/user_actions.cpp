#include "accounts/user_actions.h"

#include <boost/json.hpp>

#include "accounts/account_key_actions.h"
#include "accounts/account_mail.h"
#include "accounts/disabling_store.h"
#include "accounts/passwords.h"
#include "accounts/person_guard.h"
#include "accounts/session_store.h"
#include "accounts/user_rules.h"
#include "base/text.h"

namespace recours::accounts {
namespace {

constexpr std::size_t kLongestName = 100;

journal::Subject subject_of(UserId user) { return {"user", std::to_string(user.value)}; }

User require_user(db::Reader& reader, UserId id) {
  auto user = find_user(reader, id);
  if (!user) throw NotFound("user " + std::to_string(id.value));
  return std::move(*user);
}

void end_sessions(db::Transaction& transaction, UserId user) {
  for (const char* table : {"session", "pending_sign_in", "account_key"}) {
    transaction.execute(std::string("DELETE FROM ") + table + " WHERE user_id = :user", {{"user", user}});
  }
}

// They are made anew by the person: who comes back does not bring back the programs that were let in once.
void revoke_tokens(db::Transaction& transaction, UserId user, Instant now) {
  transaction.execute("UPDATE api_token SET revoked_at = :now WHERE user_id = :user AND revoked_at IS NULL",
                      {{"now", now}, {"user", user}});
}

// R-673 What a colleague ended, the distributor may end again: from then on it is theirs to give back.
bool stays_as_ended(db::Transaction& transaction, const journal::Actor& actor, const User& user) {
  if (!user.disabled_at) return false;
  const auto ending = actor.user ? find_user(transaction, *actor.user) : std::nullopt;
  const bool by_colleague = ending && ending->account == user.account;
  return by_colleague || !ended_by_colleague(transaction, user);
}

Refusal no_access(const User& user) {
  return {"no_access", msg("{1} has no access any more: a token would not answer", user.email), {}, Refusal::Kind::Conflict};
}

Refusal refusal_of(FieldRefusal field) {
  Refusal refusal{"invalid_password", field.message, {}};
  refusal.fields.push_back(std::move(field));
  return refusal;
}

}  // namespace

Result<UserId, Refusal> add_user(db::Database& database, const journal::Actor& actor, const NewUser& user,
                                 const std::optional<std::string>& password, Instant now,
                                 const std::string& public_url) {
  if (auto refusal = user_refusal(user, password, paris_day(now))) return fail(std::move(*refusal));
  const std::optional<std::string> hash = password ? std::optional(hash_password(*password)) : std::nullopt;
  return database.write([&](db::Transaction& transaction) -> Result<UserId, Refusal> {
    if (find_user_by_email(transaction, user.email)) return fail(email_taken());
    const UserId id = create_user(transaction, actor, user, hash, now);
    if (!password && !public_url.empty()) {
      send_key(transaction, actor, require_user(transaction, id), KeyPurpose::Invitation, public_url, now);
    }
    return id;
  });
}

std::optional<Refusal> disable_user(db::Database& database, const journal::Actor& actor, UserId id, Instant now) {
  return disable_user(database, actor, id, now, no_objection);
}

std::optional<Refusal> disable_user(db::Database& database, const journal::Actor& actor, UserId id, Instant now,
                                    const PersonGuard& guard) {
  return database.write([&](db::Transaction& transaction) -> std::optional<Refusal> {
    const User user = require_user(transaction, id);
    if (auto refusal = guard(transaction, user)) return refusal;
    if (stays_as_ended(transaction, actor, user)) return std::nullopt;
    const Viewer viewer = viewer_of(user, "");
    if (viewer.has(Role::Admin) && !leaves_an_administrator(transaction, id, paris_day(now))) {
      return last_administrator(user);
    }
    transaction.execute_one(
        "UPDATE app_user SET disabled_at = :now, version = version + 1 WHERE id = :id AND version = :version",
        {{"now", now}, {"id", id}, {"version", user.version}});
    end_sessions(transaction, id);
    revoke_tokens(transaction, id, now);
    journal::append(transaction, actor, now, "user.disabled", subject_of(id), {});
    return std::nullopt;
  });
}

std::optional<Refusal> reset_password(db::Database& database, const journal::Actor& actor, UserId id,
                                      const std::string& password, Instant now) {
  const User user = require_user(*database.reader(), id);
  if (auto refusal = password_refusal(password, user.email)) return refusal_of(std::move(*refusal));
  const std::string hash = hash_password(password);
  database.write([&](db::Transaction& transaction) {
    transaction.execute_one(
        "UPDATE app_user SET password_hash = :hash, version = version + 1 WHERE id = :id AND version = :version",
        {{"hash", hash}, {"id", id}, {"version", user.version}});
    end_sessions(transaction, id);
    journal::append(transaction, actor, now, "user.password_reset", subject_of(id), {});
    mail::enqueue(transaction, access_mail(user, AccessChange::PasswordChanged, now), now);
  });
  return std::nullopt;
}

Result<std::string, Refusal> create_token(db::Database& database, const journal::Actor& actor, const NewToken& token,
                                          Instant now) {
  std::vector<FieldRefusal> fields;
  const std::string name(trim(token.name));
  if (name.empty() || !is_one_line(name) || length(name) > kLongestName) {
    fields.push_back({"name", "required", msg("Name the token, in at most {1} characters",
                                              static_cast<std::int64_t>(kLongestName))});
  }
  if (token.expires_on && *token.expires_on < paris_day(now)) {
    fields.push_back({"expires_on", "in_the_past", msg("The last day must not lie in the past.")});
  }
  if (!fields.empty()) return fail(Refusal{"invalid_token", msg("The token was not created"), std::move(fields)});

  const std::string secret = "rec_" + random_token();
  const std::string_view scope = token.scope == TokenScope::Write ? "write" : "read";
  return database.write([&](db::Transaction& transaction) -> Result<std::string, Refusal> {
    const User user = require_user(transaction, token.user);
    if (!is_active(user, paris_day(now))) return fail(no_access(user));
    transaction.execute(
        "INSERT INTO api_token (user_id, name, token_hash, scope, created_at, expires_on) "
        "VALUES (:user, :name, :hash, :scope, :now, :expires_on)",
        {{"user", token.user},
         {"name", name},
         {"hash", token_hash(secret)},
         {"scope", scope},
         {"now", now},
         {"expires_on", token.expires_on}});
    boost::json::object content{{"name", name}, {"scope", scope}};
    if (token.expires_on) content["expires_on"] = token.expires_on->iso();
    journal::append(transaction, actor, now, "token.created", subject_of(token.user), content);
    return secret;
  });
}

void choose_language(db::Database& database, const Viewer& viewer, ui::Language language, Instant now) {
  database.write([&](db::Transaction& transaction) {
    transaction.execute_one("UPDATE app_user SET language = :language, version = version + 1 WHERE id = :id",
                            {{"language", ui::code_of(language)}, {"id", viewer.id}});
    journal::append(transaction, viewer.actor(), now, "user.language_chosen", subject_of(viewer.id),
                    {{"language", ui::code_of(language)}});
  });
}

void choose_theme(db::Database& database, const Viewer& viewer, const std::string& theme, Instant now) {
  if (theme != "auto" && theme != "light" && theme != "dark") throw Malformed("theme: auto, light or dark");
  database.write([&](db::Transaction& transaction) {
    transaction.execute_one("UPDATE app_user SET theme = :theme, version = version + 1 WHERE id = :id",
                            {{"theme", theme}, {"id", viewer.id}});
    journal::append(transaction, viewer.actor(), now, "user.theme_chosen", subject_of(viewer.id), {{"theme", theme}});
  });
}

}  // namespace recours::accounts
