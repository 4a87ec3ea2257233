// Named values of the organisation: 'organisation' (its name), 'desks' (claims, complaints, both), 'zone' (holiday zone),
// 'demo_password' (only in the demo). What has dates of validity is no setting but a table of its feature.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "accounts/viewer.h"
#include "db/database.h"
#include "journal/journal.h"

namespace recours::accounts {

// What every request needs to know: its name, and the desk it did not choose.
struct OrganisationSettings {
  std::string name;
  std::optional<Desk> hidden_desk;
};
OrganisationSettings organisation_settings(db::Reader& reader);

std::optional<std::string> find_setting(db::Reader& reader, std::string_view name);
// Writes the journal entry too; the value of `demo_password` stays out of it.
void set_setting(db::Transaction& transaction, const journal::Actor& actor, std::string_view name,
                 std::string_view value, Instant now);

}  // namespace recours::accounts
