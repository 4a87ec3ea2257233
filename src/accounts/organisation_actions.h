// Founding the organisation of an empty database: its name, desks and holiday zone, and the first person.
// Called by `recours init` and the demo.
#pragma once

#include <string>

#include "accounts/user_store.h"
#include "base/refusal.h"
#include "base/result.h"

namespace recours::accounts {

enum class Desks { Claims, Complaints, Both };
std::string_view name_of(Desks desks);                     // claims, complaints, both
std::optional<Desks> desks_named(std::string_view name);

struct Organisation {
  std::string name;
  Desks desks = Desks::Both;
  std::string zone = "FR";
};

// The first administrator also gets the working roles of the desks, so that one person can start alone.
std::vector<Role> founding_roles(Desks desks);

// Whether there is an organisation, or anybody.
bool is_founded(db::Reader& reader);

// What stands in the way, field by field, before anything is written: as found_organisation.
std::optional<Refusal> founding_refusal(const Organisation& organisation, NewUser admin,
                                        const std::optional<std::string>& password, Date today);
// The same in the transaction of another action, once nothing stands in the way. Refusal already_founded.
Result<UserId, Refusal> found_in(db::Transaction& transaction, const journal::Actor& actor,
                                 const Organisation& organisation, NewUser admin,
                                 const std::optional<std::string>& password_hash, Instant now);

// All in one transaction. Refusal already_founded when the organisation has a name or there is a user; else as add_user,
// and fields organisation, zone. `admin.roles` is replaced by founding_roles. Without a password, but
// with the address of the site, the administrator is invited by mail.
Result<UserId, Refusal> found_organisation(db::Database& database, const journal::Actor& actor,
                                           const Organisation& organisation, NewUser admin,
                                           const std::optional<std::string>& password, Instant now,
                                           const std::string& public_url = {});

}  // namespace recours::accounts
