#include "db/columns.h"

#include <algorithm>

#include <fmt/format.h>

#include "db/database.h"

namespace recours::db {

Columns::Columns(std::vector<std::string> names) : names_(std::move(names)) {
  auto sorted = names_;
  std::sort(sorted.begin(), sorted.end());
  const auto twice = std::adjacent_find(sorted.begin(), sorted.end());
  if (twice != sorted.end()) throw Error("two columns are named " + *twice + ": name one of them with AS");
}

int Columns::index_of(std::string_view name) const {
  for (std::size_t step = 0; step < names_.size(); ++step) {
    std::size_t at = next_ + step;
    if (at >= names_.size()) at -= names_.size();
    if (names_[at] != name) continue;
    next_ = at + 1 == names_.size() ? 0 : at + 1;
    return static_cast<int>(at);
  }
  throw Error(fmt::format("no column is named {}", name));
}

void throw_null(const std::string& column) { throw Error("column " + column + " is NULL"); }

void throw_wrong_type(const std::string& column, std::string_view wanted, std::string_view hint) {
  throw Error(fmt::format("column {} is not {}: {}", column, wanted, hint));
}

Date Row::date(int column) const {
  const auto parsed = Date::parse_iso(text(column));
  if (!parsed) throw Error(fmt::format("column {} does not hold a date (YYYY-MM-DD)", column + 1));
  return *parsed;
}

Instant Row::instant(int column) const {
  const auto parsed = Instant::parse(text(column));
  if (!parsed) throw Error(fmt::format("column {} does not hold an instant (YYYY-MM-DDTHH:MM:SS.mmmZ)", column + 1));
  return *parsed;
}

void Row::out_of_range() { throw Error("a number does not fit the type it is read into"); }

}  // namespace recours::db
