// Files that leave the house: what a spreadsheet would run is defused, days are days, thousands of rows stay whole.
#include "sheet/sheet.h"

#include <filesystem>
#include <map>
#include <optional>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <zlib.h>

namespace recours::sheet {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

std::string content_of(const Descriptor& file) {
  std::string bytes(size_of(file), '\0');
  read_all(file, 0, bytes);
  return bytes;
}

std::uint32_t little_endian(std::string_view bytes, std::size_t at, int count) {
  std::uint32_t number = 0;
  for (int i = count - 1; i >= 0; --i)
    number = number << 8 | static_cast<unsigned char>(bytes.at(at + static_cast<std::size_t>(i)));
  return number;
}

std::string inflated(std::string_view bytes, std::size_t length) {
  std::string text(length, '\0');
  z_stream stream{};
  EXPECT_EQ(inflateInit2(&stream, -MAX_WBITS), Z_OK);
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(text.data());
  stream.avail_out = static_cast<uInt>(text.size());
  EXPECT_EQ(inflate(&stream, Z_FINISH), Z_STREAM_END);
  inflateEnd(&stream);
  return text;
}

// The parts of a zip archive, by the directory at its end.
std::map<std::string, std::string> parts_of(const std::string& zip) {
  std::map<std::string, std::string> parts;
  const auto end = zip.rfind("PK\x05\x06");
  if (end == std::string::npos) return parts;
  std::size_t at = little_endian(zip, end + 16, 4);
  for (auto left = little_endian(zip, end + 10, 2); left > 0; --left) {
    const auto packed = little_endian(zip, at + 20, 4), size = little_endian(zip, at + 24, 4);
    const auto name_length = little_endian(zip, at + 28, 2);
    const auto local = little_endian(zip, at + 42, 4);
    const std::string name = zip.substr(at + 46, name_length);
    const auto data = local + 30 + little_endian(zip, local + 26, 2) + little_endian(zip, local + 28, 2);
    parts[name] = inflated(std::string_view(zip).substr(data, packed), size);
    at += 46 + name_length + little_endian(zip, at + 30, 2) + little_endian(zip, at + 32, 2);
  }
  return parts;
}

const std::vector<Column> kColumns{{"N°", 12}, {"Intitulé", 40}, {"Jour", 12}, {"Montant", 12}};

std::unique_ptr<Writer> open(Format format) {
  static const std::string folder = std::filesystem::temp_directory_path().string();
  return open_sheet(format, folder.c_str(), "Réclamations", kColumns);
}
void write_row(Writer& writer, const std::string& number, const std::string& title) {
  const std::vector<Cell> cells{number, title, Date::of(2026, 11, 12), Decimal::of_micros(1'250'000)};
  writer.row(cells);
}

//
TEST(Sheet, WhatWouldRunIsDefused) {
  struct Case {
    std::string text, written;
  };
  const std::vector<Case> cases{{"=1+1", "'=1+1"},
                                {"+33 1", "'+33 1"},
                                {"-5", "'-5"},
                                {"@SUM(A1)", "'@SUM(A1)"},
                                {"\tx", "'\tx"},
                                {"\r=1", "'\r=1"},
                                {"\n=1", "'\n=1"},
                                {"  =cmd|x", "'  =cmd|x"},
                                {"Durand", "Durand"},
                                {"a=b", "a=b"},
                                {"", ""},
                                {"   ", "   "},
                                {"'=1", "'=1"},
                                {"REC-2026-000001", "REC-2026-000001"}};
  for (const auto& one : cases) EXPECT_EQ(defused(one.text), one.written);
}

//
TEST(Sheet, CsvOpensByADoubleClick) {
  const auto writer = open(Format::Csv);
  write_row(*writer, "REC-1", "=HYPERLINK(\"x\");\nsuite");
  writer->row(std::vector<Cell>{std::string("REC-2"), {}, {}, {}});
  EXPECT_EQ(content_of(writer->finish()),
            "\xEF\xBB\xBFN°;Intitulé;Jour;Montant\r\n"
            "REC-1;\"'=HYPERLINK(\"\"x\"\");\nsuite\";2026-11-12;1,25\r\n"
            "REC-2;;;\r\n");
}

//
TEST(Sheet, XlsxKeepsDaysAndNumbersAndNoFormula) {
  const auto writer = open(Format::Xlsx);
  write_row(*writer, "REC-1", "=1+1 <b>&");
  writer->row(std::vector<Cell>{std::string("REC-2"), std::string(40'000, 'x'), {}, {}});
  const auto parts = parts_of(content_of(writer->finish()));
  ASSERT_TRUE(parts.contains("xl/worksheets/sheet1.xml"));
  const auto& sheet = parts.at("xl/worksheets/sheet1.xml");
  EXPECT_THAT(sheet, HasSubstr("'=1+1 &lt;b&gt;&amp;"));
  EXPECT_THAT(sheet, Not(HasSubstr("<f>")));
  EXPECT_THAT(sheet, HasSubstr("<v>46338</v>")) << "12 November 2026 as spreadsheets count days";
  EXPECT_THAT(sheet, HasSubstr("<v>1.25</v>"));
  EXPECT_THAT(sheet, HasSubstr("<autoFilter ref=\"A1:D3\""));
  EXPECT_THAT(parts.at("xl/workbook.xml"), HasSubstr("Réclamations"));
  EXPECT_THAT(parts.at("xl/styles.xml"), HasSubstr("dd/mm/yyyy"));
}

TEST(Sheet, ThousandsOfRowsAreAllThere) {
  for (const Format format : {Format::Csv, Format::Xlsx}) {
    const auto writer = open(format);
    for (int row = 0; row < 20'000; ++row) write_row(*writer, "REC-" + std::to_string(row), "Intitulé");
    const std::string bytes = content_of(writer->finish());
    const std::string text = format == Format::Csv ? bytes : parts_of(bytes)["xl/worksheets/sheet1.xml"];
    EXPECT_THAT(text, HasSubstr("REC-19999")) << extension_of(format);
    EXPECT_THAT(text, HasSubstr("REC-0"));
  }
}

TEST(Sheet, NothingIsLeftBehind) {
  const auto count = [] {
    std::size_t found = 0;
    for (const auto& entry : std::filesystem::directory_iterator(std::filesystem::temp_directory_path())) {
      if (entry.path().filename().string().starts_with("sheet-")) ++found;
    }
    return found;
  };
  const auto before = count();
  open(Format::Xlsx);  // never finished
  const auto file = open(Format::Xlsx)->finish();
  EXPECT_EQ(count(), before);
  EXPECT_THROW(open_sheet(Format::Xlsx, "/nowhere/at/all", "x", kColumns), std::system_error);
  EXPECT_THROW(open_sheet(Format::Csv, "/nowhere/at/all", "x", kColumns), std::system_error);
}

}  // namespace
}  // namespace recours::sheet
