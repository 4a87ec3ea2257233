#include "accounts/own_password_actions.h"

#include "accounts/passwords.h"
#include "accounts/sign_in_throttle.h"

namespace recours::accounts {
namespace {

SignInRefusal wrong_password() {
  const auto message = msg("This is not your password in force.");
  return {{"wrong_credentials", message, {{"current_password", "wrong_credentials", message}}}, {}};
}

SignInRefusal no_password() {
  const auto message = msg("Please fill in this field.");
  return {{"wrong_credentials", message, {{"current_password", "required", message}}}, {}};
}

bool is_current(db::Database& database, UserId user, const std::string& password) {
  const auto hash = database.reader()->require(
      "SELECT password_hash FROM app_user WHERE id = :id", {{"id", user}},
      [](const db::Row& row) { return row.get<std::optional<std::string>>("password_hash"); });
  return verify_password(hash, password);
}

}  // namespace

std::optional<SignInRefusal> ask_own_password(db::Database& database, const Viewer& viewer, const std::string& password,
                                              const Origin& origin, Instant now) {
  if (password.empty()) return no_password();
  const auto subjects = throttles(viewer.email, origin.address);
  const auto until =
      database.write([&](db::Transaction& transaction) { return note_attempt(transaction, subjects, now); });
  if (until) {
    return SignInRefusal{{"too_many_attempts", msg("Too many failed attempts. Try again from {1} on.", *until), {}},
                         until};
  }
  if (!is_current(database, viewer.id, password)) return wrong_password();
  database.write([&](db::Transaction& transaction) { forget_attempt(transaction, subjects, now); });
  return std::nullopt;
}

}  // namespace recours::accounts
