#include "db/schema.h"

#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "db/sql_text.h"

namespace recours::db {
namespace {

constexpr std::string_view kHistory = "schema_migration";

// Each gives the same columns on both engines.
struct Questions {
  std::string_view columns, keys, references;
};
constexpr Questions kSqlite = {
    "SELECT t.name AS table_name, c.name AS column_name, c.type AS type, 0 AS is_identity"
    " FROM sqlite_master t, pragma_table_info(t.name) c"
    " WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite!_%' ESCAPE '!' ORDER BY t.name, c.cid",
    "SELECT t.name AS table_name, c.name AS column_name FROM sqlite_master t, pragma_table_info(t.name) c"
    " WHERE t.type = 'table' AND c.pk > 0 ORDER BY t.name, c.pk",
    "SELECT DISTINCT t.name AS table_name, f.\"table\" AS target FROM sqlite_master t, pragma_foreign_key_list(t.name) "
    "f"
    " WHERE t.type = 'table' ORDER BY t.name, f.\"table\""};
constexpr Questions kPostgres = {
    "SELECT CAST(c.relname AS TEXT) AS table_name, CAST(a.attname AS TEXT) AS column_name,"
    " CAST(t.typname AS TEXT) AS type, CASE WHEN a.attidentity <> '' THEN 1 ELSE 0 END AS is_identity"
    " FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
    " JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped"
    " JOIN pg_type t ON t.oid = a.atttypid"
    " WHERE c.relkind = 'r' AND n.nspname = current_schema() ORDER BY c.relname, a.attnum",
    "SELECT CAST(c.relname AS TEXT) AS table_name, CAST(a.attname AS TEXT) AS column_name"
    " FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
    " JOIN pg_index i ON i.indrelid = c.oid AND i.indisprimary"
    " JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = ANY (i.indkey)"
    " WHERE n.nspname = current_schema() ORDER BY c.relname, array_position(CAST(i.indkey AS SMALLINT[]), a.attnum)",
    "SELECT DISTINCT CAST(c.relname AS TEXT) AS table_name, CAST(r.relname AS TEXT) AS target"
    " FROM pg_constraint f JOIN pg_class c ON c.oid = f.conrelid JOIN pg_class r ON r.oid = f.confrelid"
    " JOIN pg_namespace n ON n.oid = c.relnamespace"
    " WHERE f.contype = 'f' AND n.nspname = current_schema() ORDER BY 1, 2"};

ColumnKind kind_of(const std::string& type, const std::string& table) {
  static const std::map<std::string, ColumnKind, std::less<>> kKinds = {
      {"INTEGER", ColumnKind::Integer}, {"TEXT", ColumnKind::Text},    {"BLOB", ColumnKind::Bytes},
      {"int8", ColumnKind::Integer},    {"bool", ColumnKind::Integer}, {"text", ColumnKind::Text},
      {"bytea", ColumnKind::Bytes}};
  const auto known = kKinds.find(type);
  if (known == kKinds.end()) throw Error("table " + table + " has a column of type " + type + ", which is not known");
  return known->second;
}

using ByName = std::map<std::string, Table>;

ByName read_tables(Reader& reader, const Questions& questions) {
  ByName tables;
  reader.each(questions.columns, {}, [&](const Row& row) {
    const auto name = row.get<std::string>("table_name");
    if (name == kHistory) return;
    auto& table = tables[name];
    table.name = name;
    const auto type = row.get<std::string>("type");
    table.columns.push_back({row.get<std::string>("column_name"), kind_of(type, name), type == "bool"});
    table.has_identity |= row.get<std::int64_t>("is_identity") != 0;
  });
  const auto add = [&](std::string_view sql, const char* column, auto member) {
    reader.each(sql, {}, [&](const Row& row) {
      const auto table = tables.find(row.get<std::string>("table_name"));
      if (table != tables.end()) (table->second.*member).push_back(row.get<std::string>(column));
    });
  };
  add(questions.keys, "column_name", &Table::key);
  add(questions.references, "target", &Table::references);
  for (auto& [name, table] : tables) {
    if (!table.key.empty()) continue;
    for (const auto& column : table.columns) table.key.push_back(column.name);
  }
  return tables;
}

bool is_ready(const Table& table, const std::set<std::string>& placed) {
  return std::all_of(table.references.begin(), table.references.end(),
                     [&](const auto& target) { return target == table.name || placed.contains(target); });
}

std::vector<Table> in_order_of_references(ByName tables) {
  std::vector<Table> ordered;
  std::set<std::string> placed;
  while (!tables.empty()) {
    const auto next =
        std::find_if(tables.begin(), tables.end(), [&](const auto& entry) { return is_ready(entry.second, placed); });
    if (next == tables.end())
      throw Error("tables refer to each other in a circle, among them " + tables.begin()->first);
    placed.insert(next->first);
    ordered.push_back(std::move(next->second));
    tables.erase(next);
  }
  return ordered;
}

}  // namespace

std::vector<Table> describe_tables(Reader& reader, std::string_view engine) {
  return in_order_of_references(read_tables(reader, engine == "sqlite" ? kSqlite : kPostgres));
}

std::string select_all(const Table& table) {
  std::vector<std::string> columns;
  for (const auto& [name, kind, is_truth] : table.columns) {
    require_identifier(name);
    columns.push_back(is_truth ? fmt::format("CAST({0} AS INTEGER) AS {0}", name) : name);
  }
  require_identifier(table.name);
  return fmt::format("SELECT {} FROM {} ORDER BY {}", fmt::join(columns, ", "), table.name, fmt::join(table.key, ", "));
}

}  // namespace recours::db
