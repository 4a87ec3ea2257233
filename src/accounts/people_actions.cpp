#include "accounts/people_actions.h"

#include <algorithm>

#include <boost/json.hpp>

#include "accounts/account_key_actions.h"
#include "accounts/account_mail.h"
#include "accounts/people_store.h"
#include "accounts/person_guard.h"
#include "accounts/second_factor_actions.h"
#include "accounts/sign_in_throttle.h"
#include "accounts/user_rules.h"
#include "base/errors.h"
#include "base/text.h"

namespace recours::accounts {
namespace {

journal::Subject subject_of(UserId user) { return {"user", std::to_string(user.value)}; }

bool administers(const std::vector<Role>& roles) {
  return std::find(roles.begin(), roles.end(), Role::Admin) != roles.end();
}

// A last day that is not touched may lie in the past: the name of somebody who left can be corrected.
std::optional<Refusal> objection_to(const User& user, const PersonChange& change, Date today) {
  const bool same_day = change.valid_until == user.valid_until;
  auto refusal = user_refusal({user.email, change.name, user.phone, change.roles, change.account, user.language,
                               same_day ? std::nullopt : change.valid_until},
                              std::nullopt, today);
  if (refusal) refusal->message = msg("The person was not changed.");
  return refusal;
}

// R-120 Who alone administers keeps the role, without a last day.
bool would_leave_nobody(db::Transaction& transaction, const User& user, const PersonChange& change, Date today) {
  if (!administers(user.roles) || !is_active(user, today)) return false;
  const bool stays = administers(change.roles) && (!change.valid_until || change.valid_until == user.valid_until);
  return !stays && !leaves_an_administrator(transaction, user.id, today);
}

boost::json::object described(const std::string& name, const std::vector<Role>& roles,
                              const std::optional<ResellerAccountId>& account, const std::optional<Date>& valid_until) {
  boost::json::array names;
  for (const Role role : roles) names.emplace_back(name_of(role));
  boost::json::object content{{"name", name}, {"roles", std::move(names)}};
  if (account) content["account_id"] = account->value;
  if (valid_until) content["valid_until"] = valid_until->iso();
  return content;
}

void store(db::Transaction& transaction, UserId id, const PersonChange& change) {
  transaction.execute_one(
      "UPDATE app_user SET name = :name, account_id = :account, valid_until = :until, version = version + 1"
      " WHERE id = :id AND version = :version",
      {{"name", trim(change.name)},
       {"account", change.account},
       {"until", change.valid_until},
       {"id", id},
       {"version", change.version}});
  transaction.execute("DELETE FROM user_role WHERE user_id = :id", {{"id", id}});
  for (const Role role : change.roles) {
    transaction.execute("INSERT INTO user_role (user_id, role) VALUES (:user, :role) ON CONFLICT DO NOTHING",
                        {{"user", id}, {"role", name_of(role)}});
  }
}

}  // namespace

std::optional<Refusal> change_person(db::Database& database, const journal::Actor& actor, UserId id,
                                     const PersonChange& change, Instant now) {
  return change_person(database, actor, id, change, now, no_objection);
}

std::optional<Refusal> change_person(db::Database& database, const journal::Actor& actor, UserId id,
                                     const PersonChange& change, Instant now, const PersonGuard& guard) {
  const Date today = paris_day(now);
  return database.write([&](db::Transaction& transaction) -> std::optional<Refusal> {
    const User user = require_person(transaction, id).user;
    if (auto refusal = guard(transaction, user)) return refusal;
    if (auto refusal = objection_to(user, change, today)) return refusal;
    if (would_leave_nobody(transaction, user, change, today)) return last_administrator(user);
    store(transaction, id, change);
    journal::append(transaction, actor, now, "user.changed", subject_of(id),
                    {{"before", described(user.name, user.roles, user.account, user.valid_until)},
                     {"after", described(change.name, change.roles, change.account, change.valid_until)}});
    return std::nullopt;
  });
}

void enable_user(db::Database& database, const journal::Actor& actor, UserId id, Instant now) {
  enable_user(database, actor, id, now, no_objection);
}

std::optional<Refusal> enable_user(db::Database& database, const journal::Actor& actor, UserId id, Instant now,
                                   const PersonGuard& guard) {
  return database.write([&](db::Transaction& transaction) -> std::optional<Refusal> {
    if (auto refusal = guard(transaction, require_person(transaction, id).user)) return refusal;
    const auto enabled = transaction.execute(
        "UPDATE app_user SET disabled_at = NULL, version = version + 1 WHERE id = :id AND disabled_at IS NOT NULL",
        {{"id", id}});
    if (enabled == 1) journal::append(transaction, actor, now, "user.enabled", subject_of(id), {});
    return std::nullopt;
  });
}

std::int64_t end_sessions_of(db::Database& database, const journal::Actor& actor, UserId id, Instant now) {
  return database.write([&](db::Transaction& transaction) {
    require_person(transaction, id);
    transaction.execute("DELETE FROM pending_sign_in WHERE user_id = :user", {{"user", id}});
    const auto ended = transaction.execute("DELETE FROM session WHERE user_id = :user", {{"user", id}});
    journal::append(transaction, actor, now, "user.sessions_ended", subject_of(id), {{"count", ended}});
    return ended;
  });
}

std::optional<Refusal> send_password_link(db::Database& database, const journal::Actor& actor, UserId id,
                                          const std::string& public_url, Instant now) {
  return send_password_link(database, actor, id, public_url, now, no_objection);
}

std::optional<Refusal> send_password_link(db::Database& database, const journal::Actor& actor, UserId id,
                                          const std::string& public_url, Instant now, const PersonGuard& guard) {
  if (public_url.empty()) return no_public_url();
  return database.write([&](db::Transaction& transaction) -> std::optional<Refusal> {
    const Person person = require_person(transaction, id);
    if (auto refusal = guard(transaction, person.user)) return refusal;
    if (!is_active(person.user, paris_day(now))) {
      return Refusal{
          "no_access", msg("{1} has no access: enable it first", person.user.name), {}, Refusal::Kind::Conflict};
    }
    const auto purpose = person.has_password ? KeyPurpose::Reset : KeyPurpose::Invitation;
    send_key(transaction, actor, person.user, purpose, public_url, now);
    return std::nullopt;
  });
}

std::optional<Refusal> reset_second_factor(db::Database& database, const journal::Actor& actor, UserId id,
                                           Instant now) {
  if (actor.user && *actor.user == id) {
    return Refusal{
        "own_factor", msg("Turn off your own two-step sign-in under “My account”: it asks for your password."), {}};
  }
  return database.write([&](db::Transaction& transaction) -> std::optional<Refusal> {
    const User user = require_person(transaction, id).user;
    if (!delete_second_factor(transaction, id)) return std::nullopt;
    journal::append(transaction, actor, now, "second_factor.reset", subject_of(id), {});
    mail::enqueue(transaction, access_mail(user, AccessChange::SecondFactorOff, now), now);
    return std::nullopt;
  });
}

void lift_throttle(db::Database& database, const journal::Actor& actor, UserId id, Instant now) {
  database.write([&](db::Transaction& transaction) {
    const User user = require_person(transaction, id).user;
    forget_failures(transaction, user.email, id);
    journal::append(transaction, actor, now, "user.throttle_lifted", subject_of(id), {});
  });
}

}  // namespace recours::accounts
