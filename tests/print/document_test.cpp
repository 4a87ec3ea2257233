// A printed document as a reader of PDF sees it (pdftotext and pdfinfo of poppler).
#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <regex>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "print/document.h"

namespace recours::print {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

// What the command prints about this PDF.
std::string read_by(const std::string& command, const std::string& pdf, const std::string& after = "") {
  const auto file = std::filesystem::temp_directory_path() /
                    ("recours-print-" + std::to_string(::testing::UnitTest::GetInstance()->random_seed()) + "-" +
                     ::testing::UnitTest::GetInstance()->current_test_info()->name() + ".pdf");
  std::ofstream(file, std::ios::binary) << pdf;
  std::string text;
  const auto line = command + " '" + file.string() + "' " + after;
  FILE* pipe = popen(line.c_str(), "r");
  if (!pipe) throw std::runtime_error("cannot run " + line);
  std::array<char, 4096> buffer{};
  for (std::size_t read = 0; (read = fread(buffer.data(), 1, buffer.size(), pipe)) > 0;)
    text.append(buffer.data(), read);
  pclose(pipe);
  std::filesystem::remove(file);
  return text;
}

Document short_letter() {
  Document document;
  document.title = "REC-2026-000123";
  document.created_on = Date::of(2026, 5, 11);
  document.sender = "Cabinet Exemple\n2 place du Test\n75000 Paris";
  document.recipient = "Marie Durand\n1 rue du Test\n75000 Paris";
  document.date_line = "Le 11/05/2026";
  document.references = {"Nos références : REC-2026-000123"};
  document.heading = "Objet : votre réclamation";
  document.text = "Madame, Monsieur,\n\nNous avons reçu votre réclamation <b>&amp;</b>.\n";
  document.footer = [](int page, int pages) { return std::to_string(page) + " sur " + std::to_string(pages); };
  return document;
}

TEST(Document, IsTextThatCanBeSearched) {
  const auto text = read_by("pdftotext -layout", pdf_of(short_letter()), "-");
  EXPECT_THAT(text, AllOf(HasSubstr("Cabinet Exemple"), HasSubstr("Marie Durand"), HasSubstr("Le 11/05/2026"),
                          HasSubstr("Objet : votre réclamation"), HasSubstr("1 sur 1")));
  EXPECT_THAT(text, HasSubstr("<b>&amp;</b>")) << "nothing in it is markup";
}

TEST(Document, IsA4WithTitleAndTheDateItWasGiven) {
  const auto facts = read_by("pdfinfo", pdf_of(short_letter()));
  EXPECT_THAT(facts, AllOf(HasSubstr("(A4)"), HasSubstr("REC-2026-000123"), HasSubstr("Pages:           1")));
  EXPECT_THAT(facts, HasSubstr("2026"));
}

// The window of the envelope: right of 110 mm, between 45 and 90 mm from the top; nothing else in it.
TEST(Document, HasItsAddressInTheWindow) {
  const auto window = read_by("pdftotext -layout -x 300 -y 128 -W 290 -H 120", pdf_of(short_letter()), "-");
  EXPECT_THAT(window, AllOf(HasSubstr("Marie Durand"), HasSubstr("1 rue du Test"), HasSubstr("75000 Paris")));
  EXPECT_THAT(window, AllOf(Not(HasSubstr("Cabinet")), Not(HasSubstr("2026"))));
}

TEST(Document, GoesOnOverPagesAndNumbersThem) {
  Document document = short_letter();
  document.text.clear();
  for (int i = 1; i <= 150; ++i) document.text += "Ligne " + std::to_string(i) + ".\n";
  const auto pdf = pdf_of(document);
  const auto text = read_by("pdftotext -layout", pdf, "-");
  for (int i = 1; i <= 150; ++i) EXPECT_THAT(text, HasSubstr("Ligne " + std::to_string(i) + "."));
  const std::regex count("Pages:\\s+([0-9]+)");
  std::smatch match;
  const auto facts = read_by("pdfinfo", pdf);
  ASSERT_TRUE(std::regex_search(facts, match, count));
  const int pages = std::stoi(match[1]);
  EXPECT_GE(pages, 3);
  for (int page = 1; page <= pages; ++page) {
    EXPECT_THAT(text, HasSubstr(std::to_string(page) + " sur " + std::to_string(pages)));
  }
}

TEST(Document, BeginsNoPageForBlankLines) {
  Document document = short_letter();
  document.text += std::string(200, '\n');
  EXPECT_THAT(read_by("pdfinfo", pdf_of(document)), HasSubstr("Pages:           1"));
  document.text += "Post-scriptum";
  EXPECT_THAT(read_by("pdfinfo", pdf_of(document)), HasSubstr("Pages:           2"));
}

TEST(Document, TakesAnythingAsText) {
  Document document = short_letter();
  document.recipient.clear();
  document.heading.clear();
  document.footer = nullptr;
  document.text = std::string(5'000, 'x') + "\n\n\n日本語 🙂 " + std::string(3, '\t') + "é";
  EXPECT_THAT(read_by("pdfinfo", pdf_of(document)), HasSubstr("(A4)"));
  document = Document{};
  EXPECT_THAT(read_by("pdfinfo", pdf_of(document)), HasSubstr("Pages:           1")) << "an empty page";
}

}  // namespace
}  // namespace recours::print
