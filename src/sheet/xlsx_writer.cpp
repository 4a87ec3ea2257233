#include "sheet/xlsx_writer.h"

#include <fcntl.h>
#include <stdlib.h>
#include <xlsxwriter.h>

#include <cerrno>
#include <system_error>

#include "base/text.h"

namespace recours::sheet {
namespace {

constexpr std::size_t kLongestText = 32'000;  // bytes; a cell holds 32,767 characters

[[noreturn]] void fail(int code, const char* what) { throw std::system_error(code, std::generic_category(), what); }

// libxlsxwriter writes to a name: it gets one in a folder nobody else may enter.
std::filesystem::path own_folder(const char* parent) {
  std::string name = std::string(parent) + "/sheet-XXXXXX";
  if (mkdtemp(name.data()) == nullptr) fail(errno, "make a folder for a sheet");
  return name;
}

void require(lxw_error error) {
  if (error != LXW_NO_ERROR) fail(EIO, lxw_strerror(error));
}

double number_of(Decimal number) { return static_cast<double>(number.micros()) / Decimal::kScale; }

}  // namespace

XlsxWriter::XlsxWriter(const char* folder, const std::string& name, std::span<const Column> columns)
    : folder_(own_folder(folder)), path_(folder_ / "sheet.xlsx"), columns_(columns.size()) {
  std::string rows_folder = folder_.string();
  lxw_workbook_options options{LXW_TRUE, rows_folder.data(), LXW_TRUE};
  book_ = workbook_new_opt(path_.c_str(), &options);
  if (book_ == nullptr) fail(EIO, "begin a sheet");
  sheet_ = workbook_add_worksheet(book_, name.c_str());
  if (sheet_ == nullptr) sheet_ = workbook_add_worksheet(book_, nullptr);
  day_ = workbook_add_format(book_);
  format_set_num_format(day_, "dd/mm/yyyy");
  lxw_format* const bold = workbook_add_format(book_);
  format_set_bold(bold);
  for (std::size_t at = 0; at < columns.size(); ++at) {
    const auto column = static_cast<lxw_col_t>(at);
    worksheet_set_column(sheet_, column, column, columns[at].width, nullptr);
    require(worksheet_write_string(sheet_, 0, column, defused(columns[at].label).c_str(), bold));
  }
  worksheet_freeze_panes(sheet_, 1, 0);
  next_row_ = 1;
}

XlsxWriter::~XlsxWriter() {
  if (book_ != nullptr) workbook_close(book_);
  std::error_code ignored;  // what is left is a temporary file
  std::filesystem::remove_all(folder_, ignored);
}

void XlsxWriter::row(std::span<const Cell> cells) {
  for (std::size_t at = 0; at < cells.size(); ++at) write(at, cells[at]);
  ++next_row_;
}

void XlsxWriter::write(std::size_t at, const Cell& cell) {
  const auto column = static_cast<lxw_col_t>(at);
  if (const auto* text = std::get_if<std::string>(&cell)) {
    if (text->empty()) return;
    require(
        worksheet_write_string(sheet_, next_row_, column, defused(shortened(*text, kLongestText)).c_str(), nullptr));
  } else if (const auto* date = std::get_if<Date>(&cell)) {
    const std::chrono::year_month_day day(date->days());
    lxw_datetime when{static_cast<int>(day.year()),
                      static_cast<int>(static_cast<unsigned>(day.month())),
                      static_cast<int>(static_cast<unsigned>(day.day())),
                      0,
                      0,
                      0};
    require(worksheet_write_datetime(sheet_, next_row_, column, &when, day_));
  } else if (const auto* number = std::get_if<Decimal>(&cell)) {
    require(worksheet_write_number(sheet_, next_row_, column, number_of(*number), nullptr));
  }
}

Descriptor XlsxWriter::finish() {
  if (columns_ > 0) {
    require(worksheet_autofilter(sheet_, 0, 0, next_row_ - 1, static_cast<lxw_col_t>(columns_ - 1)));
  }
  const lxw_error closed = workbook_close(book_);
  book_ = nullptr;
  require(closed);
  Descriptor file(::open(path_.c_str(), O_RDONLY | O_CLOEXEC));
  if (!file) fail(errno, "open a sheet");
  return file;
}

}  // namespace recours::sheet
