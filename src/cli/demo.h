// The demonstration: one invented group with two desks. A distributor with resellers, manufacturers, invoices of the last
// sixty days and claims in several states; a broker with contacts, contracts and complaints in all of them. Made by the same
// actions a user triggers. Needs an empty, migrated database.
#pragma once

#include <stdexcept>
#include <string>
#include <vector>

#include "attachments/attachment_actions.h"
#include "db/database.h"

namespace recours::cli {

struct DemoLogin {
  std::string role;      // in French, as the sign-in page shows it
  std::string email;
  std::string password;
};

// The database belongs to an organisation already.
class NotEmpty : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

// Throws NotEmpty.
void fill_demo(db::Database& database, const attachments::Depot& depot, Instant now);

// One per person, in the order of the roles; empty: this is no demonstration.
std::vector<DemoLogin> demo_logins(db::Reader& reader);

}  // namespace recours::cli
