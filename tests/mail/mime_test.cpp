#include "mail/mime.h"

#include <gtest/gtest.h>

#include "support/clock.h"

namespace recours::mail {
namespace {

OutboxMessage message_with(const std::string& subject, const std::string& text = "Bonjour", const std::string& html = "") {
  OutboxMessage message;
  message.message_id = "0123456789abcdef";
  message.mail = {{"Léa Martin", "lea@revendeur.example"}, {}, subject, text, html, "claim", "1"};
  return message;
}

std::string composed(const OutboxMessage& message) {
  return compose(message, {"Aubépine Distribution", "recours@distributeur.example"},
                 testing_support::instant("2026-11-12T09:00:00.000Z"));
}

std::vector<std::string> header_lines(const std::string& mail) {
  std::vector<std::string> lines;
  const auto head = mail.substr(0, mail.find("\r\n\r\n"));
  std::size_t start = 0;
  while (start < head.size()) {
    const auto end = std::min(head.find("\r\n", start), head.size());
    lines.push_back(head.substr(start, end - start));
    start = end + 2;
  }
  return lines;
}

int lines_beginning(const std::string& mail, std::string_view beginning) {
  int count = 0;
  for (const auto& line : header_lines(mail)) count += line.starts_with(beginning) ? 1 : 0;
  return count;
}

TEST(Mime, AccentsInHeadersAreEncodedWords) {
  const auto mail = composed(message_with("Réclamation enregistrée"));
  EXPECT_NE(mail.find("Subject: =?"), std::string::npos) << mail;
  for (const auto& line : header_lines(mail)) {
    for (const char c : line) EXPECT_LT(static_cast<unsigned char>(c), 0x80) << line;
  }
}

TEST(Mime, CarriesWhatIdentifiesIt) {
  const auto mail = composed(message_with("Votre demande"));
  EXPECT_NE(mail.find("Subject: Votre demande\r\n"), std::string::npos);
  EXPECT_NE(mail.find("Message-Id: <0123456789abcdef@distributeur.example>\r\n"), std::string::npos) << mail;
  EXPECT_NE(mail.find("Date: Thu, 12 Nov 2026 09:00:00 +0000\r\n"), std::string::npos) << mail;
  EXPECT_NE(mail.find("<recours@distributeur.example>\r\n"), std::string::npos);
  EXPECT_NE(mail.find("<lea@revendeur.example>\r\n"), std::string::npos);
  EXPECT_NE(mail.find("Auto-Submitted: auto-generated\r\n"), std::string::npos);
}

//
TEST(Mime, AnAnswerGoesToTheIntakeWithItsToken) {
  auto message = message_with("Votre réclamation R000000001");
  message.mail.reply_token = "0f1e2d";
  const Address from{"Aubépine Distribution", "recours@distributeur.example"};
  const auto now = testing_support::instant("2026-11-12T09:00:00.000Z");
  EXPECT_NE(compose(message, from, now, "reponses@distributeur.example").find("Reply-To: reponses+0f1e2d@distributeur.example\r\n"),
            std::string::npos);
  EXPECT_EQ(lines_beginning(compose(message, from, now), "Reply-To"), 0) << "no intake";
  message.mail.reply_token.clear();
  EXPECT_EQ(lines_beginning(compose(message, from, now, "reponses@distributeur.example"), "Reply-To"), 0) << "no token";
}

TEST(Mime, FollowsWhatItAnswers) {
  auto message = message_with("Votre réclamation R000000001");
  EXPECT_EQ(lines_beginning(composed(message), "References"), 0);
  message.mail.thread = {"aaaa", "abc@revendeur.example"};
  const auto mail = composed(message);
  EXPECT_NE(mail.find("In-Reply-To: <abc@revendeur.example>\r\n"), std::string::npos) << mail;
  EXPECT_NE(mail.find("References: <aaaa@distributeur.example> <abc@revendeur.example>\r\n"), std::string::npos) << mail;
}

TEST(Mime, CopiesStandInCc) {
  auto message = message_with("Votre demande");
  message.mail.copies = {{"Service client", "cs@distributeur.example"}, {"", "sav@distributeur.example"}};
  const auto mail = composed(message);
  EXPECT_NE(mail.find("Cc: Service client <cs@distributeur.example>, sav@distributeur.example"), std::string::npos)
      << mail;
}

TEST(Mime, TextAndHtmlAreAlternatives) {
  const auto mail = composed(message_with("Votre demande", "Numéro : 12", "<p>Numéro : <b>12</b></p>"));
  EXPECT_NE(mail.find("Content-Type: multipart/alternative; boundary="), std::string::npos) << mail;
  const auto plain = mail.find("Content-Type: text/plain; charset=utf-8");
  const auto html = mail.find("Content-Type: text/html; charset=utf-8");
  ASSERT_NE(plain, std::string::npos) << mail;
  ASSERT_NE(html, std::string::npos) << mail;
  EXPECT_LT(plain, html) << "the last alternative is the best one (RFC 2046)";
  EXPECT_NE(mail.find("Num=C3=A9ro"), std::string::npos) << mail;
}

TEST(Mime, NoLineIsLongerThanSmtpAllows) {
  const auto mail = composed(message_with(std::string(900, 'x') + " é", std::string(5000, 'y') + "\n" + std::string(2000, ' ')));
  std::size_t start = 0;
  while (start < mail.size()) {
    const auto end = mail.find("\r\n", start);
    ASSERT_NE(end, std::string::npos) << "every line ends with CRLF";
    EXPECT_LE(end - start, 998U);
    start = end + 2;
  }
}

TEST(Mime, EveryLineEndIsCrLf) {
  const auto mail = composed(message_with("Votre demande", "un\ndeux\r\ntrois\rquatre"));
  for (std::size_t i = 0; i < mail.size(); ++i) {
    if (mail[i] == '\n') {
      EXPECT_EQ(mail[i - 1], '\r') << i;
    }
    if (mail[i] == '\r') {
      EXPECT_EQ(mail[i + 1], '\n') << i;
    }
  }
  EXPECT_NE(mail.find("un\r\ndeux\r\ntrois\r\nquatre"), std::string::npos) << mail;
}

class Injection : public ::testing::TestWithParam<const char*> {};

TEST_P(Injection, NoFieldAddsAHeaderLine) {
  const std::string attack = std::string("Bonjour") + GetParam() + "Bcc: tous@ailleurs.example" + GetParam() + "X-Evil: 1";
  auto message = message_with(attack);
  message.mail.to = {attack, "lea@revendeur.example" + std::string(GetParam()) + "Bcc: a@b.example"};
  message.mail.copies = {{attack, "cs@distributeur.example" + std::string(GetParam()) + "Bcc: c@d.example"}};
  const auto mail = composed(message);
  EXPECT_EQ(lines_beginning(mail, "Bcc"), 0) << mail;
  EXPECT_EQ(lines_beginning(mail, "X-Evil"), 0) << mail;
  EXPECT_EQ(lines_beginning(mail, "Subject:"), 1) << mail;
  EXPECT_EQ(lines_beginning(mail, "To:"), 1) << mail;
}

INSTANTIATE_TEST_SUITE_P(LineEnds, Injection, ::testing::Values("\r\n", "\n", "\r", "\r\n\r\n", "\n ", "\v", "\x7f\r\n"));

TEST(OneLine, ControlCharactersBecomeOneBlank) {
  EXPECT_EQ(one_line("a\r\n\tb"), "a b");
  EXPECT_EQ(one_line("déjà vu"), "déjà vu");
  EXPECT_EQ(one_line(""), "");
  EXPECT_EQ(one_line(std::string("a\0b", 3)), "a b");
}

}  // namespace
}  // namespace recours::mail
