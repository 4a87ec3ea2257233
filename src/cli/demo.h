// The demonstration: one invented distributor with resellers, manufacturers, invoices of the last sixty days and claims in
// several states, made by the same actions a user triggers. Needs an empty, migrated database.
#pragma once

#include <string>
#include <vector>

#include "db/database.h"

namespace recours::cli {

struct DemoLogin {
  std::string role;      // in French, as the sign-in page shows it
  std::string email;
  std::string password;
};

// Throws std::runtime_error when the database already has an organisation.
void fill_demo(db::Database& database, Instant now);

// One per person, in the order of the roles; empty: this is no demonstration.
std::vector<DemoLogin> demo_logins(db::Reader& reader);

}  // namespace recours::cli
