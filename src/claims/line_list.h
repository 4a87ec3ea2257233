// R-615 Many declarations as a table: pasted from a spreadsheet, from a CSV file, or as JSON. Reads the columns, in
// English or French; what each row declares is found out in line_list_store.h. Pure.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/finding.h"
#include "base/refusal.h"
#include "base/result.h"
#include "ui/language.h"

namespace recours::claims {

inline constexpr std::size_t kMostListedLines = 500;
inline constexpr std::size_t kMostListBytes = std::size_t{1} << 20;

// A row as typed.
struct ListedLine {
  std::int64_t line = 0;  // where it stands in the text, from 1; of JSON: its place in the list
  std::string raw;        // the whole row, to be shown again
  std::string invoice_no, line_no, article_no, serial, department, code, variant, quantity, condition, comment,
      reference, fault_description, outcome, staff_reason;
  std::vector<std::string> serials;
};

struct LineList {
  std::string heading;  // the first row, to be shown again
  std::vector<ListedLine> lines;
  std::vector<Finding> findings;  // of the table itself: a missing column, a row of another length
};

// `text` is UTF-8. Refusals: empty_list, too_large, too_many_lines, bad_heading (one field entry per missing column).
Result<LineList, Refusal> read_line_list(std::string_view text);

// What the column is called in which a refused field stands: « etat » for condition. Others as they are.
std::string column_name(ui::Language language, std::string_view field);

// The first row with the names of the columns, and one example; in the language of the person.
std::string line_list_template(ui::Language language);

}  // namespace recours::claims
