// R-789 Mails and recordings by their structure: good ones are kept as they came, others are refused with the reason.
#include "inspect/recordings.h"

#include <gtest/gtest.h>

#include "inspect/inspected.h"

namespace {

using namespace recours::testing_support;
using namespace std::literals;

struct Case {
  const char* what;
  std::string bytes, verdict;
};
void expect(const std::vector<Case>& cases) {
  for (const auto& [what, bytes, verdict] : cases) EXPECT_EQ(verdict_on(bytes), verdict) << what;
}

const std::string kZip = "PK\5\6\0\0\0\0\1\0\1\0\x2e\0\0\0\x10\0\0\0\0\0"s;

TEST(Recordings, Mp3) {
  expect({{"frames", mp3_frames(), "mp3"},
          {"with a tag", id3_tag("TIT2 note") + mp3_frames(), "mp3"},
          {"room behind the tag", id3_tag(std::string(200, '\0')) + std::string(500, '\0') + mp3_frames(), "mp3"},
          {"two tags", id3_tag("a") + id3_tag("b") + mp3_frames(), "mp3"},
          {"a name at the end", mp3_frames() + "TAG" + std::string(125, ' '), "mp3"},
          {"a tag and nothing", id3_tag(std::string(40, 'x')), "damaged"},
          {"a tag longer than the file", id3_tag("a").substr(0, 6) + "\0\0\x7f\x7f"s + mp3_frames(), "damaged"},
          {"a tag and a program", id3_tag("a") + "MZ" + mp3_frames(), "unsupported_type"},
          {"a tag and a page", id3_tag("a") + "<html><script>1</script>", "damaged"},
          {"an archive behind", mp3_frames() + std::string(64, 'x') + kZip, "polyglot"},
          {"a PDF in the tag", id3_tag("%PDF-1.7") + mp3_frames(), "polyglot"},
          {"one frame", mp3_frames(1), "unsupported_type"}});
}

TEST(Recordings, M4a) {
  expect({{"sound", m4a(), "m4a"},
          {"of an Android phone", m4a("mp42"), "m4a"},
          {"a film", m4a("isom", media_track("soun") + media_track("vide")), "unsupported_type"},
          {"no track", m4a("M4A ", ""), "unsupported_type"},
          {"only text", m4a("M4A ", media_track("text")), "unsupported_type"},
          {"cut", m4a().substr(0, m4a().size() - 30), "damaged"},
          {"no sound data", m4a().substr(0, m4a().size() - 72), "damaged"},
          {"a box of nonsense", m4a() + four_bytes(3) + "free", "damaged"},
          {"an archive behind", m4a() + media_box("free", std::string(64, 'x') + kZip), "polyglot"},
          {"another first brand", m4a("qt  "), "m4a"},
          {"AVIF", media_box("ftyp", "avif" + four_bytes(0) + "mif1") + media_box("mdat", "x"), "unsupported_type"}});
}

TEST(Recordings, Wav) {
  const auto data = riff_chunk("data", std::string(160, '\0'));
  expect({{"sound", wav(), "wav"},
          {"a list before", riff(riff_chunk("LIST", "INFO") + wav_format() + data), "wav"},
          {"A-law of a telephone system", riff(wav_format(6) + data), "wav"},
          {"no format", riff(data), "damaged"},
          {"no data", riff(wav_format()), "damaged"},
          {"coding nobody plays", riff(wav_format(0x1234) + data), "unsupported_type"},
          {"no channel", riff(wav_format(1, 0) + data), "damaged"},
          {"rate of nonsense", riff(wav_format(1, 1, 3) + data), "damaged"},
          {"cut", wav().substr(0, 60), "damaged"},
          {"a length of nonsense", "RIFF\x02\0\0\0WAVE"s + wav().substr(12), "damaged"},
          {"a PDF behind", wav() + "%PDF-1.7 …", "polyglot"},
          {"a program behind", wav() + "MZ\x90", "polyglot"},
          {"an archive behind", wav() + kZip, "polyglot"}});
}

TEST(Recordings, Mails) {
  expect(
      {{"a mail", eml(), "eml"},
       {"unix line ends", "From: a@b.example\nDate: Mon, 2 Nov 2026 09:12:00 +0100\n\nTexte\n", "eml"},
       {"folded fields", eml("References: <a@b>\r\n <c@d>\r\n"), "eml"},
       {"with an archive joined, which stays closed",
        eml("MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n",
            "--b\r\nContent-Type: application/zip\r\nContent-Transfer-Encoding: base64\r\n\r\nUEsDBA==\r\n--b--\r\n"),
        "eml"},
       {"as a page", eml("Content-Type: text/html\r\n", "<html><body>Bonjour</body></html>"), "eml"},
       {"no date", "From: a@b.example\r\nSubject: x\r\n\r\nTexte", "unsupported_type"},
       {"no sender", "Date: Mon, 2 Nov 2026 09:12:00 +0100\r\nSubject: x\r\n\r\nTexte", "unsupported_type"},
       {"plain text", "Bonjour,\r\nFrom: a@b.example\r\nDate: hier\r\n\r\nTexte", "unsupported_type"},
       {"a page that says so", "<html>\r\nFrom: a\r\nDate: b\r\n\r\n", "unsupported_type"},
       {"zeros", eml("", "a\0b"s), "unsupported_type"},
       {"an archive behind", eml() + std::string(64, 'x') + kZip, "unsupported_type"}});
}

TEST(Recordings, AreKeptAsTheyCame) {
  for (const auto& sent : {mp3_frames(), m4a(), wav(), eml()}) {
    const auto result = inspected(sent);
    ASSERT_TRUE(result.ok());
    EXPECT_FALSE(result->cleaned);
    EXPECT_FALSE(result->preview);
    EXPECT_FALSE(result->thumbnail);
  }
}

}  // namespace
