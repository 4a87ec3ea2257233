#include <gtest/gtest.h>

#include "inspect/inspected.h"
#include "inspect/samples.h"

namespace {

using namespace recours;
using namespace recours::testing_support;
using namespace std::literals;

struct Case {
  const char* what;
  std::string bytes;
  const char* verdict;
};

std::string with_relationship(const std::string& type, const std::string& target, const std::string& mode) {
  return docx("", {{"word/_rels/document.xml.rels", relationships(relationship(type, target, mode))}});
}

std::string workbook(const Entries& more = {}) {
  Entries parts{{"[Content_Types].xml", "<Types/>"}, {"xl/workbook.xml", "<workbook/>"}};
  parts.insert(parts.end(), more.begin(), more.end());
  return zip_of(parts);
}

std::string simple_field(const std::string& code) { return "<w:fldSimple w:instr=\"" + code + "\"/>"; }

//
TEST(WordPackage, IsJudgedByItsParts) {
  const std::string main = "application/vnd.openxmlformats-officedocument.wordprocessingml.";
  auto document_elsewhere = word_parts();
  document_elsewhere[1].second = relationships(relationship("officeDocument", "/word/document.xml"));
  const std::vector<Case> cases{
      {"text", docx(), "docx"},
      {"main part named from the root", zip_of(document_elsewhere), "docx"},
      {"hyperlink", with_relationship("hyperlink", "https://recours.example", "External"), "docx"},
      {"picture inside", with_relationship("image", "media/a.png", "Internal"), "docx"},
      {"page number", docx(field({"PAGE"})), "docx"},
      {"table of contents", docx(field({"TOC \\o 1-3"})), "docx"},
      {"data of a chart", docx("", {{"word/embeddings/a.xlsx", workbook()}}), "docx"},
      {"template", docx("", {}, content_types(main + "template.main+xml")), "unsupported_type"},
      {"workbook", workbook(), "unsupported_type"},
      {"no main part", zip_of({{"[Content_Types].xml", content_types()}, {"_rels/.rels", relationships("")}}),
       "unsupported_type"},
      {"macro document", docx("", {}, content_types("application/vnd.ms-word.document.macroEnabled.main+xml")),
       "macros"},
      {"VBA project", docx("", {{"word/vbaProject.bin", "x"}}), "macros"},
      {"VBA project in capitals", docx("", {{"word/VBAPROJECT.BIN", "x"}}), "macros"},
      {"VBA project under another name", with_relationship("vbaProject", "harmless.xml", "Internal"), "macros"},
      {"ActiveX control", docx("", {{"word/activeX/activeX1.xml", "<a/>"}}), "macros"},
      {"macros in an embedded workbook", docx("", {{"word/embeddings/a.xlsx", workbook({{"xl/vbaProject.bin", "x"}})}}),
       "macros"},
      {"external template", with_relationship("attachedTemplate", "https://recours.example/a.dotm", "External"),
       "external_content"},
      {"external object", with_relationship("oleObject", "https://recours.example/a", "External"), "external_content"},
      {"external frame", with_relationship("frame", "https://recours.example/a", "External"), "external_content"},
      {"external picture", with_relationship("image", "https://recours.example/a.png", "External"), "external_content"},
      {"external part in UTF-16",
       docx("", {{"word/_rels/document.xml.rels",
                  [] {
                    std::string wide = "\xff\xfe";
                    for (const char c : relationships(relationship("frame", "https://recours.example", "External")))
                      wide += c, wide += '\0';
                    return wide;
                  }()}}),
       "external_content"},
      {"DDE", docx(simple_field("DDE excel a b")), "external_content"},
      {"DDEAUTO over several runs", docx(field({"DD", "EAU", "TO c:\\\\a.exe"})), "external_content"},
      {"DDE in a header", docx("", {{"word/header1.xml", word_text(field({"ddeauto a b"}))}}), "external_content"},
      {"DDE in a nested field", docx(field({"IF 1 = 1 "}) + field({" ddeauto a"})), "external_content"},
      {"DDE never closed", docx("<w:r><w:fldChar w:fldCharType=\"begin\"/><w:instrText>DDE a</w:instrText></w:r>"),
       "external_content"},
      {"field spelled in numbers", docx(simple_field("QUOTE 68 68 69 32 97")), "external_content"},
      {"picture fetched from a site", docx(simple_field("INCLUDEPICTURE &quot;https://recours.example/a&quot;")),
       "external_content"},
      {"OLE object", docx("", {{"word/embeddings/oleObject1.bin", "x"}}), "embedded_files"},
      {"another document inside", docx("", {{"word/embeddings/a.docx", docx()}}), "embedded_files"},
      {"no workbook behind the name", docx("", {{"word/embeddings/a.xlsx", docx()}}), "embedded_files"},
      {"program as a picture", docx("", {{"word/media/a.png", "MZ\x90"}}), "embedded_files"},
      {"chunk of another format", with_relationship("aFChunk", "a.html", "Internal"), "embedded_files"},
      {"entities of its own", docx("", {{"word/a.xml", "<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>"}}), "damaged"},
      {"broken XML", docx("<w:r>"), "damaged"},
  };
  for (const auto& [what, bytes, verdict] : cases) EXPECT_EQ(verdict_on(bytes), verdict) << what;
}

//
TEST(WordPackage, IsUnpackedWithinLimits) {
  const auto whole = docx();
  Entries many = word_parts();
  for (int i = 0; i < 5001; ++i) many.emplace_back("word/" + std::to_string(i) + ".xml", "<a/>");
  const std::string zeros(std::size_t{9} << 20, '\0');
  const std::vector<Case> cases{
      {"a thousandfold", docx("", {{"word/a.xml", zeros}}), "archive_bomb"},
      {"a thousandfold, inside", docx("", {{"word/embeddings/a.xlsx", workbook({{"xl/a.xml", zeros}})}}),
       "archive_bomb"},
      {"5,004 parts", zip_of(many), "archive_bomb"},
      {"path that leaves", docx("", {{"../../etc/passwd", "x"}}), "damaged"},
      {"path that leaves later", docx("", {{"word/../../a", "x"}}), "damaged"},
      {"path of Windows", docx("", {{"word\\..\\a", "x"}}), "damaged"},
      {"path from the root", docx("", {{"/etc/passwd", "x"}}), "damaged"},
      {"part named twice", docx("", {{"word/document.xml", word_text("")}}), "damaged"},
      {"cut short", whole.substr(0, whole.size() - 30), "damaged"},
      {"bytes behind it", whole + "12345", "polyglot"},
      {"another archive before it", zip_of({{"[Content_Types].xml", "x"}}) + whole, "polyglot"},
      {"encrypted entries", zip_of(word_parts(), "secret"), "encrypted"},
  };
  for (const auto& [what, bytes, verdict] : cases) EXPECT_EQ(verdict_on(bytes), verdict) << what;
}

//
TEST(WordBinary, IsJudgedByItsStreams) {
  const auto wide = [](const std::string& text) {
    std::string out;
    for (const char c : text) out += c, out += '\0';
    return out;
  };
  const std::vector<Case> cases{
      {"text", doc(), "doc"},
      {"link", doc(0, {}, "\x13 HYPERLINK \"https://recours.example\" \x14 ici \x15"), "doc"},
      {"other container", ole_of({{"Workbook", std::string(5000, 'x')}}), "unsupported_type"},
      {"Word 95", ole_of({{"WordDocument", "\xdc\xa5\x68\0"s + std::string(5000, '\0')}}), "unsupported_type"},
      {"password", doc(0x0100), "encrypted"},
      {"encrypted package", ole_of({{"EncryptedPackage", std::string(5000, 'x')}, {"EncryptionInfo", "x"}}),
       "encrypted"},
      {"macros", doc(0, {{"Macros/VBA/dir", "x"}}), "macros"},
      {"macros elsewhere", doc(0, {{"ObjectPool/_1/_VBA_PROJECT_CUR/VBA/dir", "x"}}), "macros"},
      {"package", doc(0, {{"ObjectPool/_1234/\1Ole10Native", "x"}}), "embedded_files"},
      {"DDE", doc(0, {}, "\x13 DDEAUTO excel a \x14\x15"), "external_content"},
      {"DDE in two-byte letters",
       doc(0, {},
           wide("\x13"
                "DDE excel a \x15")),
       "external_content"},
      {"no table", doc(0x0200), "damaged"},
      {"container cut short", doc().substr(0, 600), "damaged"},
      {"signature alone", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "damaged"},
      {"ZIP behind it", doc() + zip_of({{"a.txt", "abc"}}), "polyglot"},
  };
  for (const auto& [what, bytes, verdict] : cases) EXPECT_EQ(verdict_on(bytes), verdict) << what;
}

}  // namespace
