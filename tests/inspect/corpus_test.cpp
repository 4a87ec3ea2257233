// The files of others in RECOURS_CORPUS (read in place): each behaves as its nature demands.
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <map>
#include <string>

#include "inspect/inspected.h"
#include "inspect/photos.h"

namespace {

using namespace recours;
using namespace recours::testing_support;

std::string corpus() {
  const char* const folder = std::getenv("RECOURS_CORPUS");
  return folder && std::filesystem::is_directory(std::string(folder) + "/uploads") ? folder : "";
}

std::string content_of(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

//
TEST(Corpus, UploadsBehaveAsTheirNatureDemands) {
  if (corpus().empty()) GTEST_SKIP() << "RECOURS_CORPUS is not there";
  std::map<std::string, std::string> expected{{"DSCN0010.jpg", "jpeg"},
                                              {"bad1.pdf", "unsupported_type"},
                                              {"basn2c08.png", "png"},
                                              {"dde-in-csv.csv", "unsupported_type"},
                                              {"enc-R3,V2,U=view,O=master.pdf", "encrypted"},
                                              {"encrypted.docx", "encrypted"},
                                              {"fixture-corrupt.png", "damaged"},
                                              {"fixture.docx", "docx"},
                                              {"oleform-PR314.docm", "macros"},
                                              {"pages-loop.pdf", "damaged"},
                                              {"xcsn0g01.png", "damaged"}};
  for (const auto& file : std::filesystem::directory_iterator(corpus() + "/uploads")) {
    const auto name = file.path().filename().string();
    ASSERT_TRUE(expected.contains(name)) << "a new file has no expected verdict: " << name;
    EXPECT_EQ(verdict_on(content_of(file.path())), expected.at(name)) << name;
    expected.erase(name);
  }
  for (const auto& [name, verdict] : expected) ADD_FAILURE() << name << " is not in the corpus";
}

//
TEST(Corpus, PhotoLosesItsPlaceAndKeepsItsPixels) {
  if (corpus().empty()) GTEST_SKIP() << "RECOURS_CORPUS is not there";
  const auto sent = content_of(corpus() + "/uploads/DSCN0010.jpg");
  ASSERT_NE(places_in(sent), "");
  const auto kept = kept_of(*inspected(sent), sent);
  EXPECT_EQ(places_in(kept), "");
  EXPECT_EQ(pixels_of(kept), pixels_of(sent));
  EXPECT_EQ(metadata_of(kept).text("Exif.Photo.DateTimeOriginal"),
            metadata_of(sent).text("Exif.Photo.DateTimeOriginal"));
  EXPECT_EQ(metadata_of(kept).text("Exif.Image.Orientation"), "1");
}

// R-813 Electronic invoices are PDFs with their XML inside; one of these carries a delivery note beside it.
TEST(Corpus, InvoicesAreWelcome) {
  if (corpus().empty()) GTEST_SKIP() << "RECOURS_CORPUS is not there";
  EXPECT_EQ(verdict_on(content_of(corpus() + "/invoices/Avoir_FR_type381_BASIC.pdf")), "pdf");
  EXPECT_EQ(verdict_on(content_of(corpus() + "/invoices/invoice_EN16931.pdf")), "embedded_files");
}

}  // namespace
