#include "accounts/settings.h"

#include <boost/json.hpp>

namespace recours::accounts {

OrganisationSettings organisation_settings(db::Reader& reader) {
  OrganisationSettings settings;
  reader.each("SELECT name, value FROM setting WHERE name IN ('organisation', 'desks')", {}, [&](const db::Row& row) {
    const auto value = row.get<std::string>("value");
    if (row.get<std::string_view>("name") == "organisation") {
      settings.name = value;
    } else if (value == "claims") {
      settings.hidden_desk = Desk::Complaints;
    } else if (value == "complaints") {
      settings.hidden_desk = Desk::Claims;
    }
  });
  return settings;
}

std::optional<std::string> find_setting(db::Reader& reader, std::string_view name) {
  return reader.find("SELECT value FROM setting WHERE name = :name", {{"name", name}},
                     [](const db::Row& row) { return row.get<std::string>("value"); });
}

void set_setting(db::Transaction& transaction, const journal::Actor& actor, std::string_view name,
                 std::string_view value, Instant now) {
  transaction.execute(
      "INSERT INTO setting (name, value) VALUES (:name, :value) "
      "ON CONFLICT (name) DO UPDATE SET value = excluded.value",
      {{"name", name}, {"value", value}});
  boost::json::object content;
  if (name != "demo_password") content["value"] = value;
  journal::append(transaction, actor, now, "setting.changed", {"setting", std::string(name)}, content);
}

}  // namespace recours::accounts
