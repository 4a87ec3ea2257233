// Inserts many rows with few statements, because on PostgreSQL the round trip costs more than the row: 64 at once, what
// is left in eights, then one by one. One text for both engines, prepared once for each of the three sizes. Cells are
// never NULL, so that the types of the parameters never change; a column that may be says NULLIF(?, '').
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <utility>

#include "db/database.h"

namespace recours::db::many_rows {

struct Cell {
  Value value;
};
inline Value to_value(Cell cell) { return std::move(cell.value); }

template <std::size_t Parameters>
const std::array<std::string, Parameters>& names() {
  static const auto all = [] {
    std::array<std::string, Parameters> made;
    for (std::size_t at = 0; at < Parameters; ++at) made[at] = "c" + std::to_string(at);
    return made;
  }();
  return all;
}

// `head` VALUES (…), (…) `tail`; each ? of the columns is a parameter of its own.
template <std::size_t Columns>
std::string statement(std::string_view head, const std::array<std::string_view, Columns>& columns, std::size_t rows,
                      std::string_view tail) {
  std::string sql = std::string(head) + " VALUES ";
  for (std::size_t row = 0; row < rows; ++row) {
    sql += row == 0 ? "(" : ", (";
    for (std::size_t column = 0; column < Columns; ++column) {
      const auto place = columns[column].find('?');
      if (column > 0) sql += ", ";
      sql += columns[column].substr(0, place);
      sql += ":c" + std::to_string(row * Columns + column);
      sql += columns[column].substr(place + 1);
    }
    sql += ")";
  }
  sql += " ";
  return sql += tail;
}

template <std::size_t Columns, class CellOf, std::size_t... At>
void run(Transaction& transaction, const std::string& sql, std::size_t from, const CellOf& cell, const RowCallback& returned,
         std::index_sequence<At...>) {
  const auto& name = names<sizeof...(At)>();
  transaction.each(sql, {Param(name[At], Cell{cell(from + At / Columns, At % Columns)})...}, returned);
}

// As many pieces of `Rows` as fit from row `at` on; returns where it ended.
template <std::size_t Columns, std::size_t Rows, class CellOf>
std::size_t insert_pieces(Transaction& transaction, std::string_view head,
                          const std::array<std::string_view, Columns>& columns, std::string_view tail, std::size_t at,
                          std::size_t rows, const CellOf& cell, const RowCallback& returned) {
  if (at + Rows > rows) return at;
  const auto sql = statement(head, columns, Rows, tail);
  for (; at + Rows <= rows; at += Rows) {
    run<Columns>(transaction, sql, at, cell, returned, std::make_index_sequence<Columns * Rows>());
  }
  return at;
}

// `cell(row, column)` is a db::Value. `returned` gets the rows of RETURNING, in any order.
template <std::size_t Columns, class CellOf>
void insert(Transaction& transaction, std::string_view head, const std::array<std::string_view, Columns>& columns,
            std::string_view tail, std::size_t rows, const CellOf& cell, const RowCallback& returned = [](const Row&) {}) {
  std::size_t at = insert_pieces<Columns, 64>(transaction, head, columns, tail, 0, rows, cell, returned);
  at = insert_pieces<Columns, 8>(transaction, head, columns, tail, at, rows, cell, returned);
  insert_pieces<Columns, 1>(transaction, head, columns, tail, at, rows, cell, returned);
}

}  // namespace recours::db::many_rows
