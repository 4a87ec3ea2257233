// The people of a department: who may be given its claims.
#pragma once

#include <string>
#include <vector>

#include "accounts/viewer.h"
#include "base/date.h"
#include "db/database.h"

namespace recours::claims {

struct StaffMember {
  UserId id;
  std::string name;
};
// With this role and access on that day, by name.
std::vector<StaffMember> list_staff(db::Reader& reader, accounts::Role role, Date today);
// Their name; empty for somebody who is not among them: left, disabled, of another department.
std::string name_among(const std::vector<StaffMember>& staff, const std::optional<UserId>& person);

}  // namespace recours::claims
