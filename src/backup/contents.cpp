#include "backup/contents.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <boost/json.hpp>

#include "backup/archive.h"
#include "base/text.h"

namespace recours::backup {
namespace {

namespace json = boost::json;

constexpr std::string_view kFormat = "recours-backup";
constexpr std::int64_t kVersion = 1;
constexpr std::string_view kTables = "tables/";
constexpr std::string_view kFiles = "files/";
constexpr std::array kKinds = {"integer", "text", "bytes"};  // in the order of db::ColumnKind

json::value parsed(std::string_view text) {
  boost::system::error_code wrong;
  auto value = json::parse(json::string_view(text.data(), text.size()), wrong);
  if (wrong) throw ArchiveDamaged("not JSON: " + wrong.message());
  return value;
}

std::string text_of(const json::value& value) { return std::string(value.as_string()); }

// Boost.JSON throws of several kinds where a member is missing or of another type.
template <class Read>
auto described(const std::string_view entry, const Read& read) {
  try {
    return read();
  } catch (const ArchiveDamaged&) {
    throw;
  } catch (const std::exception&) {
    throw ArchiveDamaged(std::string(entry) + " is not what it should be");
  }
}

db::ColumnKind kind_of(const json::value& value) {
  const auto known = std::find(kKinds.begin(), kKinds.end(), text_of(value));
  if (known == kKinds.end()) throw ArchiveDamaged("a column of a kind that is not known");
  return static_cast<db::ColumnKind>(known - kKinds.begin());
}

json::object object_of(const db::Table& table) {
  json::array columns;
  for (const auto& column : table.columns) {
    columns.push_back({{"name", column.name}, {"kind", kKinds[static_cast<std::size_t>(column.kind)]}});
  }
  return {{"name", table.name}, {"columns", columns}};
}

db::Table table_in(const json::value& value) {
  db::Table table;
  table.name = text_of(value.at("name"));
  for (const auto& column : value.at("columns").as_array()) {
    table.columns.push_back({text_of(column.at("name")), kind_of(column.at("kind"))});
  }
  return table;
}

template <class Text>
json::array array_of(const std::vector<Text>& texts) {
  json::array items;
  for (const auto& text : texts) items.emplace_back(text);
  return items;
}

std::vector<std::string> texts_of(const json::value& value) {
  std::vector<std::string> texts;
  for (const auto& item : value.as_array()) texts.push_back(text_of(item));
  return texts;
}

std::string from_hex(std::string_view digits) {
  const auto value_of = [](char c) -> int {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    throw ArchiveDamaged("bytes that are not in hexadecimal");
  };
  if (digits.size() % 2 != 0) throw ArchiveDamaged("half a byte in hexadecimal");
  std::string bytes;
  for (std::size_t at = 0; at < digits.size(); at += 2) {
    bytes += static_cast<char>(value_of(digits[at]) * 16 + value_of(digits[at + 1]));
  }
  return bytes;
}

json::value cell_of(const db::Row& row, int column, db::ColumnKind kind) {
  if (row.is_null(column)) return nullptr;
  if (kind == db::ColumnKind::Integer) return row.integer(column);
  if (kind == db::ColumnKind::Bytes) return json::object{{"hex", hex(row.blob(column).bytes)}};
  const auto text = row.text(column);
  if (!is_valid_utf8(text)) return json::object{{"hex", hex(text)}};
  return json::string(text.data(), text.size());
}

db::Value value_of(const json::value& cell, db::ColumnKind kind) {
  if (cell.is_null()) return std::monostate();
  if (kind == db::ColumnKind::Integer) return cell.as_int64();
  if (kind == db::ColumnKind::Text && cell.is_string()) return text_of(cell);
  auto bytes = from_hex(text_of(cell.at("hex")));
  if (kind == db::ColumnKind::Text) return bytes;
  return db::Blob{std::move(bytes)};
}

}  // namespace

std::string to_json(const Manifest& manifest) {
  json::array tables;
  for (const auto& table : manifest.tables) tables.push_back(object_of(table));
  return json::serialize(json::object{{"format", kFormat},
                                      {"version", kVersion},
                                      {"made_at", manifest.made_at},
                                      {"engine", manifest.engine},
                                      {"migrations", array_of(manifest.migrations)},
                                      {"tables", tables}}) +
         "\n";
}

Manifest manifest_of(std::string_view text) {
  return described(kManifest, [&] {
    const auto object = parsed(text);
    if (text_of(object.at("format")) != kFormat) throw ArchiveDamaged("not a backup of Recours");
    if (object.at("version").as_int64() != kVersion)
      throw ArchiveDamaged("a format of backup this program does not know");
    Manifest manifest{
        text_of(object.at("made_at")), text_of(object.at("engine")), texts_of(object.at("migrations")), {}};
    for (const auto& table : object.at("tables").as_array()) manifest.tables.push_back(table_in(table));
    return manifest;
  });
}

std::string to_json(const Summary& summary) {
  json::object rows;
  for (const auto& [table, count] : summary.rows) rows[table] = count;
  json::array parts;
  for (const auto& [entry, sha256] : summary.parts) parts.push_back({{"entry", entry}, {"sha256", sha256}});
  return json::serialize(json::object{{"rows", rows},
                                      {"parts", parts},
                                      {"files", summary.files},
                                      {"file_bytes", summary.file_bytes},
                                      {"files_sha256", summary.files_sha256},
                                      {"lost_files", array_of(summary.lost_files)}}) +
         "\n";
}

Summary summary_of(std::string_view text) {
  return described(kSummary, [&] {
    const auto object = parsed(text);
    Summary summary;
    for (const auto& [table, count] : object.at("rows").as_object()) summary.rows[table] = count.as_int64();
    for (const auto& part : object.at("parts").as_array()) {
      summary.parts.emplace_back(text_of(part.at("entry")), text_of(part.at("sha256")));
    }
    summary.files = object.at("files").as_int64();
    summary.file_bytes = object.at("file_bytes").to_number<std::uint64_t>();
    summary.files_sha256 = text_of(object.at("files_sha256"));
    summary.lost_files = texts_of(object.at("lost_files"));
    return summary;
  });
}

std::string part_name(std::string_view table, int number) {
  return fmt::format("{}{}/{:06}.ndjson", kTables, table, number);
}

std::string file_name(std::string_view sha256) { return fmt::format("{}{}", kFiles, sha256); }

std::string_view table_of(std::string_view entry) {
  if (!entry.starts_with(kTables)) return {};
  entry.remove_prefix(kTables.size());
  return entry.substr(0, entry.find('/'));
}

std::string_view sha256_in(std::string_view entry) {
  if (!entry.starts_with(kFiles)) return {};
  return entry.substr(kFiles.size());
}

void append_line(std::string& lines, const db::Row& row, const db::Table& table) {
  json::array cells;
  cells.reserve(table.columns.size());
  for (std::size_t at = 0; at < table.columns.size(); ++at) {
    cells.push_back(cell_of(row, static_cast<int>(at), table.columns[at].kind));
  }
  lines += json::serialize(cells);
  lines += '\n';
}

void cells(std::string_view line, const db::Table& table, std::vector<db::Value>& values) {
  described(table.name, [&] {
    const auto row = parsed(line);
    const auto& array = row.as_array();
    if (array.size() != table.columns.size()) throw ArchiveDamaged("a row of another length in " + table.name);
    values.clear();
    for (std::size_t at = 0; at < array.size(); ++at) values.push_back(value_of(array[at], table.columns[at].kind));
    return 0;
  });
}

}  // namespace recours::backup
