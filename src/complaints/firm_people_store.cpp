#include "complaints/firm_people_store.h"

#include <algorithm>

#include "accounts/settings.h"

namespace recours::complaints {
namespace {

std::vector<std::string> roles_granting(accounts::Right right) {
  std::vector<std::string> roles;
  for (const auto role : accounts::all_roles()) {
    if (accounts::grants(role, right)) roles.emplace_back(accounts::name_of(role));
  }
  return roles;
}

}  // namespace

std::vector<UserId> people_with(db::Reader& reader, accounts::Right right, Date today) {
  return reader.list(
      "SELECT DISTINCT u.id FROM app_user u JOIN user_role r ON r.user_id = u.id "
      "WHERE r.role IN (:roles[text]) AND u.disabled_at IS NULL "
      "AND (u.valid_until IS NULL OR u.valid_until >= :today) ORDER BY u.id",
      {{"roles", roles_granting(right)}, {"today", today}}, [](const db::Row& row) { return row.get<UserId>("id"); });
}

std::vector<Person> list_people_with(db::Reader& reader, accounts::Right right, Date today,
                                     const std::optional<UserId>& also) {
  return reader.list(
      "SELECT DISTINCT u.id, u.name FROM app_user u LEFT JOIN user_role r ON r.user_id = u.id AND r.role IN (:roles[text]) "
      "WHERE u.id = :also OR (r.role IS NOT NULL AND u.disabled_at IS NULL "
      "AND (u.valid_until IS NULL OR u.valid_until >= :today)) ORDER BY u.name, u.id",
      {{"roles", roles_granting(right)}, {"today", today}, {"also", also ? also->value : 0}},
      [](const db::Row& row) { return Person{row.get<UserId>("id"), row.get<std::string>("name")}; });
}

bool is_one_with(db::Reader& reader, UserId user, accounts::Right right, Date today) {
  const auto people = people_with(reader, right, today);
  return std::find(people.begin(), people.end(), user) != people.end();
}

//
bool is_review_required(db::Reader& reader, Date today) {
  const auto setting = accounts::find_setting(reader, "review_required").value_or("auto");
  if (setting == "always") return true;
  if (setting == "never") return false;
  return people_with(reader, accounts::Right::ReviewAnswer, today).size() >= 2;
}

}  // namespace recours::complaints
