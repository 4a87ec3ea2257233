#include "claims/staff_store.h"

#include <algorithm>

namespace recours::claims {

std::vector<StaffMember> list_staff(db::Reader& reader, accounts::Role role, Date today) {
  return reader.list(
      "SELECT u.id, u.name FROM app_user u JOIN user_role r ON r.user_id = u.id AND r.role = :role "
      "WHERE u.disabled_at IS NULL AND (u.valid_until IS NULL OR u.valid_until >= :today) ORDER BY u.name, u.id",
      {{"role", accounts::name_of(role)}, {"today", today}}, [](const db::Row& row) {
        return StaffMember{row.get<UserId>("id"), row.get<std::string>("name")};
      });
}

std::string name_among(const std::vector<StaffMember>& staff, const std::optional<UserId>& person) {
  const auto found =
      std::find_if(staff.begin(), staff.end(), [&](const StaffMember& member) { return member.id == person; });
  return found == staff.end() ? std::string() : found->name;
}

}  // namespace recours::claims
