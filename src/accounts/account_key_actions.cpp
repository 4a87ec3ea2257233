#include "accounts/account_key_actions.h"

#include <boost/json.hpp>

#include "accounts/account_mail.h"
#include "accounts/passwords.h"
#include "accounts/session_store.h"
#include "accounts/settings.h"
#include "accounts/sign_in_throttle.h"
#include "base/text.h"
#include "mail/confidential.h"

namespace recours::accounts {
namespace {

constexpr std::size_t kLongestAddress = 200;  // what is longer is no address of ours (user_rules)
constexpr int kAnsweredAtOnce = 20;

struct PasswordRequest {
  std::int64_t id = 0;
  std::string email, address;
};

std::vector<PasswordRequest> waiting_requests(db::Database& database) {
  return database.reader()->list("SELECT id, email, address FROM password_request ORDER BY id LIMIT :most",
                                 {{"most", kAnsweredAtOnce}}, [](const db::Row& row) {
                                   return PasswordRequest{row.get<std::int64_t>("id"), row.get<std::string>("email"),
                                                          row.get<std::string>("address")};
                                 });
}

void answer(db::Transaction& transaction, const PasswordRequest& request, const std::string& public_url, Instant now) {
  // Another process may have answered it meanwhile.
  if (transaction.execute("DELETE FROM password_request WHERE id = :id", {{"id", request.id}}) == 0) return;
  const auto user = find_user_by_email(transaction, request.email);
  if (!user || !is_active(*user, paris_day(now))) return;
  send_key(transaction, {std::nullopt, "", "web " + request.address}, *user, KeyPurpose::Reset, public_url, now);
}

Refusal key_expired() {
  return {"key_expired", msg("This link has expired or was used already. Ask for another one."), {}};
}

std::optional<Refusal> objection_to(const PasswordChoice& choice, const User& user) {
  std::vector<FieldRefusal> fields;
  if (auto refusal = password_refusal(choice.password, user.email)) fields.push_back(std::move(*refusal));
  if (choice.password != choice.repeated) {
    fields.push_back({"repeated_password", "differs", msg("Both entries of the new password must be the same.")});
  }
  if (fields.empty()) return std::nullopt;
  return Refusal{"invalid_password", msg("The password was not changed"), std::move(fields)};
}

void end_all_access(db::Transaction& transaction, const User& user) {
  for (const char* table : {"session", "pending_sign_in", "account_key"}) {
    transaction.execute(std::string("DELETE FROM ") + table + " WHERE user_id = :user", {{"user", user.id}});
  }
  // Who reads the person's mail is the person: failures before it no longer stand in the way.
  forget_failures(transaction, user.email, user.id);
}

}  // namespace

void send_key(db::Transaction& transaction, const journal::Actor& actor, const User& user, KeyPurpose purpose,
              const std::string& public_url, Instant now) {
  const std::string key = random_token();
  const Instant expires_at = now.plus(lifetime_of(purpose));
  transaction.execute("DELETE FROM account_key WHERE user_id = :user", {{"user", user.id}});
  transaction.execute(
      "INSERT INTO account_key (key_hash, purpose, user_id, created_at, expires_at)"
      " VALUES (:hash, :purpose, :user, :now, :expires)",
      {{"hash", token_hash(key)},
       {"purpose", name_of(purpose)},
       {"user", user.id},
       {"now", now},
       {"expires", expires_at}});
  const auto organisation = organisation_settings(transaction).name;
  mail::enqueue(transaction, key_mail(user, {purpose, key_link(public_url, key), expires_at, organisation}), now);
  const char* action = purpose == KeyPurpose::Invitation ? "user.invited" : "user.password_link_sent";
  journal::append(transaction, actor, now, action, {"user", std::to_string(user.id.value)}, {});
}

std::optional<Instant> ask_for_password(db::Database& database, std::string_view email, const std::string& address,
                                        Instant now) {
  const auto typed = email_key(email);
  if (typed.size() > kLongestAddress || !is_one_line(typed)) return std::nullopt;
  const std::vector<Throttle> subjects{{"reset:" + token_hash(typed), 3}, {"reset-address:" + address, 20}};
  return database.write([&](db::Transaction& transaction) {
    const auto until = note_attempt(transaction, subjects, now);
    if (until) return until;
    transaction.execute("INSERT INTO password_request (email, address, asked_at) VALUES (:email, :address, :now)",
                        {{"email", typed}, {"address", address}, {"now", now}});
    return until;
  });
}

void answer_password_requests(db::Database& database, const std::string& public_url, Instant now) {
  for (const auto& request : waiting_requests(database)) {
    database.write([&](db::Transaction& transaction) { answer(transaction, request, public_url, now); });
  }
}

Result<UserId, Refusal> choose_password(db::Database& database, const PasswordChoice& choice,
                                        const std::string& address, Instant now) {
  const auto holder = find_key_holder(*database.reader(), choice.key, now);
  if (!holder) return fail(key_expired());
  const User& user = holder->user;
  if (auto refusal = objection_to(choice, user)) return fail(std::move(*refusal));
  const std::string hash = hash_password(choice.password);
  return database.write([&](db::Transaction& transaction) -> Result<UserId, Refusal> {
    const auto used = transaction.execute("DELETE FROM account_key WHERE key_hash = :hash AND expires_at > :now",
                                          {{"hash", token_hash(choice.key)}, {"now", now}});
    if (used == 0) return fail(key_expired());
    transaction.execute_one("UPDATE app_user SET password_hash = :hash, version = version + 1 WHERE id = :id",
                            {{"hash", hash}, {"id", user.id}});
    end_all_access(transaction, user);
    journal::append(transaction, {user.id, user.name, "web " + address}, now, "user.password_chosen",
                    {"user", std::to_string(user.id.value)}, {{"by", name_of(holder->purpose)}});
    mail::enqueue(transaction, access_mail(user, AccessChange::PasswordChanged, now), now);
    return user.id;
  });
}

void drop_expired_keys(db::Database& database, Instant now) {
  database.write([&](db::Transaction& transaction) {
    transaction.execute("DELETE FROM account_key WHERE expires_at <= :now", {{"now", now}});
  });
  mail::forget_old_secrets(database, now.plus(-std::chrono::milliseconds(lifetime_of(KeyPurpose::Invitation))));
}

}  // namespace recours::accounts
