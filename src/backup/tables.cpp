#include "backup/tables.h"

#include <fmt/format.h>

namespace recours::backup {
namespace {

// Everything begins with one of these. Other tables may hold what migrations put into them.
constexpr std::string_view kUsed[] = {"journal_entry", "app_user", "reseller_account", "contact",
                                      "complaint",     "claim",    "invoice",          "blob",
                                      "attachment",    "counter",  "outbox_message"};

}  // namespace

std::vector<db::Table> archived_tables(db::Reader& reader, std::string_view engine) {
  auto tables = db::describe_tables(reader, engine);
  std::erase_if(tables, [](const db::Table& table) { return table.name == "blob_chunk"; });
  return tables;
}

std::optional<std::string> used_table(db::Reader& reader) {
  for (const auto table : kUsed) {
    const auto sql = fmt::format("SELECT COUNT(*) AS value FROM (SELECT 1 AS one FROM {} LIMIT 1) AS first", table);
    if (reader.value<std::int64_t>(sql) > 0) return std::string(table);
  }
  return std::nullopt;
}

std::int64_t count_waiting_mail(db::Reader& reader) {
  return reader.value<std::int64_t>(
      "SELECT COUNT(*) AS value FROM outbox_message WHERE state IN ('queued', 'sending')");
}

}  // namespace recours::backup
