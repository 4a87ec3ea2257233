// Named values of the organisation: 'organisation' (its name), 'desks' (claims, complaints, both), 'zone' (holiday zone),
// 'demo_password' (only in the demo). What has dates of validity is no setting but a table of its feature.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "db/database.h"
#include "journal/journal.h"

namespace recours::accounts {

std::optional<std::string> find_setting(db::Reader& reader, std::string_view name);
// Writes the journal entry too; the value of `demo_password` stays out of it.
void set_setting(db::Transaction& transaction, const journal::Actor& actor, std::string_view name,
                 std::string_view value, Instant now);

}  // namespace recours::accounts
