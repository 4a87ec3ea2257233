// CSV as French spreadsheets open it by a double click: UTF-8 with its mark, `;`, CRLF, decimal comma, days as
// YYYY-MM-DD.
#pragma once

#include "sheet/sheet.h"

namespace recours::sheet {

class CsvWriter : public Writer {
 public:
  CsvWriter(const char* folder, std::span<const Column> columns);
  void row(std::span<const Cell> cells) override;
  Descriptor finish() override;

 private:
  void append(const Cell& cell);
  void append_quoted(std::string_view text);
  void flush();

  Descriptor file_;
  std::string waiting_;
};

}  // namespace recours::sheet
