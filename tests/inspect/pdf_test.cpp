#include <gtest/gtest.h>

#include <functional>

#define POINTERHOLDER_TRANSITION 4  // std::shared_ptr only
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFWriter.hh>

#include "inspect/inspected.h"
#include "inspect/photos.h"
#include "inspect/samples.h"

namespace {

using namespace recours;
using namespace recours::testing_support;

struct Case {
  const char* what;
  std::string bytes;
  const char* verdict;
};

std::string rewritten(const std::string& pdf, const std::function<void(QPDFWriter&)>& setting) {
  QPDF read;
  read.processMemoryFile("sample", pdf.data(), pdf.size());
  QPDFWriter writer(read);
  writer.setOutputMemory();
  setting(writer);
  writer.write();
  const auto buffer = writer.getBufferSharedPointer();
  return {reinterpret_cast<const char*>(buffer->getBuffer()), buffer->getSize()};
}

std::string encrypted(const std::string& pdf, const char* user_password) {
  return rewritten(pdf, [&](QPDFWriter& writer) {
    writer.setR6EncryptionParameters(user_password, "owner", true, true, true, true, true, true, qpdf_r3p_full, true);
  });
}

std::string in_object_streams(const std::string& pdf) {
  return rewritten(pdf, [](QPDFWriter& writer) { writer.setObjectStreamMode(qpdf_o_generate); });
}

std::string with_open_action(const std::string& action) { return one_page_pdf("/OpenAction << " + action + " >>"); }

// R-812 R-813
TEST(Pdf, IsJudgedByWhatItWouldDo) {
  const auto plain = one_page_pdf();
  const auto scripted = with_open_action("/S /JavaScript /JS (app.alert(1))");
  const std::vector<Case> cases{
      {"one page", plain, "pdf"},
      {"in object streams", in_object_streams(plain), "pdf"},
      {"opens at its first page", one_page_pdf("/OpenAction [3 0 R /Fit]"), "pdf"},
      {"goes to a page when opened", with_open_action("/S /GoTo /D [3 0 R /Fit]"), "pdf"},
      {"links to a site",
       one_page_pdf("",
                    "/Annots [<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /A << /S /URI /URI "
                    "(https://recours.example) >> >>]"),
       "pdf"},
      {"header behind blanks", one_page_pdf("", "", {}, std::string(1000, '\n')), "pdf"},
      {"table in the wrong place", plain.substr(0, plain.find("startxref")) + "startxref\n7\n%%EOF\n", "pdf"},
      {"script at opening", scripted, "active_content"},
      {"script in an object stream", in_object_streams(scripted), "active_content"},
      {"script under an escaped name", with_open_action("/S /J#61vaScript /J#53 (app.alert(1))"), "active_content"},
      {"script by name", one_page_pdf("/Names << /JavaScript << /Names [(a) << /S /JavaScript /JS (1) >>] >> >>"),
       "active_content"},
      {"script of a page", one_page_pdf("", "/AA << /O << /S /JavaScript /JS (1) >> >>"), "active_content"},
      {"program", with_open_action("/S /Launch /F (calc.exe)"), "active_content"},
      {"form that sends itself", with_open_action("/S /SubmitForm /F (https://recours.example)"), "active_content"},
      {"form that reads a file", with_open_action("/S /ImportData /F (a.fdf)"), "active_content"},
      {"XFA form", one_page_pdf("/AcroForm << /Fields [] /XFA [(a) 5 0 R] >>", "", {pdf_stream("", "<xdp/>")}),
       "active_content"},
      {"film", one_page_pdf("", "/Annots [<< /Type /Annot /Subtype /RichMedia /Rect [0 0 9 9] >>]"), "active_content"},
      {"object nobody refers to, with a script", one_page_pdf("", "", {"<< /S /JavaScript /JS (1) >>"}),
       "active_content"},
      {"attached program", one_page_pdf(kNamesAttached, "", attached_file("a.exe", "MZ")), "embedded_files"},
      {"attached XML", one_page_pdf(kNamesAttached, "", attached_file("factur-x.xml", "<?xml version='1.0'?><a/>")),
       "pdf"},
      {"program named XML", one_page_pdf(kNamesAttached, "", attached_file("factur-x.xml", "MZ")), "embedded_files"},
      {"page named XML", one_page_pdf(kNamesAttached, "", attached_file("a.xml", "<html><script>1</script></html>")),
       "embedded_files"},
      {"XML named program", one_page_pdf(kNamesAttached, "", attached_file("a.hta", "<a/>")), "embedded_files"},
      {"attached to nothing", one_page_pdf("", "", {pdf_stream("/Type /EmbeddedFile", "MZ")}), "embedded_files"},
      {"needs a password", encrypted(plain, "secret"), "encrypted"},
      {"encrypted without a password", encrypted(plain, ""), "encrypted"},
      {"no page", pdf_of({"<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [] /Count 0 >>"}), "damaged"},
      {"pages in a circle", pdf_of({"<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [2 0 R] /Count 1 >>"}),
       "damaged"},
      {"header alone", "%PDF-1.7\n", "damaged"},
      {"noise behind a header", "%PDF-1.7\n" + std::string(3000, '\x81'), "damaged"},
      {"arrays without end", pdf_of({"<< /Type /Catalog /Pages 2 0 R >>" + std::string(100'000, '[')}), "damaged"},
      {"ZIP behind it", plain + zip_of({{"a.txt", "abc"}}), "polyglot"},
      {"page of a site before it", one_page_pdf("", "", {}, "<html><script>1</script>"), "polyglot"},
      {"GIF before it", one_page_pdf("", "", {}, "GIF89a\1\1"), "polyglot"},
      {"program before it", one_page_pdf("", "", {}, "MZ\1\1"), "polyglot"},
      {"header too late", one_page_pdf("", "", {}, std::string(1030, '\n')), "unsupported_type"},
  };
  for (const auto& [what, bytes, verdict] : cases) EXPECT_EQ(verdict_on(bytes), verdict) << what;
}

//
TEST(Pdf, ShowsItsFirstPage) {
  const auto result = inspected(one_page_pdf());
  ASSERT_TRUE(result);
  EXPECT_FALSE(result->cleaned);
  EXPECT_EQ(size_in_pixels(bytes_of(result->preview)).height, 1280);
  EXPECT_EQ(size_in_pixels(bytes_of(result->thumbnail)).height, 240);
  const auto pixels = pixels_of(bytes_of(result->preview));
  const auto width = static_cast<std::size_t>(size_in_pixels(bytes_of(result->preview)).width);
  const auto colour = [&](std::size_t x, std::size_t y) {
    return static_cast<unsigned char>(pixels[(y * width + x) * 3 + 1]);
  };
  EXPECT_GT(colour(10, 10), 240);    // paper
  EXPECT_LT(colour(300, 1000), 40);  // the red square
}

}  // namespace
