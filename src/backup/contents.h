// What is in an archive, entry by entry, in this order:
//   manifest.json                what the archive is: format, moment, migrations, tables with their columns
//   tables/NAME/000001.ndjson    rows of a table, a JSON array per line in the manifest's order of columns; as many
//                                parts as it takes, tables in an order in which rows can be inserted
//   files/SHA256                 the bytes of each kept file
//   summary.json                 rows per table, SHA-256 of each part, the files: what the rest is checked against
// A cell is null, an integer (a truth is 0 or 1), a text, or {"hex": …} for bytes and for text that is not UTF-8. Pure
// text.
#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "db/schema.h"

namespace recours::backup {

inline constexpr std::string_view kManifest = "manifest.json";
inline constexpr std::string_view kSummary = "summary.json";

struct Manifest {
  std::string made_at;
  std::string engine;                   // it was read from; for people only
  std::vector<std::string> migrations;  // 0001_accounts
  std::vector<db::Table> tables;        // name and columns
};

struct Summary {
  std::map<std::string, std::int64_t> rows;
  std::vector<std::pair<std::string, std::string>> parts;  // entry and its SHA-256, the manifest first
  std::int64_t files = 0;
  std::uint64_t file_bytes = 0;
  std::string files_sha256;             // of their names, a line each
  std::vector<std::string> lost_files;  // that the source had lost already
};

std::string to_json(const Manifest& manifest);
std::string to_json(const Summary& summary);
// Both throw ArchiveDamaged.
Manifest manifest_of(std::string_view json);
Summary summary_of(std::string_view json);

std::string part_name(std::string_view table, int number);
std::string file_name(std::string_view sha256);
// The table of a part, the SHA-256 of a file; empty for another entry.
std::string_view table_of(std::string_view entry);
std::string_view sha256_in(std::string_view entry);

// A row as a line, and back; cells() throws ArchiveDamaged.
void append_line(std::string& lines, const db::Row& row, const db::Table& table);
void cells(std::string_view line, const db::Table& table, std::vector<db::Value>& values);

}  // namespace recours::backup
