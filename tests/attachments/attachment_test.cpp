#include "attachments/attachment.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/text.h"
#include "ui/language.h"

namespace recours::attachments {
namespace {

using ::testing::HasSubstr;

std::string repeated(std::string_view text, int times) {
  std::string all;
  for (int i = 0; i < times; ++i) all += text;
  return all;
}

std::string code_of(const std::optional<Refusal>& refusal) { return refusal ? refusal->code : ""; }

//
TEST(FileTypes, HaveStableWords) {
  for (const auto type : {FileType::Pdf, FileType::Doc, FileType::Docx, FileType::Jpeg, FileType::Png}) {
    EXPECT_EQ(file_type_named(name_of(type)), type);
    EXPECT_EQ(is_image(type), media_type_of(type).starts_with("image/"));
  }
  EXPECT_EQ(file_type_named("heic"), std::nullopt);
  EXPECT_EQ(media_type_of(FileType::Jpeg), "image/jpeg");
  EXPECT_EQ(extension_of(FileType::Jpeg), ".jpg");
  for (const auto scan : {Scan::NotConfigured, Scan::Waiting, Scan::Clean, Scan::Infected})
    EXPECT_EQ(scan_named(name_of(scan)), scan);
  for (const auto source : {Source::Desk, Source::Phone, Source::Api}) EXPECT_EQ(source_named(name_of(source)), source);
  EXPECT_EQ(scan_named(""), std::nullopt);
  EXPECT_EQ(source_named("mail"), std::nullopt);
}

//
TEST(Sizes, OfOneFile) {
  EXPECT_EQ(code_of(objection_to_size(-1)), "empty");
  EXPECT_EQ(code_of(objection_to_size(0)), "empty");
  EXPECT_EQ(code_of(objection_to_size(1)), "");
  EXPECT_EQ(code_of(objection_to_size(20'971'520)), "");
  EXPECT_EQ(code_of(objection_to_size(20'971'521)), "too_large");
}

std::vector<Attachment> present(int files, std::int64_t bytes_each) {
  Attachment attachment;
  attachment.size = bytes_each;
  return std::vector<Attachment>(static_cast<std::size_t>(files), attachment);
}

//
TEST(Sizes, OfAllTogether) {
  struct Case {
    int files;
    std::int64_t bytes_each;
    std::int64_t more;
    std::string code;
  };
  for (const auto& [files, bytes_each, more, code] : {
           Case{0, 0, 20'971'520, ""},
           Case{39, 1, 1, ""},
           Case{40, 1, 1, "too_many_files"},
           Case{4, 20'971'520, 20'971'520, ""},
           Case{4, 20'971'520, 20'971'521, "too_large_together"},
           Case{5, 20'971'520, 1, "too_large_together"},
           Case{40, 20'971'520, 1, "too_many_files"},
       }) {
    EXPECT_EQ(code_of(objection_to_amount(present(files, bytes_each), more)), code)
        << files << " × " << bytes_each << " + " << more;
  }
}

TEST(Sizes, RemovedFilesTakeNoRoom) {
  auto files = present(40, 20'971'520);
  for (auto& file : files) file.removed_at = Instant();
  EXPECT_EQ(code_of(objection_to_amount(files, 20'971'520)), "");
}

//
TEST(SafeFileName, KeepsWhatIsHarmlessAndNothingElse) {
  struct Case {
    std::string given;
    FileType type;
    std::string safe;
  };
  const Case cases[] = {
      {"facture.pdf", FileType::Pdf, "facture.pdf"},
      {"FACTURE.PDF", FileType::Pdf, "FACTURE.pdf"},
      {"photo.JPEG", FileType::Jpeg, "photo.jpg"},
      {"IMG_0001.heic", FileType::Jpeg, "IMG_0001.jpg"},
      {"Bon de livraison n° 12 – été.docx", FileType::Docx, "Bon de livraison n° 12 – été.docx"},
      {"Avenant v1.2", FileType::Pdf, "Avenant v1.2.pdf"},
      {"facture.pdf.exe", FileType::Pdf, "facture.pdf.exe.pdf"},
      {"", FileType::Pdf, "document.pdf"},
      {"", FileType::Png, "document.png"},
      {".", FileType::Pdf, "document.pdf"},
      {"..", FileType::Pdf, "document.pdf"},
      {"......", FileType::Pdf, "document.pdf"},
      {".pdf", FileType::Pdf, "document.pdf"},
      {"..pdf", FileType::Pdf, "document.pdf"},
      {" . . .pdf", FileType::Pdf, "document.pdf"},
      {".htaccess", FileType::Pdf, "htaccess.pdf"},
      {"../../etc/passwd", FileType::Pdf, "passwd.pdf"},
      {"C:\\Users\\lea\\bon.pdf", FileType::Pdf, "bon.pdf"},
      {"/", FileType::Pdf, "document.pdf"},
      {"dossier/", FileType::Jpeg, "document.jpg"},
      {"a<b>c:d\"e|f?g*h.pdf", FileType::Pdf, "a_b_c_d_e_f_g_h.pdf"},
      {"bon.pdf. ", FileType::Pdf, "bon.pdf"},
      {"bon . .pdf", FileType::Pdf, "bon.pdf"},
      {"CON", FileType::Pdf, "_CON.pdf"},
      {"con.pdf", FileType::Pdf, "_con.pdf"},
      {"Aux.été.pdf", FileType::Pdf, "_Aux.été.pdf"},
      {"LPT9.jpg", FileType::Jpeg, "_LPT9.jpg"},
      {"COM10.pdf", FileType::Pdf, "COM10.pdf"},
      {"contrat.pdf", FileType::Pdf, "contrat.pdf"},
      {"nul .pdf", FileType::Pdf, "_nul.pdf"},
      {"a\r\nSet-Cookie: x.pdf", FileType::Pdf, "a Set-Cookie_ x.pdf"},
      {std::string("a\0b\x1B[2J\x7F.pdf", 12), FileType::Pdf, "ab[2J.pdf"},
      {"facture\u202Efdp.exe", FileType::Pdf, "facturefdp.exe.pdf"},
      {"\uFEFFbon\u200B\u2066.pdf", FileType::Pdf, "bon.pdf"},
      {"bon\u00A0\u2003 12\t.pdf", FileType::Pdf, "bon 12.pdf"},
      {"\xFF\xFE"
       "bon\xC3.pdf",
       FileType::Pdf, "bon.pdf"},
      {"cafe\u0301.pdf", FileType::Pdf, "café.pdf"},
      {"\u0301\u0301.pdf", FileType::Pdf, "document.pdf"},
      {"\U0001F4F7 dommage.png", FileType::Png, "\U0001F4F7 dommage.png"},
      {"plainte.EML", FileType::Eml, "plainte.eml"},
      {"appel.mp3", FileType::Mp3, "appel.mp3"},
      {"appel.m4a", FileType::M4a, "appel.m4a"},
      {"appel.wav", FileType::Wav, "appel.wav"},
  };
  for (const auto& [given, type, safe] : cases) {
    EXPECT_EQ(safe_file_name(given, type), safe) << given;
    EXPECT_EQ(safe_file_name(safe, type), safe) << "a safe name stays";
  }
}

//
TEST(SafeFileName, IsNeverTooLongAndNeverCutInACharacter) {
  struct Case {
    std::string given;
    std::string stem;
  };
  const Case cases[] = {
      {repeated("x", 116), repeated("x", 116)},
      {repeated("x", 117), repeated("x", 116)},
      {repeated("x", 100'000), repeated("x", 116)},
      {repeated("é", 300), repeated("é", 116)},
      {repeated("\U0001F4F7", 300), repeated("\U0001F4F7", 62)},        // 62 × 4 + 4 ≤ 255 bytes
      {repeated("x\u0323", 100), repeated("x\u0323", 58)},              // a letter and its dot: 116 / 2
      {"y" + repeated("x\u0323", 100), "y" + repeated("x\u0323", 57)},  // the last letter would lose its dot
      {repeated("x", 115) + " fin", repeated("x", 115)},                // no blank at the end
      {"z" + repeated("\u0336", 400), ""},                              // one letter that does not fit at all
  };
  for (const auto& [given, stem] : cases) {
    const auto safe = safe_file_name(given + ".pdf", FileType::Pdf);
    EXPECT_EQ(safe, (stem.empty() ? "document" : stem) + ".pdf") << given.substr(0, 30);
    EXPECT_LE(safe.size(), 255u);
    EXPECT_LE(length(safe), 120u);
    EXPECT_TRUE(is_one_line(safe));
    EXPECT_EQ(safe_file_name(safe, FileType::Pdf), safe);
  }
}

TEST(RefusedFiles, SayWhatToDo) {
  for (const char* code : {"unsupported_type", "too_large", "empty", "damaged", "encrypted", "macros", "active_content",
                           "embedded_files", "external_content", "polyglot", "archive_bomb", "image_too_large",
                           "too_complex", "virus_found", "already_attached", "too_many_files", "too_large_together"}) {
    const auto refusal = refused_file(code);
    EXPECT_EQ(refusal.code, code);
    ASSERT_EQ(refusal.fields.size(), 1u);
    EXPECT_EQ(refusal.fields[0].field, "file");
    EXPECT_EQ(refusal.fields[0].code, code);
    const auto french = ui::tr_message(ui::Language::French, refusal.message);
    EXPECT_NE(french, refusal.message.id) << "not translated";
    EXPECT_THAT(french, HasSubstr("\u00A0: ")) << "what happened, then what to do";
  }
  EXPECT_THAT(ui::tr_message(ui::Language::French, refused_file("unsupported_type").message), HasSubstr("PDF"));
  EXPECT_THAT(ui::tr_message(ui::Language::French, refused_file("too_large").message), HasSubstr("20 Mo"));
  EXPECT_THROW(refused_file("something_else"), std::logic_error);
}

}  // namespace
}  // namespace recours::attachments
