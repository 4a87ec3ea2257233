#include "accounts/second_factor_actions.h"

#include <algorithm>

#include <sodium.h>
#include <boost/json.hpp>

#include "accounts/account_mail.h"
#include "accounts/random_key.h"
#include "accounts/sign_in_throttle.h"
#include "accounts/totp.h"
#include "base/errors.h"

namespace recours::accounts {
namespace {

constexpr int kRecoveryCodes = 10;
constexpr std::size_t kRecoveryLength = 16;
// Without 0, 1, i, l, o, u: read from paper. 16 of 30 are 78 bits.
constexpr std::string_view kRecoveryLetters = "abcdefghjkmnpqrstvwxyz23456789";
constexpr std::int64_t kCodeFailures = 5, kAddressFailures = 20;

journal::Subject subject_of(UserId user) { return {"user", std::to_string(user.value)}; }

std::string random_recovery_code() {
  std::string code;
  for (std::size_t i = 0; i < kRecoveryLength; ++i) {
    if (i > 0 && i % 4 == 0) code += '-';
    code += kRecoveryLetters[randombytes_uniform(static_cast<std::uint32_t>(kRecoveryLetters.size()))];
  }
  return code;
}

// As typed: without blanks and dashes, in lower case.
std::string plain_code(std::string_view typed) {
  std::string code;
  for (const char c : typed) {
    if (c == ' ' || c == '-') continue;
    code += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return code;
}

std::string recovery_hash(const std::string& salt, std::string_view plain) {
  return token_hash(salt + std::string(plain));
}

// R-118 Ten new ones instead of those there were.
std::vector<std::string> replace_recovery_codes(db::Transaction& transaction, UserId user) {
  transaction.execute("DELETE FROM recovery_code WHERE user_id = :user", {{"user", user}});
  std::vector<std::string> codes;
  for (int i = 0; i < kRecoveryCodes; ++i) {
    const auto& code = codes.emplace_back(random_recovery_code());
    const auto salt = random_key();
    transaction.execute("INSERT INTO recovery_code (user_id, salt, code_hash) VALUES (:user, :salt, :hash)",
                        {{"user", user}, {"salt", salt}, {"hash", recovery_hash(salt, plain_code(code))}});
  }
  return codes;
}

// R-118 Used up by the first who gives it.
bool use_recovery_code(db::Transaction& transaction, UserId user, std::string_view plain) {
  const auto kept = transaction.list(
      "SELECT salt, code_hash FROM recovery_code WHERE user_id = :user", {{"user", user}},
      [](const db::Row& row) { return std::pair(row.get<std::string>("salt"), row.get<std::string>("code_hash")); });
  const auto fits = [&](const auto& one) { return recovery_hash(one.first, plain) == one.second; };
  const auto found = std::find_if(kept.begin(), kept.end(), fits);
  if (found == kept.end()) return false;
  return transaction.execute("DELETE FROM recovery_code WHERE user_id = :user AND code_hash = :hash",
                             {{"user", user}, {"hash", found->second}}) == 1;
}

// R-116 Accepted once: its step and those before it are used up.
bool use_code(db::Transaction& transaction, UserId user, const SecondFactor& factor, const std::string& plain,
              Instant now) {
  const auto step = matching_step(factor.secret, plain, now);
  if (!step) return false;
  return transaction.execute("UPDATE second_factor SET last_step = :step WHERE user_id = :user AND last_step < :step",
                             {{"step", *step}, {"user", user}}) == 1;
}

void tell(db::Transaction& transaction, UserId user, AccessChange change, Instant now) {
  mail::enqueue(transaction, access_mail(find_user(transaction, user).value(), change, now), now);
}

SignInRefusal plain_refusal(std::string code, Message message) {
  return {{std::move(code), std::move(message), {}}, {}};
}

std::vector<Throttle> code_throttles(UserId user, const std::string& address) {
  return {{code_subject(user), kCodeFailures}, {"address:" + address, kAddressFailures}};
}

enum class Proof { None, Code, RecoveryCode };

Proof proof_of(db::Transaction& transaction, UserId user, std::string_view typed, Instant now) {
  const auto factor = find_second_factor(transaction, user);
  if (!factor || !factor->confirmed_at) return Proof::None;
  const auto plain = plain_code(typed);
  if (use_code(transaction, user, *factor, plain, now)) return Proof::Code;
  return use_recovery_code(transaction, user, plain) ? Proof::RecoveryCode : Proof::None;
}

void note_recovery(db::Transaction& transaction, const User& user, const Origin& origin, Instant now) {
  journal::append(transaction, {user.id, user.name, "web " + origin.address}, now, "second_factor.recovery_code_used",
                  subject_of(user.id), {});
  tell(transaction, user.id, AccessChange::RecoveryCodeUsed, now);
}

}  // namespace

std::optional<SignInRefusal> prepare_second_factor(db::Database& database, const Viewer& viewer,
                                                   const std::string& password, const Origin& origin, Instant now) {
  if (auto refusal = ask_own_password(database, viewer, password, origin, now)) return refusal;
  return database.write([&](db::Transaction& transaction) -> std::optional<SignInRefusal> {
    if (asks_for_code(transaction, viewer.id)) {
      return plain_refusal("already_on", msg("Two-step sign-in is on already."));
    }
    transaction.execute(
        "INSERT INTO second_factor (user_id, secret, created_at) VALUES (:user, :secret, :now)"
        " ON CONFLICT (user_id) DO UPDATE SET secret = excluded.secret, created_at = excluded.created_at, last_step = "
        "0",
        {{"user", viewer.id}, {"secret", new_totp_secret()}, {"now", now}});
    return std::nullopt;
  });
}

Result<std::vector<std::string>, Refusal> confirm_second_factor(db::Database& database, const Viewer& viewer,
                                                                const std::string& code, Instant now) {
  using Codes = Result<std::vector<std::string>, Refusal>;
  return database.write([&](db::Transaction& transaction) -> Codes {
    const auto factor = find_second_factor(transaction, viewer.id);
    if (!factor || factor->confirmed_at) {
      return fail(Refusal{"not_prepared", msg("Start again: there is no key to confirm."), {}});
    }
    if (!use_code(transaction, viewer.id, *factor, plain_code(code), now)) {
      const auto message =
          msg("This is not the code of the moment. Check the clock of your phone and type the next one.");
      return fail(Refusal{"wrong_code", message, {{"code", "wrong_code", message}}});
    }
    transaction.execute_one(
        "UPDATE second_factor SET confirmed_at = :now WHERE user_id = :user AND confirmed_at IS NULL",
        {{"now", now}, {"user", viewer.id}});
    auto codes = replace_recovery_codes(transaction, viewer.id);
    journal::append(transaction, viewer.actor(), now, "second_factor.on", subject_of(viewer.id), {});
    tell(transaction, viewer.id, AccessChange::SecondFactorOn, now);
    return codes;
  });
}

Result<std::vector<std::string>, SignInRefusal> renew_recovery_codes(db::Database& database, const Viewer& viewer,
                                                                     const std::string& password, const Origin& origin,
                                                                     Instant now) {
  using Codes = Result<std::vector<std::string>, SignInRefusal>;
  if (auto refusal = ask_own_password(database, viewer, password, origin, now)) return fail(std::move(*refusal));
  return database.write([&](db::Transaction& transaction) -> Codes {
    if (!asks_for_code(transaction, viewer.id)) throw Conflict("second factor");
    auto codes = replace_recovery_codes(transaction, viewer.id);
    journal::append(transaction, viewer.actor(), now, "second_factor.codes_renewed", subject_of(viewer.id), {});
    tell(transaction, viewer.id, AccessChange::RecoveryCodesRenewed, now);
    return codes;
  });
}

std::optional<SignInRefusal> remove_second_factor(db::Database& database, const Viewer& viewer,
                                                  const std::string& password, const Origin& origin, Instant now) {
  if (auto refusal = ask_own_password(database, viewer, password, origin, now)) return refusal;
  database.write([&](db::Transaction& transaction) {
    if (!delete_second_factor(transaction, viewer.id)) return;
    journal::append(transaction, viewer.actor(), now, "second_factor.off", subject_of(viewer.id), {});
    tell(transaction, viewer.id, AccessChange::SecondFactorOff, now);
  });
  return std::nullopt;
}

Result<OpenedSession, SignInRefusal> sign_in_with_code(db::Database& database, std::string_view pending_token,
                                                       std::string_view code, const Origin& origin, Instant now) {
  const auto user = find_pending_sign_in(*database.reader(), pending_token, now);
  if (!user) return fail(plain_refusal("sign_in_expired", msg("Sign in again: the code was waited for too long.")));
  const auto subjects = code_throttles(user->id, origin.address);
  const auto until =
      database.write([&](db::Transaction& transaction) { return note_attempt(transaction, subjects, now); });
  if (until) {
    return fail(SignInRefusal{
        {"too_many_attempts", msg("Too many failed attempts. Try again from {1} on.", *until), {}}, until});
  }
  return database.write([&](db::Transaction& transaction) -> Result<OpenedSession, SignInRefusal> {
    const Proof proof = proof_of(transaction, user->id, code, now);
    if (proof == Proof::None) {
      return fail(plain_refusal("wrong_code", msg("This code is wrong or was used already. Wait for the next one.")));
    }
    forget_attempt(transaction, subjects, now);
    transaction.execute_one("DELETE FROM pending_sign_in WHERE token_hash = :hash",
                            {{"hash", token_hash(pending_token)}});
    if (proof == Proof::RecoveryCode) note_recovery(transaction, *user, origin, now);
    return insert_session(transaction, *user, origin, now);
  });
}

std::string insert_pending_sign_in(db::Transaction& transaction, UserId user, Instant now) {
  auto token = random_token();
  transaction.execute("INSERT INTO pending_sign_in (token_hash, user_id, created_at) VALUES (:hash, :user, :now)",
                      {{"hash", token_hash(token)}, {"user", user}, {"now", now}});
  return token;
}

bool delete_second_factor(db::Transaction& transaction, UserId user) {
  for (const char* table : {"recovery_code", "pending_sign_in"}) {
    transaction.execute(std::string("DELETE FROM ") + table + " WHERE user_id = :user", {{"user", user}});
  }
  return transaction.execute("DELETE FROM second_factor WHERE user_id = :user AND confirmed_at IS NOT NULL",
                             {{"user", user}}) == 1;
}

}  // namespace recours::accounts
