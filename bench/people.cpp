#include "bench/people.h"

#include "accounts/organisation_actions.h"
#include "accounts/session_actions.h"
#include "accounts/user_store.h"

namespace recours::bench {
namespace {

const journal::Actor kActor{std::nullopt, "bench", "cli"};

}  // namespace

accounts::Viewer add_person(db::Database& database, const std::string& email, accounts::Role role,
                            std::optional<ResellerAccountId> account, Instant now) {
  const accounts::NewUser user{.email = email, .name = "Banc d’essai", .roles = {role}, .account = account};
  if (!accounts::add_user(database, kActor, user, "un long mot de passe", now)) throw std::runtime_error(email);
  return person_named(database, email);
}

accounts::Viewer person_named(db::Database& database, const std::string& email) {
  const auto reader = database.reader();
  const auto id =
      reader->value<std::int64_t>("SELECT id AS value FROM app_user WHERE email = :email", {{"email", email}});
  return accounts::viewer_of(*accounts::find_user(*reader, UserId{id}), "bench");
}

Caller caller_for(db::Database& database, const accounts::Viewer& viewer, Instant now) {
  const auto token =
      accounts::create_token(database, kActor, {viewer.id, "bench", accounts::TokenScope::Write, {}}, now).value();
  const auto user = accounts::find_user(*database.reader(), viewer.id);
  return {accounts::open_session(database, *user, {"127.0.0.1", "bench", std::nullopt}, now).token, token};
}

}  // namespace recours::bench
