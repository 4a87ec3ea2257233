#include "accounts/colleague_actions.h"

#include <algorithm>

#include "accounts/disabling_store.h"
#include "accounts/person_guard.h"
#include "accounts/user_actions.h"
#include "accounts/user_rules.h"
#include "base/errors.h"

namespace recours::accounts {
namespace {

void require_administrator(const Viewer& viewer) {
  if (!administers_account(viewer) || viewer.read_only) throw Forbidden();
}

// Everybody of the account who administers it, held until the end: two of them cannot take each other's role away.
void hold_administrators(db::Transaction& transaction, const Viewer& viewer) {
  const auto all = transaction.list(
      "SELECT u.id AS value FROM app_user u JOIN user_role r ON r.user_id = u.id AND r.role = 'reseller_admin' "
      "WHERE u.account_id = :account ORDER BY u.id",
      {{"account", viewer.account}}, [](const db::Row& row) { return row.get<std::int64_t>("value"); });
  transaction.lock_rows("app_user", all);
}

// As it is now, not as it was when the page was opened.
bool still_administers(db::Transaction& transaction, const Viewer& viewer, Date today) {
  const auto user = find_user(transaction, viewer.id);
  return user && is_active(*user, today) && administers_account(viewer_of(*user, viewer.source));
}

PersonGuard of_account(const Viewer& viewer, Instant now) {
  return [&viewer, today = paris_day(now)](db::Transaction& transaction, const User& user) -> std::optional<Refusal> {
    if (user.account != viewer.account) throw NotFound("colleague");
    hold_administrators(transaction, viewer);
    if (!still_administers(transaction, viewer, today)) throw Forbidden();
    return std::nullopt;
  };
}

//
PersonGuard ended_here(const Viewer& viewer, Instant now) {
  return [in_account = of_account(viewer, now)](db::Transaction& transaction, const User& user) {
    auto refusal = in_account(transaction, user);
    if (!refusal && user.disabled_at && !ended_by_colleague(transaction, user)) refusal = ended_by_distributor();
    return refusal;
  };
}

Refusal own_access() {
  return {"own_access",
          msg("You cannot end your own access or give up your own role here: another administrator of your account can."),
          {}};
}

Refusal role_missing() {
  return {"invalid_user",
          msg("The person was not added."),
          {{"roles", "required", msg("Choose at least one role.")}}};
}

}  // namespace

Refusal ended_by_distributor() {
  return {"ended_by_distributor", msg("The distributor ended this access: only the distributor can give it back."), {}};
}

bool administers_account(const Viewer& viewer) { return viewer.account && viewer.has(Role::ResellerAdmin); }

Person require_colleague(db::Reader& reader, const Viewer& viewer, UserId id) {
  if (!administers_account(viewer)) throw Forbidden();
  auto person = require_person(reader, id);
  if (person.user.account != viewer.account) throw NotFound("colleague");
  return person;
}

std::optional<Role> colleague_role_named(std::string_view name) {
  const auto role = role_named(name);
  const bool known = role && std::find(std::begin(kColleagueRoles), std::end(kColleagueRoles), *role) !=
                                 std::end(kColleagueRoles);
  return known ? role : std::nullopt;
}

Role role_of_colleague(const User& user) {
  const bool administers = std::find(user.roles.begin(), user.roles.end(), Role::ResellerAdmin) != user.roles.end();
  return administers ? Role::ResellerAdmin : Role::Reseller;
}

Result<UserId, Refusal> invite_colleague(db::Database& database, const Viewer& viewer, const NewColleague& colleague,
                                         const std::string& public_url, Instant now) {
  require_administrator(viewer);
  if (public_url.empty()) return fail(no_public_url());
  NewUser user{colleague.email, colleague.name, "", {}, viewer.account, colleague.language, {}};
  if (colleague.role) user.roles = {*colleague.role};
  return add_user(database, viewer.actor(), user, std::nullopt, now, public_url);
}

std::optional<Refusal> change_colleague(db::Database& database, const Viewer& viewer, UserId id,
                                        const ColleagueChange& change, Instant now) {
  require_administrator(viewer);
  const auto person = require_colleague(*database.reader(), viewer, id);
  if (!change.role) return role_missing();
  if (id == viewer.id && *change.role != Role::ResellerAdmin) return own_access();
  return change_person(database, viewer.actor(), id,
                       {change.name, {*change.role}, viewer.account, person.user.valid_until, change.version}, now,
                       of_account(viewer, now));
}

std::optional<Refusal> disable_colleague(db::Database& database, const Viewer& viewer, UserId id, Instant now) {
  require_administrator(viewer);
  if (id == viewer.id) return own_access();
  return disable_user(database, viewer.actor(), id, now, of_account(viewer, now));
}

std::optional<Refusal> enable_colleague(db::Database& database, const Viewer& viewer, UserId id, Instant now) {
  require_administrator(viewer);
  return enable_user(database, viewer.actor(), id, now, ended_here(viewer, now));
}

std::optional<Refusal> send_colleague_link(db::Database& database, const Viewer& viewer, UserId id,
                                           const std::string& public_url, Instant now) {
  require_administrator(viewer);
  return send_password_link(database, viewer.actor(), id, public_url, now, of_account(viewer, now));
}

std::optional<Refusal> choose_mails_of(db::Database& database, const Viewer& viewer, UserId id,
                                       const std::set<MailKind>& wanted, Instant now) {
  require_administrator(viewer);
  return choose_mails(database, viewer.actor(), id, wanted, now, of_account(viewer, now));
}

}  // namespace recours::accounts
