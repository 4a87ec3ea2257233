// XLSX by libxlsxwriter in its constant-memory mode: each row leaves memory when the next one begins. Days are days,
// numbers are numbers, text is text.
#pragma once

#include <filesystem>

#include "sheet/sheet.h"

struct lxw_workbook;
struct lxw_worksheet;
struct lxw_format;

namespace recours::sheet {

class XlsxWriter : public Writer {
 public:
  XlsxWriter(const char* folder, const std::string& name, std::span<const Column> columns);
  ~XlsxWriter() override;
  void row(std::span<const Cell> cells) override;
  Descriptor finish() override;

 private:
  void write(std::size_t column, const Cell& cell);

  std::filesystem::path folder_, path_;  // a folder of its own, removed with all that is in it
  lxw_workbook* book_ = nullptr;
  lxw_worksheet* sheet_ = nullptr;
  lxw_format* day_ = nullptr;
  std::uint32_t next_row_ = 0;
  std::size_t columns_ = 0;
};

}  // namespace recours::sheet
