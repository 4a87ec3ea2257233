// The XML taken out of PDF by the real program.
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <sstream>

#include "attachments/embedded_invoice.h"
#include "inspect/inspected.h"
#include "inspect/samples.h"

namespace {

using namespace recours;
using namespace recours::testing_support;

// Object 5 and on: a specification and its stream for each name.
std::string pdf_with(const std::vector<std::string>& names, const std::string& xml = "<Invoice/>") {
  std::vector<std::string> objects;
  std::string list;
  int next = 5;
  for (const auto& name : names) {
    list += "(" + name + ") " + std::to_string(next) + " 0 R ";
    objects.push_back("<< /Type /Filespec /F (" + name + ") /UF (" + name + ") /EF << /F " + std::to_string(next + 1) + " 0 R >> >>");
    objects.push_back(pdf_stream("/Type /EmbeddedFile", xml));
    next += 2;
  }
  return one_page_pdf("/Names << /EmbeddedFiles << /Names [ " + list + "] >> >>", "", objects);
}

// As some writers do it: beside the document only, without the list of names.
std::string pdf_with_associated(const std::string& name) {
  return one_page_pdf("/AF [5 0 R]", "",
                      {"<< /Type /Filespec /F (" + name + ") /EF << /F 6 0 R >> >>", pdf_stream("/Type /EmbeddedFile", "<Invoice/>")});
}

std::string found_in(const std::string& pdf) {
  const auto found = attachments::embedded_invoice(real_inspector(), pdf);
  return found ? *found : found.error().code;
}

//
TEST(EmbeddedInvoice, IsFoundUnderAnyOfItsNames) {
  for (const auto* name : {"factur-x.xml", "zugferd-invoice.xml", "ZUGFeRD-invoice.xml", "xrechnung.xml", "Factur-X.xml", "C:\\\\tmp\\\\factur-x.xml"}) {
    EXPECT_EQ(found_in(pdf_with({name})), "<Invoice/>") << name;
    EXPECT_EQ(found_in(pdf_with_associated(name)), "<Invoice/>") << name;
  }
  EXPECT_EQ(found_in(pdf_with({"bon.xml", "factur-x.xml", "photo.jpg"})), "<Invoice/>");
}

//
TEST(EmbeddedInvoice, IsRefusedPolitely) {
  EXPECT_EQ(found_in(one_page_pdf()), "pdf_without_invoice");
  EXPECT_EQ(found_in(pdf_with({"notes.xml"})), "pdf_without_invoice");
  EXPECT_EQ(found_in(pdf_with({"order-x.xml"})), "pdf_order");
  EXPECT_EQ(found_in(pdf_with({"factur-x.xml", "xrechnung.xml"})), "pdf_several_invoices");
  EXPECT_EQ(found_in("%PDF-1.7 and nothing"), "pdf_damaged");
  EXPECT_EQ(found_in(pdf_with({"factur-x.xml"}).substr(0, 300)), "pdf_damaged");
  EXPECT_EQ(found_in("%PDF-1.7\n" + std::string(100'000, '[')), "pdf_damaged");
}

TEST(EmbeddedInvoice, OfOthersIsFoundOrRefused) {
  const auto* named = std::getenv("RECOURS_CORPUS");
  const std::filesystem::path corpus = named ? named : "../shared/fixtures";
  if (!std::filesystem::exists(corpus)) GTEST_SKIP() << "no folder " << corpus << ": set RECOURS_CORPUS";
  std::map<std::string, std::string> verdicts;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(corpus)) {
    if (entry.path().extension() != ".pdf") continue;
    std::ifstream file(entry.path(), std::ios::binary);
    std::ostringstream bytes;
    bytes << file.rdbuf();
    const auto found = attachments::embedded_invoice(real_inspector(), bytes.str());
    verdicts[entry.path().filename()] = found ? "found" : found.error().code;
  }
  EXPECT_EQ(verdicts["invoice_EN16931.pdf"], "found");
  EXPECT_EQ(verdicts["Avoir_FR_type381_BASIC.pdf"], "found");
  for (const auto& [name, verdict] : verdicts) {
    if (name == "invoice_EN16931.pdf" || name == "Avoir_FR_type381_BASIC.pdf") continue;
    EXPECT_TRUE(verdict.starts_with("pdf_")) << name << ": " << verdict;
  }
}

}  // namespace
