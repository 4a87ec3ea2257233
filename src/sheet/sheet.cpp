#include "sheet/sheet.h"

#include <algorithm>

#include "sheet/csv_writer.h"
#include "sheet/xlsx_writer.h"

namespace recours::sheet {

Cell cell(const std::optional<Date>& day) { return day ? Cell(*day) : Cell(); }

//
std::string defused(std::string_view text) {
  const auto first = text.find_first_not_of(' ');
  const bool is_risky =
      first != std::string_view::npos && std::string_view("=+-@\t\r\n").find(text[first]) != std::string_view::npos;
  return (is_risky ? "'" : "") + std::string(text);
}

std::string_view extension_of(Format format) { return format == Format::Csv ? "csv" : "xlsx"; }

std::string_view content_type_of(Format format) {
  return format == Format::Csv ? "text/csv; charset=utf-8"
                               : "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
}

std::unique_ptr<Writer> open_sheet(Format format, const char* folder, const std::string& name,
                                   std::span<const Column> columns) {
  if (format == Format::Csv) return std::make_unique<CsvWriter>(folder, columns);
  return std::make_unique<XlsxWriter>(folder, name, columns);
}

}  // namespace recours::sheet
