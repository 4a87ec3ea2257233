// Mails as people save them: invented ones with everything that is done to French mails, and the real ones of others.
#include "mail/reading.h"

#include <cstdlib>
#include <fstream>
#include <iterator>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/text.h"

namespace recours::mail {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr const char* kHead =
    "From: =?UTF-8?Q?In=C3=A8s_Delmas?= <ines@exemple.example>\r\n"
    "To: cabinet@cabinet.example\r\n"
    "Date: Mon, 2 Nov 2026 23:30:00 +0000\r\n"
    "Subject: =?iso-8859-1?Q?R=E9clamation_?= =?iso-8859-1?Q?sur_mes_frais?=\r\n"
    "MIME-Version: 1.0\r\n";

ReceivedMail read(const std::string& bytes) {
  const auto mail = read_mail(bytes);
  EXPECT_TRUE(mail.ok()) << mail.error().code;
  return mail ? *mail : ReceivedMail();
}
std::string refusal(const std::string& bytes) {
  const auto mail = read_mail(bytes);
  return mail ? "read" : mail.error().code;
}
std::string text_of(const std::string& headers, const std::string& body) {
  return read(kHead + headers + "\r\n" + body).text;
}

//
TEST(Reading, SenderDateSubjectAndTextComeOutOfAnOrdinaryMail) {
  const auto mail =
      read(std::string(kHead) + "Content-Type: text/plain; charset=utf-8\r\n\r\nBonjour,\r\nCordialement\r\n");
  EXPECT_EQ(mail.from.name, "Inès Delmas");
  EXPECT_EQ(mail.from.address, "ines@exemple.example");
  EXPECT_FALSE(mail.has_several_senders);
  ASSERT_TRUE(mail.sent_at);
  EXPECT_EQ(mail.sent_at->iso(), "2026-11-02T23:30:00.000Z");
  EXPECT_EQ(paris_day(*mail.sent_at).iso(), "2026-11-03") << "after midnight in Paris";
  EXPECT_EQ(mail.subject, "Réclamation sur mes frais");
  EXPECT_EQ(mail.text, "Bonjour,\nCordialement");
  EXPECT_FALSE(mail.is_automatic);
  EXPECT_TRUE(mail.attachments.empty());
}

TEST(Reading, TextsComeInEveryEncoding) {
  const std::pair<std::pair<const char*, const char*>, const char*> cases[] = {
      {{"Content-Type: text/plain; charset=windows-1252\r\n", "pay\xE9 12 \x80"}, "payé 12 €"},
      {{"Content-Type: text/plain; charset=iso-8859-1\r\n", "l\x92\xE9t\xE9"}, "l’été"},
      {{"Content-Type: text/plain; charset=iso-8859-15\r\n", "12 \xA4"}, "12 €"},
      {{"Content-Type: text/plain; charset=\"us-ascii\"\r\n", "\xC3\xA9t\xC3\xA9"}, "été"},
      {{"", "\xE9t\xE9"}, "été"},
      {{"Content-Type: text/plain; charset=x-unknown\r\n", "\xE9t\xE9"}, "été"},
      {{"Content-Type: text/plain; charset=koi8-r\r\n", "\xC4\xC1"}, "да"},
      {{"Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n",
        "r=C3=A9p=\r\nons=C3=A9"},
       "réponsé"},
      {{"Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n", "w6l0w6k="}, "été"},
  };
  for (const auto& [mail, expected] : cases) EXPECT_EQ(text_of(mail.first, mail.second), expected) << mail.first;
}

TEST(Reading, HtmlIsReadOnlyWhereThereIsNoPlainText) {
  const std::string html =
      "<html><head><style>p{color:red}</style><title>x</title></head><body><p>Bonjour,</p>"
      "<p>Je&nbsp;conteste 42&nbsp;&euro;<br>d&rsquo;ao&ucirc;t</p><script>alert(1)</script></body>";
  EXPECT_EQ(text_of("Content-Type: text/html; charset=utf-8\r\n", html), "Bonjour,\n\nJe conteste 42 €\nd’août");
  const std::string both = "--b\r\nContent-Type: text/plain\r\n\r\nEn clair\r\n--b\r\nContent-Type: text/html\r\n\r\n" +
                           html + "\r\n--b--\r\n";
  EXPECT_EQ(text_of("Content-Type: multipart/alternative; boundary=b\r\n", both), "En clair");
  const std::string blank =
      "--b\r\nContent-Type: text/plain\r\n\r\n \r\n--b\r\nContent-Type: text/html\r\n\r\n<b>Seul</b>\r\n--b--";
  EXPECT_EQ(text_of("Content-Type: multipart/alternative; boundary=b\r\n", blank), "Seul");
}

TEST(Reading, TextOfHtmlTakesAnything) {
  const std::pair<const char*, const char*> cases[] = {
      {"", ""},
      {"a < b && c > d", "a < b && c > d"},
      {"<p>ouvert", "ouvert"},
      {"avant<!-- caché -->après", "avantaprès"},
      {"avant<script>caché", "avant"},
      {"<SCRIPT>x</SCRIPT>lu", "lu"},
      {"&#233;&#xE9;&inconnu;&#0;&#99999999;", "éé&inconnu;\uFFFD\uFFFD"},
      {"<td>a</td><td>b</td>", "a b"},
      {"<ul><li>un<li>deux</ul>", "un\ndeux"},
      {"<div>a</div><div>b</div>c<br>d<br><br><br><br>e", "a\nb\nc\nd\n\ne"},
      {"<p> </p><p>a</p>\n<p></p><h2>b</h2>", "a\n\nb"},
      {"<", "<"},
  };
  for (const auto& [html, expected] : cases) EXPECT_EQ(text_of_html(html), expected) << html;
}

TEST(Reading, AttachmentsAreNamedWithoutFoldersAndTheirTextIsNotTheMails) {
  const std::string body =
      "--b\r\nContent-Type: text/plain\r\n\r\nVoir le relevé\r\n"
      "--b\r\nContent-Type: application/pdf\r\nContent-Disposition: attachment; "
      "filename=\"C:\\\\Docs\\\\../relev\xE9.pdf\"\r\n\r\nx\r\n"
      "--b\r\nContent-Type: text/plain; name=note.txt\r\nContent-Disposition: attachment\r\n\r\nsecret\r\n"
      "--b\r\nContent-Type: image/png\r\nContent-Disposition: attachment; "
      "filename*=UTF-8''photo%20%C3%A9.png\r\n\r\nx\r\n"
      "--b\r\nContent-Type: image/png; name=logo.png\r\nContent-ID: <1>\r\n\r\nx\r\n"
      "--b\r\nContent-Type: message/rfc822\r\n\r\nSubject: dedans\r\n\r\nautre\r\n--b--\r\n";
  const auto mail = read(std::string(kHead) + "Content-Type: multipart/mixed; boundary=b\r\n\r\n" + body);
  EXPECT_EQ(mail.text, "Voir le relevé");
  std::vector<std::string> attached;
  for (const auto& one : mail.attachments) attached.push_back(one.name + ": " + one.content);
  EXPECT_THAT(attached,
              ElementsAre("relevé.pdf: x", "note.txt: secret", "photo é.png: x", "logo.png: ", "message/rfc822: "));
}

TEST(Reading, WhatCannotBeReadIsLeftEmptyAndTheRestIsKept) {
  const auto bare = read("Subject: Bonjour\n\ncorps");
  EXPECT_EQ(bare.from.address, "");
  EXPECT_FALSE(bare.sent_at);
  EXPECT_EQ(bare.subject, "Bonjour");
  EXPECT_EQ(bare.text, "corps");
  for (const char* date : {"pas une date", "", "Mon, 99 Foo 2026", "1 Jan 1901 00:00:00 +0000"}) {
    EXPECT_FALSE(read(std::string("From: a@b.example\nDate: ") + date + "\n\nx").sent_at) << date;
  }
  EXPECT_EQ(read("From: Camille (absente)\n\nx").from.address, "");
  EXPECT_EQ(read("From: cabinet\n\nx").from.address, "") << "no domain";
}

TEST(Reading, OfSeveralSendersTheFirstIsTakenAndItIsSaid) {
  const auto one_header = read("From: Un <un@a.example>, Deux <deux@a.example>\n\nx");
  EXPECT_EQ(one_header.from.address, "un@a.example");
  EXPECT_TRUE(one_header.has_several_senders);
  const auto two_headers = read("From: un@a.example\nSubject: x\nFrom: deux@a.example\n\nx");
  EXPECT_EQ(two_headers.from.address, "un@a.example");
  EXPECT_TRUE(two_headers.has_several_senders);
}

TEST(Reading, NothingInAHeaderBreaksALineOrHidesWhatItSays) {
  const auto mail = read(
      "From: =?UTF-8?Q?a=0Ab=E2=80=AEc?= <a@b.example>\nSubject: =?UTF-8?Q?un=0D=0ABcc:_deux=00?=\n\n"
      "caf\xC3\xA9\x01\xE2\x80\xAE!");
  for (const auto& line : {mail.from.name, mail.subject}) {
    EXPECT_TRUE(is_one_line(line)) << line;
    EXPECT_THAT(line, Not(HasSubstr("\u202E")));
  }
  EXPECT_EQ(mail.text, "café!");
}

TEST(Reading, AutomaticMailsAreRecognised) {
  EXPECT_TRUE(read("From: a@b.example\nAuto-Submitted: auto-replied\n\nx").is_automatic);
  EXPECT_TRUE(read("Return-Path: <>\nFrom: a@b.example\n\nx").is_automatic);
  EXPECT_FALSE(read("From: a@b.example\nAuto-Submitted: no\n\nJe demande 550 euros").is_automatic);
}

TEST(Reading, WhatIsNoMailIsRefusedAndSoIsWhatIsTooMuch) {
  std::string nested = kHead, many = std::string(kHead) + "Content-Type: multipart/mixed; boundary=b\r\n\r\n";
  for (int i = 0; i < 50'000; ++i) {
    const auto mark = "b" + std::to_string(i);
    nested += "Content-Type: multipart/mixed; boundary=" + mark + "\r\n\r\n--" + mark + "\r\n";
    many += "--b\r\nContent-Type: multipart/mixed; boundary=c\r\n\r\n";
  }
  std::string mails = kHead;
  for (int i = 0; i < 50'000; ++i) mails += "Content-Type: message/rfc822\r\n\r\n";
  const std::pair<std::string, const char*> cases[] = {
      {"", "empty"},
      {"Bonjour, ceci n'est pas un mail.\nVraiment pas.", "not_a_mail"},
      {"%PDF-1.7\n", "not_a_mail"},
      {std::string(1000, '\0'), "not_a_mail"},
      {"\n\nFrom: a@b.example", "not_a_mail"},
      {"From: a@b.example\nX: " + std::string(300'000, 'a') + "\n\nx", "not_a_mail"},
      {"From: a@b.example\n\n" + std::string(20'971'520, 'a'), "too_large"},
      {nested, "too_complex"},
      {many, "too_complex"},
      {mails, "too_complex"},
  };
  for (const auto& [bytes, expected] : cases) EXPECT_EQ(refusal(bytes), expected) << bytes.substr(0, 60);
}

TEST(Reading, TenMegabytesAreReadAndTheTextIsCut) {
  std::string body;
  while (body.size() < 10'000'000) body += "Encore une ligne de la réclamation.\r\n";
  const auto mail = read(std::string(kHead) + "Content-Type: text/plain; charset=utf-8\r\n\r\n" + body);
  EXPECT_TRUE(mail.is_cut);
  EXPECT_LE(mail.text.size(), std::size_t{256} << 10);
  EXPECT_TRUE(is_valid_utf8(mail.text));
  EXPECT_EQ(mail.subject, "Réclamation sur mes frais");
}

// ---- what others wrote

struct Known {
  const char* file;
  const char* outcome;  // read, or the refusal
  const char* from;
  const char* sent_at;
  const char* subject;
  const char* text;  // its beginning
};
const Known kKnown[] = {
    {"010.eml", "not_a_mail", "", "", "", ""},
    {"016.eml", "read", "dwsauder@example.com", "2000-05-19T04:53:25.000Z", "", "Die Hasen und die Frösche"},
    {"arf-01.eml", "read", "kijitora@example.co.jp", "2009-04-29T00:00:00.000Z",
     "Email Feedback Report for IP 192.0.2.", ""},
    {"attachment_nonascii_filename.eml", "read", "foo@example.com", "2005-06-06T20:21:22.000Z", "testing",
     "This is the first part."},
    {"base64-encoded-text.msg", "read", "", "",
     "a multipart message/rfc822 which has been base64-encoded as plain text", "Content-Type: multipart/mixed"},
    {"is-not-bounce-01.eml", "read", "shironeko@example.com", "2013-07-15T20:16:38.000Z", "にゃんこ", ""},
    {"japanese_attachment.eml", "read", "raasdnil@gmail.com", "2009-10-16T12:39:34.000Z", "testing", "testing"},
    {"lhost-postfix-01.eml", "read", "MAILER-DAEMON@p351355.pool.example.ne.jp", "2013-04-29T14:45:32.000Z",
     "Undelivered Mail Returned to Sender", ""},
    {"malformedHeader-noheader.msg", "not_a_mail", "", "", "", ""},
    {"mixed.eml", "not_a_mail", "", "", "", ""},
    {"rfc3834-01.eml", "read", "kijitora@example.net", "2005-04-29T14:34:45.000Z", "Away until May 5", ""},
    {"rfc3834-02.eml", "read", "nekonyaan@example.org", "2013-07-17T23:34:45.000Z", "Automatic reply: Nyaan", ""},
};

std::string corpus_file(const char* name) {
  const char* corpus = std::getenv("RECOURS_CORPUS");
  std::ifstream file(std::string(corpus ? corpus : "../shared/fixtures") + "/mail/" + name, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

TEST(Reading, MailsOfOthersAreReadAsTheyAre) {
  if (corpus_file("016.eml").empty()) GTEST_SKIP() << "no corpus of mails: set RECOURS_CORPUS";
  for (const auto& known : kKnown) {
    SCOPED_TRACE(known.file);
    const auto bytes = corpus_file(known.file);
    EXPECT_FALSE(bytes.empty());
    const auto mail = read_mail(bytes);
    EXPECT_EQ(mail ? "read" : mail.error().code, known.outcome);
    if (!mail) continue;
    EXPECT_EQ(mail->from.address, known.from);
    EXPECT_EQ(mail->sent_at ? mail->sent_at->iso() : "", known.sent_at);
    EXPECT_THAT(mail->subject, ::testing::StartsWith(known.subject));
    EXPECT_TRUE(is_valid_utf8(mail->subject) && is_one_line(mail->subject)) << mail->subject;
    EXPECT_THAT(mail->text, ::testing::StartsWith(known.text));
  }
}

// Every beginning of every mail, and each with a byte turned: nothing crashes, texts stay readable.
TEST(Reading, DamagedMailsAreReadOrRefused) {
  for (const auto& known : kKnown) {
    const auto bytes = corpus_file(known.file);
    for (std::size_t at = 0; at < bytes.size(); at += 7) {
      auto turned = bytes;
      turned[at] = static_cast<char>(turned[at] ^ 0x80);
      for (const auto& damaged : {bytes.substr(0, at), turned}) {
        const auto mail = read_mail(damaged);
        if (!mail) continue;
        EXPECT_TRUE(is_one_line(mail->subject) && is_one_line(mail->from.name)) << known.file << " " << at;
        EXPECT_TRUE(is_valid_utf8(mail->text)) << known.file << " " << at;
      }
    }
  }
}

}  // namespace
}  // namespace recours::mail
