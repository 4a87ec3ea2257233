// The tables of a database as the engine describes them, for what must know all of them without naming any: backup,
// restore and their tests.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "db/database.h"

namespace recours::db {

// A truth is an integer, 0 or 1: SQLite knows no other.
enum class ColumnKind { Integer, Text, Bytes };

struct TableColumn {
  std::string name;
  ColumnKind kind;
  bool is_truth = false;  // to PostgreSQL, which tells it from an integer
};

struct Table {
  std::string name;
  std::vector<TableColumn> columns;
  std::vector<std::string> key;         // columns of the primary key; every column where there is none
  std::vector<std::string> references;  // other tables
  bool has_identity = false;            // PostgreSQL draws its next id from a sequence
};

// In an order in which rows can be inserted: what is referred to comes first; the history of migrations is left out.
// Throws Error for a type that is not told apart above and for tables that refer to each other in a circle.
std::vector<Table> describe_tables(Reader& reader, std::string_view engine);

// SELECT of all columns of all rows, in the order of the key: the same on both engines.
std::string select_all(const Table& table);

}  // namespace recours::db
