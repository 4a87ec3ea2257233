// The column names of a statement's rows and how they are found. Internal to src/db.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace recours::db {

class Columns {
 public:
  Columns() = default;
  // Throws Error when two columns have the same name: reading one by name would be a matter of luck.
  explicit Columns(std::vector<std::string> names);

  // Throws Error for a name that is not there. Rows are mostly read in the order of the SELECT, so the search begins
  // after what was found last.
  int index_of(std::string_view name) const;
  const std::string& name(int column) const { return names_[static_cast<std::size_t>(column)]; }

 private:
  std::vector<std::string> names_;
  mutable std::size_t next_ = 0;
};

[[noreturn]] void throw_null(const std::string& column);
// `hint` says what to do about it, such as a cast.
[[noreturn]] void throw_wrong_type(const std::string& column, std::string_view wanted, std::string_view hint);

}  // namespace recours::db
