#include "sheet/csv_writer.h"

#include <algorithm>

namespace recours::sheet {
namespace {

constexpr std::size_t kWrittenAtOnce = 64 * 1024;
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

}  // namespace

CsvWriter::CsvWriter(const char* folder, std::span<const Column> columns)
    : file_(temporary_file(folder)), waiting_(kByteOrderMark) {
  std::vector<Cell> labels;
  for (const auto& column : columns) labels.emplace_back(column.label);
  row(labels);
}

void CsvWriter::row(std::span<const Cell> cells) {
  for (std::size_t at = 0; at < cells.size(); ++at) {
    if (at > 0) waiting_ += ';';
    append(cells[at]);
  }
  waiting_ += "\r\n";
  if (waiting_.size() >= kWrittenAtOnce) flush();
}

void CsvWriter::append(const Cell& cell) {
  if (const auto* text = std::get_if<std::string>(&cell)) return append_quoted(defused(*text));
  if (const auto* day = std::get_if<Date>(&cell)) {
    waiting_ += day->iso();
  } else if (const auto* number = std::get_if<Decimal>(&cell)) {
    std::string digits = number->text();
    std::replace(digits.begin(), digits.end(), '.', ',');
    waiting_ += digits;
  }
}

void CsvWriter::append_quoted(std::string_view text) {
  if (text.find_first_of(";\"\r\n\t") == std::string_view::npos) {
    waiting_ += text;
    return;
  }
  waiting_ += '"';
  for (const char c : text) {
    if (c == '"') waiting_ += '"';
    waiting_ += c;
  }
  waiting_ += '"';
}

void CsvWriter::flush() {
  write_all(file_, waiting_);
  waiting_.clear();
}

Descriptor CsvWriter::finish() {
  flush();
  return std::move(file_);
}

}  // namespace recours::sheet
