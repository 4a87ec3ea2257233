#include "accounts/organisation_actions.h"

#include "accounts/account_key_actions.h"
#include "accounts/passwords.h"
#include "accounts/settings.h"
#include "accounts/user_rules.h"
#include "base/text.h"
#include "calendar/holidays.h"

namespace recours::accounts {
namespace {

std::optional<Refusal> organisation_refusal(const Organisation& organisation, const NewUser& admin,
                                            const std::optional<std::string>& password, Date today) {
  std::vector<FieldRefusal> fields;
  if (trim(organisation.name).empty() || !is_one_line(organisation.name)) {
    fields.push_back({"organisation", "required", msg("Enter the name of the organisation")});
  }
  if (!calendar::zone_named(organisation.zone)) {
    fields.push_back({"zone", "unknown_zone", msg("Unknown holiday zone: {1}", organisation.zone)});
  }
  if (auto refusal = user_refusal(admin, password, today)) {
    fields.insert(fields.end(), refusal->fields.begin(), refusal->fields.end());
  }
  if (fields.empty()) return std::nullopt;
  return Refusal{"invalid_organisation", msg("The organisation was not founded"), std::move(fields)};
}

}  // namespace

std::string_view name_of(Desks desks) {
  switch (desks) {
    case Desks::Claims: return "claims";
    case Desks::Complaints: return "complaints";
    case Desks::Both: return "both";
  }
  return "both";
}

std::optional<Desks> desks_named(std::string_view name) {
  for (const Desks desks : {Desks::Claims, Desks::Complaints, Desks::Both}) {
    if (name_of(desks) == name) return desks;
  }
  return std::nullopt;
}

std::vector<Role> founding_roles(Desks desks) {
  std::vector<Role> roles;
  if (desks != Desks::Complaints) roles = {Role::CustomerService, Role::Rma, Role::Finance};
  if (desks != Desks::Claims) roles.push_back(Role::Compliance);
  roles.push_back(Role::Admin);
  return roles;
}

bool is_founded(db::Reader& reader) {
  return find_setting(reader, "organisation") || !list_users(reader, {}, 1).empty();
}

std::optional<Refusal> founding_refusal(const Organisation& organisation, NewUser admin,
                                        const std::optional<std::string>& password, Date today) {
  admin.roles = founding_roles(organisation.desks);
  return organisation_refusal(organisation, admin, password, today);
}

Result<UserId, Refusal> found_in(db::Transaction& transaction, const journal::Actor& actor,
                                 const Organisation& organisation, NewUser admin,
                                 const std::optional<std::string>& password_hash, Instant now) {
  if (is_founded(transaction)) {
    return fail(Refusal{"already_founded", msg("This database belongs to an organisation already"), {},
                        Refusal::Kind::Conflict});
  }
  admin.roles = founding_roles(organisation.desks);
  transaction.execute("DELETE FROM account_key WHERE purpose = 'setup'");
  set_setting(transaction, actor, "organisation", trim(organisation.name), now);
  set_setting(transaction, actor, "desks", name_of(organisation.desks), now);
  set_setting(transaction, actor, "zone", organisation.zone, now);
  return create_user(transaction, actor, admin, password_hash, now);
}

Result<UserId, Refusal> found_organisation(db::Database& database, const journal::Actor& actor,
                                           const Organisation& organisation, NewUser admin,
                                           const std::optional<std::string>& password, Instant now,
                                           const std::string& public_url) {
  if (auto refusal = founding_refusal(organisation, admin, password, paris_day(now))) return fail(std::move(*refusal));
  const std::optional<std::string> hash = password ? std::optional(hash_password(*password)) : std::nullopt;
  return database.write([&](db::Transaction& transaction) -> Result<UserId, Refusal> {
    auto founded = found_in(transaction, actor, organisation, admin, hash, now);
    if (founded && !password && !public_url.empty()) {
      send_key(transaction, actor, find_user(transaction, *founded).value(), KeyPurpose::Invitation, public_url, now);
    }
    return founded;
  });
}

}  // namespace recours::accounts
