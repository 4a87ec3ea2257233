// R-670 « Utilisateurs de mon compte »: what the administrator of a reseller's account does about the people of that
// account, and of no other. Whoever is of another account does not exist here (NotFound); who is no administrator any
// more is Forbidden. The verbs are those of people_actions.h, each with its journal entry.
#pragma once

#include <optional>
#include <set>
#include <string>

#include "accounts/mail_preferences.h"
#include "accounts/people_store.h"
#include "base/refusal.h"
#include "base/result.h"

namespace recours::accounts {

// Of an account, with the role for it.
bool administers_account(const Viewer& viewer);
// Throws Forbidden where the viewer administers none, NotFound where the person is of another account.
Person require_colleague(db::Reader& reader, const Viewer& viewer, UserId id);

// Only these two can be given here.
inline constexpr Role kColleagueRoles[]{Role::Reseller, Role::ResellerAdmin};
std::optional<Role> colleague_role_named(std::string_view name);
Role role_of_colleague(const User& user);

struct NewColleague {
  std::string name, email;
  std::optional<Role> role;  // none: what was asked for cannot be given
  ui::Language language = ui::Language::French;
};
// Refusal fields as add_user; no_public_url where the invitation would lead nowhere.
Result<UserId, Refusal> invite_colleague(db::Database& database, const Viewer& viewer, const NewColleague& colleague,
                                         const std::string& public_url, Instant now);

struct ColleagueChange {
  std::string name;
  std::optional<Role> role;
  std::int64_t version = 0;  // as the form was filled; Conflict when somebody changed the person since
};
// R-671 Nobody takes the own role or access away, so that an account with an administrator keeps one: own_access.
std::optional<Refusal> change_colleague(db::Database& database, const Viewer& viewer, UserId id,
                                        const ColleagueChange& change, Instant now);
std::optional<Refusal> disable_colleague(db::Database& database, const Viewer& viewer, UserId id, Instant now);
// R-673 Refusal ended_by_distributor: what staff or the command line ended is not given back here.
Refusal ended_by_distributor();
std::optional<Refusal> enable_colleague(db::Database& database, const Viewer& viewer, UserId id, Instant now);
std::optional<Refusal> send_colleague_link(db::Database& database, const Viewer& viewer, UserId id,
                                           const std::string& public_url, Instant now);
//
std::optional<Refusal> choose_mails_of(db::Database& database, const Viewer& viewer, UserId id,
                                       const std::set<MailKind>& wanted, Instant now);

}  // namespace recours::accounts
