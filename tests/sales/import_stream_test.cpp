// R-232 Files of any size and every kind of broken text, through the whole import.
#include <gtest/gtest.h>

#include <algorithm>

#include "sales/import/import_actions.h"
#include "sales/samples.h"
#include "support/cast.h"
#include "support/database.h"

namespace recours::sales {
namespace {

using namespace testing_support;
using namespace std::string_literals;

class ImportStreamTest : public OnBothEngines {
 protected:
  void SetUp() override { make_cast(database(), test_now()); }

  FileReport import(const std::string& text) {
    return import_invoices(database(), std::vector<ImportFile>{{"file", text}}, {}, actor_, test_now()).files.front();
  }
  std::int64_t count(const std::string& from) {
    return database().reader()->value<std::int64_t>("SELECT COUNT(*) AS value FROM " + from);
  }

  journal::Actor actor_{std::nullopt, "import", "cli"};
};

std::string codes(const FileReport& report) {
  std::string all;
  for (const auto& finding : report.findings) all += finding.code + "@" + std::to_string(finding.line) + " ";
  return all;
}

// Longer than one piece of the reader, so that rows, quoted line breaks and letters of two bytes are cut by its ends.
TEST_P(ImportStreamTest, RowsAreWholeWhereverAPieceEnds) {
  std::string csv = kCsvHeading;
  for (int i = 0; i < 3000; ++i) {
    csv += "0000100234;F" + std::to_string(i / 3) + ";2026-06-17;;;" + std::to_string(i % 3) + ";;;;;;\"Écran é\r\n\"\"" +
           std::string(static_cast<std::size_t>(i % 97), 'x') + "\"\"\";1;" + std::to_string(i) + ";20;;;\r\n";
  }
  const auto report = import(csv);
  EXPECT_EQ(codes(report), "");
  EXPECT_EQ(report.created, 1000);
  EXPECT_EQ(report.lines, 3000);
  EXPECT_EQ(count("invoice_line"), 3000);
  EXPECT_EQ(count("invoice_line WHERE description NOT LIKE 'Écran é%'"), 0);
  EXPECT_EQ(database().reader()->value<std::int64_t>("SELECT CAST(SUM(net_cents) AS BIGINT) AS value FROM invoice_line"),
            3000 * 2999 / 2 * 100);
  EXPECT_EQ(import(csv).unchanged, 1000);
}

// R-200 An invoice whose rows stand apart, far from each other, is one invoice.
TEST_P(ImportStreamTest, ScatteredRowsComeTogether) {
  std::string csv = kCsvHeading;
  for (int line = 1; line <= 3; ++line) {
    for (int i = 0; i < 800; ++i) csv += csv_row("N" + std::to_string(i), std::to_string(line));
  }
  csv.pop_back();  // the last row ends with the file
  const auto report = import(csv);
  EXPECT_EQ(codes(report), "");
  EXPECT_EQ(report.created, 800);
  EXPECT_EQ(report.lines, 2400);
  EXPECT_EQ(count("invoice"), 800);
  EXPECT_EQ(count("(SELECT invoice_id FROM invoice_line GROUP BY invoice_id HAVING COUNT(*) = 3) AS whole"), 800);
  EXPECT_EQ(import(csv).unchanged, 800);
}

// R-210 The one bad row of many says where it is and nothing is written.
TEST_P(ImportStreamTest, ABadRowAtTheEndChangesNothing) {
  std::string csv = kCsvHeading;
  for (int i = 0; i < 4000; ++i) csv += csv_row("N" + std::to_string(i));
  const auto report = import(csv + csv_row("BAD", "", "380"));
  EXPECT_TRUE(report.refused);
  EXPECT_EQ(codes(report), "missing_value@4002 ");
  EXPECT_EQ(report.findings.front().field, "line_no");
  EXPECT_EQ(count("invoice"), 0);
}

TEST_P(ImportStreamTest, AReportStaysAReport) {
  std::string warned = kCsvHeading, wrong = kCsvHeading;
  for (int i = 0; i < 3000; ++i) {
    warned += "0000100234;F" + std::to_string(i) + ";2026-06-17;;;1;;;;;;Ecran;1,0000001;2;20;;;\n";
    wrong += "nobody-" + std::to_string(i) + ";F" + std::to_string(i) + ";2026-06-17;;;1;;;;;;Ecran;1;2;20;;;\n";
  }
  const auto many = import(warned);
  EXPECT_FALSE(many.refused);
  EXPECT_EQ(many.findings.size(), 201u);
  EXPECT_EQ(many.findings.back().code, "more_warnings");
  const auto unknown = import(wrong);
  EXPECT_TRUE(unknown.refused);
  EXPECT_LE(unknown.findings.size(), 201u);
}

// The same document in two rows of files of one command: the first counts.
TEST_P(ImportStreamTest, ADocumentThatComesTwiceIsWrittenOnce) {
  const auto files = std::vector<ImportFile>{{"a", kCsvHeading + csv_row("F1")}, {"b", kCsvHeading + csv_row("F1")},
                                             {"c", kCsvHeading + csv_row("F1", "200")}};
  const auto report = import_invoices(database(), files, {}, actor_, test_now());
  EXPECT_FALSE(report.refused());
  EXPECT_EQ(report.files[0].created, 1);
  EXPECT_EQ(report.files[1].created, 0);
  EXPECT_EQ(report.files[1].unchanged, 1);
  EXPECT_EQ(codes(report.files[2]), "already_imported_differently@2 ");
  EXPECT_EQ(count("invoice"), 1);
}

// R-210 An import that was cut off is completed by doing it again.
TEST_P(ImportStreamTest, WhatWasCutOffIsCompleted) {
  std::string csv = kCsvHeading;
  for (int i = 0; i < 3000; ++i) csv += csv_row("N" + std::to_string(i));
  ImportOptions options;
  options.tell = [](const ImportStep& step) {
    if (step.phase == ImportStep::Phase::Writing && step.lines >= 1000) throw std::runtime_error("cut off");
  };
  const std::vector<ImportFile> files{{"file", csv}};
  EXPECT_THROW(import_invoices(database(), files, options, actor_, test_now()), std::runtime_error);
  EXPECT_EQ(count("invoice"), 1000);
  EXPECT_EQ(import(csv).created, 2000);
  EXPECT_EQ(count("invoice"), 3000);
  EXPECT_EQ(count("journal_entry WHERE action = 'invoice.imported'"), 3000);
}

struct BrokenText {
  const char* name;
  std::string text;
  const char* told;  // codes with their lines; "" when it is imported
};

std::string utf16(const std::string& ascii) {
  std::string out = "\xFF\xFE";
  for (const char c : ascii) out += {c, '\0'};
  return out;
}

TEST_P(ImportStreamTest, BrokenTextIsRefusedWithAReason) {
  const std::string plain = kCsvHeading + "0000100234;F1;2026-06-17;;;1;;;;;;Ecran;1;2;20;;;\n";
  const auto with = [&](const std::string& description) {
    return kCsvHeading + "0000100234;F2;2026-06-17;;;1;;;;;;" + description + ";1;2;20;;;\n";
  };
  const std::vector<BrokenText> cases{
      {"utf-16", utf16(plain), ""},
      {"utf-16 of odd length", utf16(plain) + "x", "bad_encoding@0 "},
      {"half a surrogate", utf16(plain) + "\x00\xD8x\x00"s, "bad_encoding@0 "},
      {"windows-1252", with("\xC9" "cran"), ""},
      {"bytes nobody knows", with("\xC9 \x81"), "bad_encoding@2 "},
      {"utf-8 mark and other bytes", "\xEF\xBB\xBF" + with("\xC9"), "bad_encoding@0 "},
      {"NUL", with("a\0b"s), "binary@0 "},
      {"ragged row", plain + "0000100234;F3\n", "row_length@3 "},
      {"row too long", plain + "0000100234;F3" + std::string(30, ';') + "x\n", "row_length@3 "},
      {"open quote", plain + "0000100234;\"F3;2026-06-17;;;1;;;;;;Ecran;1;2;20;;;\n", "unterminated_quote@3 "},
      {"open quote over megabytes", plain + "0000100234;\"" + std::string(3 << 20, 'x'), "row_too_long@3 "},
      {"heading alone", kCsvHeading, "no_rows@1 "},
      {"no column", "customer_no;invoice_no\nC;F\n", "missing_column@1 missing_column@1 missing_column@1 missing_column@1 missing_column@1 "},
  };
  for (const auto& broken : cases) EXPECT_EQ(codes(import(broken.text)), broken.told) << broken.name;
}

// R-232
TEST_P(ImportStreamTest, HugeXmlIsRefusedUnread) {
  std::string huge = ubl();
  huge.insert(huge.find("</Invoice>"), std::string(21 << 20, ' '));
  EXPECT_EQ(codes(import(huge)), "file_too_large@0 ");
  std::string elements = ubl(), many;
  for (int i = 0; i < 600'000; ++i) many += "<a/>";
  elements.insert(elements.find("</Invoice>"), many);
  EXPECT_EQ(codes(import(elements)), "too_many_elements@0 ");
}

// R-232
TEST_P(ImportStreamTest, TablesOfAnyLengthAreComparedBatchByBatch) {
  std::string accounts = "customer_no;name\n";
  for (int i = 0; i < 2500; ++i) accounts += "K" + std::to_string(i) + ";Nom " + std::to_string(i) + "\n";
  const auto table = [&](const std::string& text, bool dry_run = false) {
    return import_table(database(), TableKind::Accounts, {"accounts.csv", text}, dry_run, actor_, test_now()).files.front();
  };
  const auto dry = table(accounts, true);
  EXPECT_EQ(dry.created, 2500);
  EXPECT_EQ(dry.rows.size(), 200u);
  const auto repeated = table(accounts + "K7;Encore\n");
  EXPECT_EQ(codes(repeated), "repeated_row@2502 ");
  EXPECT_EQ(repeated.findings.front().field, "customer_no");
  EXPECT_EQ(table(accounts).created, 2500);
  EXPECT_EQ(table(accounts).unchanged, 2500);
}

RECOURS_ON_BOTH_ENGINES(ImportStreamTest);

}  // namespace
}  // namespace recours::sales
