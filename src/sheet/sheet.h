// Tables that leave the house as files: rows of typed cells, written one after the other as CSV or XLSX, so that memory
// stays flat however many there are. No formula is ever written: text that a spreadsheet would take for one is defused.
// Knows no business word.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/date.h"
#include "base/decimal.h"
#include "base/descriptor.h"

namespace recours::sheet {

// Nothing, text, a day, a number.
using Cell = std::variant<std::monostate, std::string, Date, Decimal>;
Cell cell(const std::optional<Date>& day);  // empty for none

struct Column {
  std::string label;
  int width = 16;  // characters; of XLSX
};

// R-778 With an apostrophe before what begins with = + - @, tab or line break, blanks before it or not.
std::string defused(std::string_view text);

class Writer {
 public:
  virtual ~Writer() = default;
  virtual void row(std::span<const Cell> cells) = 0;
  // The whole file, from its beginning; nothing may be written after. Throws std::system_error when the disk is full.
  virtual Descriptor finish() = 0;
};

enum class Format { Csv, Xlsx };
std::string_view extension_of(Format format);  // csv
std::string_view content_type_of(Format format);
// `folder`: where the file without a name lies. `name`: of the sheet.
std::unique_ptr<Writer> open_sheet(Format format, const char* folder, const std::string& name,
                                   std::span<const Column> columns);

}  // namespace recours::sheet
