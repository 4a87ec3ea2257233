// Mails that come in: answers join their claim, machines move nothing, nothing is
// lost.
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>

#include "attachments/attachment_store.h"
#include "claims/claim_actions.h"
#include "mail/incoming.h"
#include "message_world.h"

namespace recours::claims {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using Kind = Arrival::Kind;
using testing_support::demo_piece;
using testing_support::header_of;
using testing_support::instant;
using testing_support::MessageWorld;
using testing_support::visible;

constexpr const char* kDepartment = "service.client@example.com";

class MailIntake : public MessageWorld {
 protected:
  // What may not change when a machine writes.
  struct Still {
    std::string states;
    std::size_t mails = 0;
    std::size_t seen = 0;
    bool operator==(const Still&) const = default;
  };
  Still still() {
    Still now;
    now.states = database().reader()->value<std::string>(
        "SELECT COALESCE(MAX(authorisation || goods || money), '') AS value FROM claim_line");
    now.mails = outbox().size();
    now.seen = messages(cast_.alice).size();
    return now;
  }
  std::vector<attachments::Attachment> originals() {
    std::vector<attachments::Attachment> found;
    for (const auto id : database().reader()->list("SELECT id FROM received_mail ORDER BY id", {},
                                                   [](const db::Row& row) { return row.get<std::int64_t>("id"); })) {
      for (auto& file : attachments::list_attachments(*database().reader(), {kMailFiles, id})) {
        if (file.type == attachments::FileType::Eml) found.push_back(std::move(file));
      }
    }
    return found;
  }
  std::string bytes_of(const attachments::Attachment& file) {
    const auto reader = database().reader();
    const auto descriptor = depot_->blobs->open(*reader, file.sha256);
    return std::string(MappedFile(*descriptor).bytes());
  }
  std::string state_of_newest() {
    return database().reader()->value<std::string>("SELECT state AS value FROM received_mail ORDER BY id DESC LIMIT 1");
  }
};
RECOURS_ON_BOTH_ENGINES(MailIntake);

TEST_P(MailIntake, AnAnswerJoinsItsClaim) {
  write(cast_.claire, "Quel est le numéro de série ?");
  const auto mail = reply(
      "SNA1.\r\n\r\nLe 12 nov. 2026 à 10:00, Nordsud a écrit :\r\n> Quel est le numéro de série ?\r\n\r\n-- \r\nAlice");
  const auto arrival = take_in(mail);
  EXPECT_EQ(arrival.kind, Kind::Filed);
  EXPECT_EQ(arrival.claim_number, number_);
  const auto message = messages(cast_.alice).front();
  EXPECT_EQ(message.text, "SNA1.");
  EXPECT_EQ(message.side, Side::Reseller);
  EXPECT_EQ(message.author_name, "Alice Martel");
  EXPECT_TRUE(message.mail);
  ASSERT_EQ(originals().size(), 1u);
  EXPECT_EQ(bytes_of(originals().front()), mail) << "the original is kept as it came";
  EXPECT_THAT(last_to(kDepartment).mail.text, HasSubstr("SNA1."));
  EXPECT_THAT(as(cast_.claire).get(path_).body,
              HasSubstr("/attachments/" + std::to_string(originals().front().id.value)));
  const auto original = "/attachments/" + std::to_string(originals().front().id.value);
  EXPECT_EQ(as(cast_.claire).get(original).status, 200);
  EXPECT_EQ(as(cast_.alice).get(original).status, 404) << "for staff";
  write(cast_.claire, "Merci");
  EXPECT_THAT(last_to("alice@helios.example").mail.thread.back(), HasSubstr("@helios.example")) << "follows the answer";
}

TEST_P(MailIntake, TheSameMailTwiceIsOne) {
  write(cast_.claire, "Bonjour");
  const auto mail = reply("Oui.");
  EXPECT_EQ(take_in(mail).kind, Kind::Filed);
  const auto before = still();
  EXPECT_EQ(take_in(mail).kind, Kind::Known);
  EXPECT_EQ(take_in("Received: from elsewhere\r\n" + mail).kind, Kind::Known);
  EXPECT_EQ(still(), before);
  EXPECT_EQ(count("received_mail"), 1);
}

TEST_P(MailIntake, WithoutTheTokenTheMailItAnswersTells) {
  const auto sent = last_to("alice@helios.example");
  const std::string mail =
      "From: alice@helios.example\nTo: recours@nordsud.example\nSubject: Re: x\nMessage-ID: <n1@h>\n"
      "In-Reply-To: <" +
      sent.message_id + "@nordsud.example>\n\nVoici.\n";
  EXPECT_EQ(take_in(mail).kind, Kind::Filed);
  const std::string stranger =
      "From: alice@helios.example\nTo: recours@nordsud.example\nSubject: Re: x\nMessage-ID: <n2@h>\n"
      "In-Reply-To: <00000000000000000000000000000000@nordsud.example>\n\nVoici.\n";
  EXPECT_EQ(take_in(stranger).kind, Kind::Waiting);
}

TEST_P(MailIntake, AnUnexpectedSenderIsForStaffUntilItIsAccepted) {
  write(cast_.claire, "Bonjour");
  const auto arrival = take_in(reply("Je réponds pour Alice.", "Bob <bob@atelier.example>"));
  EXPECT_EQ(arrival.kind, Kind::Unexpected);
  EXPECT_THAT(visible(as(cast_.alice).get(path_)), Not(HasSubstr("Je réponds pour Alice")));
  auto claire = as(cast_.claire);
  const auto page = visible(claire.get(path_));
  EXPECT_THAT(page, HasSubstr("Je réponds pour Alice."));
  EXPECT_THAT(page, HasSubstr("Expéditeur inattendu"));
  EXPECT_THAT(page, HasSubstr("Bob <bob@atelier.example>"));
  const auto message = messages(cast_.claire).front();
  const auto accept = path_ + "/messages/" + std::to_string(message.id.value) + "/acceptance";
  EXPECT_EQ(as(cast_.fabien).post(accept).status, 403);
  EXPECT_EQ(claire.post(accept).status, 303);
  EXPECT_THAT(visible(as(cast_.alice).get(path_)), HasSubstr("Je réponds pour Alice"));
  EXPECT_EQ(claire.post(accept).status, 409) << "once";
  EXPECT_EQ(take_in(reply("x", "alice@helios.example, bob@atelier.example")).kind, Kind::Unexpected) << "two senders";
}

TEST_P(MailIntake, AttachmentsPassTheChecksOfUploads) {
  write(cast_.claire, "Une photo ?");
  const auto photo = demo_piece("photo-damage.jpg");
  const auto encoded = [](const std::string& bytes) {
    static constexpr char kDigits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string text;
    for (std::size_t at = 0; at < bytes.size(); at += 3) {
      std::uint32_t three = 0;
      for (std::size_t i = 0; i < 3; ++i)
        three = three << 8 | (at + i < bytes.size() ? static_cast<unsigned char>(bytes[at + i]) : 0);
      for (std::size_t i = 0; i < 4; ++i) text += at + i > bytes.size() ? '=' : kDigits[three >> (18 - 6 * i) & 63];
      if (at % 57 == 54) text += "\r\n";
    }
    return text;
  };
  auto mail = reply(
      "--b\r\nContent-Type: text/plain\r\n\r\nVoici.\r\n--b\r\nContent-Type: image/jpeg; name=dommage.jpg\r\n"
      "Content-Disposition: attachment\r\nContent-Transfer-Encoding: base64\r\n\r\n" +
      encoded(photo) +
      "\r\n--b\r\nContent-Type: application/octet-stream; name=winmail.dat\r\nContent-Disposition: attachment\r\n\r\n"
      "\x78\x9f\x3e\x22 tnef\r\n--b\r\nContent-Type: message/rfc822\r\n\r\nFrom: x@y.example\r\nSubject: "
      "dedans\r\n\r\nz\r\n--b--");
  const std::string plain = "Content-Type: text/plain; charset=utf-8";
  mail.replace(mail.find(plain), plain.size(), "Content-Type: multipart/mixed; boundary=b");
  ASSERT_EQ(take_in(mail).kind, Kind::Filed);
  const auto message = messages(cast_.alice).front();
  ASSERT_EQ(message.files.size(), 1u);
  EXPECT_EQ(message.files.front().name, "dommage.jpg");
  ASSERT_EQ(message.remarks.size(), 2u);
  EXPECT_EQ(message.remarks.front().name, "winmail.dat");
  EXPECT_EQ(message.remarks.front().code, "unsupported_type");
  EXPECT_EQ(message.remarks.back().code, "not_taken");
  const auto page = visible(as(cast_.alice).get(path_));
  EXPECT_THAT(page, HasSubstr("winmail.dat"));
  EXPECT_THAT(page, HasSubstr("Laissé dans le courriel d'origine."));
  EXPECT_EQ(as(cast_.alice).get("/attachments/" + std::to_string(message.files.front().id.value)).status, 200);
}

TEST_P(MailIntake, MachinesMoveNothing) {
  write(cast_.claire, "Bonjour");
  std::vector<std::string> mails;
  for (const char* headers : {"Auto-Submitted: auto-replied\r\n", "Precedence: bulk\r\n", "X-Autoreply: yes\r\n",
                              "Return-Path: <>\r\n", "List-Id: <l.example>\r\n", "X-Auto-Response-Suppress: OOF\r\n"})
    mails.push_back(reply("Je suis absente.", "Alice Martel <alice@helios.example>", headers));
  for (const char* subject :
       {"Réponse automatique : Votre réclamation", "Absence du bureau", "Absent(e) du bureau jusqu'au 15/12",
        "Automatic reply: Your claim", "Abwesenheitsnotiz"}) {
    auto mail = reply("Je suis absente du bureau jusqu'au 15 décembre.");
    mail.replace(mail.find("Subject: Re: x"), 14, std::string("Subject: ") + subject);
    mails.push_back(std::move(mail));
  }
  mails.push_back(reply("Notre propre avis", "Service client <service.client@example.com>"));
  mails.push_back(reply("Notre propre avis", "recours@nordsud.example"));
  auto own = reply("Un des nôtres qui revient");
  const auto id = own.find("Message-ID: <");
  own.replace(id, own.find('>', id) + 1 - id,
              "Message-ID: <" + last_to("alice@helios.example").message_id + "@nordsud.example>");
  mails.push_back(std::move(own));
  const auto before = still();
  for (const auto& mail : mails) {
    EXPECT_EQ(take_in(mail).kind, Kind::Automatic) << mail;
    EXPECT_EQ(still(), before) << mail;
  }
  EXPECT_EQ(originals().size(), mails.size()) << "nothing is lost";
  const auto staff = messages(cast_.claire);
  EXPECT_EQ(staff.size(), 1 + mails.size());
  EXPECT_EQ(staff.front().kind, MessageKind::Automatic);
  const auto accept = path_ + "/messages/" + std::to_string(staff.front().id.value) + "/acceptance";
  EXPECT_EQ(as(cast_.claire).post(accept).status, 303) << "a person taken for a machine is not lost";
  EXPECT_EQ(messages(cast_.alice).size(), 2u);
  EXPECT_THAT(visible(as(cast_.claire).get("/claims")), Not(HasSubstr("nouveau message"))) << "it calls nobody";
}

TEST_P(MailIntake, ASenderWhoWritesWithoutEndIsAMachine) {
  write(cast_.claire, "Bonjour");
  for (int i = 0; i < kMostMailsAnHour; ++i) EXPECT_EQ(take_in(reply("Encore " + std::to_string(i))).kind, Kind::Filed);
  const auto before = still();
  EXPECT_EQ(take_in(reply("Une de trop")).kind, Kind::Automatic);
  EXPECT_EQ(still(), before);
  EXPECT_EQ(take_in(reply("Un autre", "bob@atelier.example")).kind, Kind::Unexpected) << "of one sender";
  clock_.advance(std::chrono::minutes(61));
  EXPECT_EQ(take_in(reply("Une heure après")).kind, Kind::Filed);
}

TEST_P(MailIntake, ABounceMarksTheAddressItIsAbout) {
  write(cast_.claire, "Bonjour");
  const auto bounce_of = [&](const std::string& id, const std::string& address) {
    return "Return-Path: <>\nFrom: MAILER-DAEMON@mx.example\nTo: recours@nordsud.example\nSubject: Undelivered Mail "
           "Returned to Sender\n"
           "Message-ID: <" +
           id + address +
           "@mx>\nContent-Type: multipart/report; report-type=delivery-status; boundary=b\n\n"
           "--b\nContent-Type: message/delivery-status\n\nFinal-Recipient: rfc822; " +
           address +
           "\nAction: failed\nStatus: 5.1.1\n\n"
           "--b\nContent-Type: text/rfc822-headers\n\nMessage-Id: <" +
           id + "@nordsud.example>\n\n--b--\n";
  };
  const auto ours = last_to("alice@helios.example").message_id;
  EXPECT_EQ(take_in(bounce_of("00000000000000000000000000000000", "alice@helios.example")).kind, Kind::Automatic);
  EXPECT_EQ(take_in(bounce_of(ours, "bob@atelier.example")).kind, Kind::Automatic);
  EXPECT_EQ(count("failing_address"), 0) << "only what we sent, to whom we sent it";
  const auto before = still();
  const auto arrival = take_in(bounce_of(ours, "alice@helios.example"));
  EXPECT_EQ(arrival.kind, Kind::Automatic);
  EXPECT_EQ(arrival.claim_number, number_);
  EXPECT_EQ(still(), before);
  EXPECT_EQ(count("failing_address WHERE address = 'alice@helios.example'"), 1);
  EXPECT_THAT(visible(as(cast_.claire).get(path_)), HasSubstr("Nos courriels à alice@helios.example reviennent"));
  EXPECT_THAT(visible(as(cast_.alice).get(path_)), Not(HasSubstr("reviennent")));
  EXPECT_EQ(take_in(reply("Me revoici")).kind, Kind::Filed);
  EXPECT_EQ(count("failing_address"), 0) << "a mail from there ends it";
}

//
TEST_P(MailIntake, AnAnswerBringsLinesThatWaitForItBackUnderReview) {
  write(cast_.claire, "Une précision ?");
  EXPECT_EQ(take_in(reply("Rien n'attend")).kind, Kind::Filed);
  ASSERT_EQ(claim().state, Authorisation::Validated) << "nothing was asked";
  const auto does = [&](const accounts::Viewer& who, Command command, const Instruction& told) {
    EXPECT_TRUE(give(database(), who, number_, command, told, clock_.now()).ok()) << name_of(command);
  };
  does(cast_.alice, Command::Cancel, {});
  does(cast_.claire, Command::Reopen, {.comment = "À revoir"});
  does(cast_.claire, Command::Ask,
       {.comment = "Quelle étiquette ?", .due_on = paris_day(clock_.now()).plus_days(3)});
  EXPECT_EQ(take_in(reply("Voici", "bob@atelier.example")).kind, Kind::Unexpected);
  EXPECT_EQ(claim().state, Authorisation::InformationRequested) << "not the contact";
  EXPECT_EQ(take_in(reply("Voici la précision")).kind, Kind::Filed);
  EXPECT_EQ(claim().state, Authorisation::Reopened) << "under review again";
  EXPECT_EQ(list_claim_events(*database().reader(), claim().id).front().comment, "Voici la précision");
}

// ---- À classer

TEST_P(MailIntake, WhatCannotBePlacedWaitsForAPerson) {
  const std::string mail =
      "From: Alice Martel <alice@helios.example>\nTo: reponses@nordsud.example\nSubject: Ma panne\n"
      "Message-ID: <m1@h>\n\nL'écran clignote.\n";
  EXPECT_EQ(take_in(mail).kind, Kind::Waiting);
  auto claire = as(cast_.claire);
  const auto list = claire.get("/mails");
  EXPECT_THAT(visible(list), HasSubstr("Ma panne"));
  const auto id = database().reader()->value<std::int64_t>("SELECT id AS value FROM received_mail");
  const std::string path = "/mails/" + std::to_string(id);
  EXPECT_THAT(visible(claire.get(path)), HasSubstr("L'écran clignote."));
  EXPECT_THAT(claire.get(path).body, HasSubstr("value=\"" + number_ + "\"")) << "we wrote to her about it";
  const auto unknown = claire.post(path + "/filing", {{"number", "R000099999"}});
  EXPECT_EQ(unknown.status, 422);
  EXPECT_THAT(visible(unknown), HasSubstr("Aucune réclamation ne porte ce numéro."));
  const auto filed = claire.post(path + "/filing", {{"number", number_}});
  ASSERT_EQ(filed.status, 303);
  EXPECT_EQ(header_of(filed, "Location"), path_ + "#messages");
  EXPECT_THAT(visible(as(cast_.alice).get(path_)), HasSubstr("L'écran clignote.")) << "from a contact";
  EXPECT_EQ(claire.post(path + "/filing", {{"number", number_}}).status, 409);
  EXPECT_EQ(claire.post(path + "/discarding", {{"reason", "x"}}).status, 409);
  EXPECT_THAT(visible(claire.get("/mails?state=filed")), HasSubstr("Ma panne"));
}

TEST_P(MailIntake, AMailIsPutAsideWithAReason) {
  take_in("From: x@y.example\nSubject: Offre\nMessage-ID: <m2@h>\n\nAchetez.\n");
  const auto id = database().reader()->value<std::int64_t>("SELECT id AS value FROM received_mail");
  const std::string path = "/mails/" + std::to_string(id);
  auto claire = as(cast_.claire);
  EXPECT_EQ(claire.post(path + "/discarding", {{"reason", " "}}).status, 422);
  EXPECT_EQ(claire.post(path + "/discarding", {{"reason", "Publicité"}}).status, 303);
  EXPECT_EQ(state_of_newest(), "discarded");
  EXPECT_THAT(visible(claire.get(path)), HasSubstr("Publicité"));
  EXPECT_EQ(originals().size(), 1u) << "nothing is deleted";
}

TEST_P(MailIntake, PagesAreForStaffWhoDecide) {
  take_in("From: x@y.example\nSubject: Offre\nMessage-ID: <m2@h>\n\nAchetez.\n");
  const auto path =
      "/mails/" + std::to_string(database().reader()->value<std::int64_t>("SELECT id AS value FROM received_mail"));
  for (const std::string& target : {std::string("/mails"), path}) {
    EXPECT_EQ(as(cast_.claire).get(target).status, 200) << target;
    EXPECT_EQ(as(cast_.remi).get(target).status, 200) << target;
    for (const auto* other : {&cast_.alice, &cast_.fabien, &cast_.odile, &cast_.admin})
      EXPECT_EQ(as(*other).get(target).status, 403) << target << " " << other->name;
    EXPECT_EQ(testing_support::Browser(*site_, database(), clock_).get(target).status, 303) << target;
  }
  for (const char* verb : {"/filing", "/discarding"}) {
    EXPECT_EQ(as(cast_.alice).post(path + verb).status, 403);
    EXPECT_EQ(as(cast_.claire).post_bare(path + verb, {}).status, 403) << "without CSRF token";
    EXPECT_EQ(as(cast_.claire).get(path + verb).status, 405);
    EXPECT_EQ(as(cast_.claire).post(std::string("/mails/99999") + verb).status, 404);
  }
  EXPECT_EQ(as(cast_.claire).get("/mails/99999").status, 404);
  EXPECT_EQ(as(cast_.claire).get("/mails/x").status, 404);
  EXPECT_EQ(as(cast_.claire).get("/mails?before=x").status, 400);
}

// Mails other people made: what each is taken for; none is lost, none moves anything.
TEST_P(MailIntake, TheCorpusIsKeptAndMovesNothing) {
  const char* set = std::getenv("RECOURS_CORPUS");
  const std::filesystem::path folder = std::filesystem::path(set ? set : "../shared/fixtures") / "mail";
  if (!std::filesystem::exists(folder)) GTEST_SKIP() << "no corpus at " << folder;
  const std::map<std::string, std::string> expected{
      {"010.eml", "waiting"},
      {"016.eml", "waiting"},
      {"arf-01.eml", "report"},
      {"attachment_nonascii_filename.eml", "waiting"},
      {"base64-encoded-text.msg", "waiting"},
      {"is-not-bounce-01.eml", "waiting"},
      {"japanese_attachment.eml", "waiting"},
      {"lhost-postfix-01.eml", "bounce"},
      {"malformedHeader-noheader.msg", "waiting"},
      {"mixed.eml", "waiting"},
      {"rfc3834-01.eml", "auto_submitted"},
      {"rfc3834-02.eml", "empty_sender"},
  };
  const auto before = still();
  std::size_t seen = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    const auto name = entry.path().filename().string();
    ASSERT_TRUE(expected.contains(name)) << name << " is new: say what it is";
    std::ifstream file(entry.path(), std::ios::binary);
    const std::string bytes((std::istreambuf_iterator<char>(file)), {});
    take_in(bytes);
    EXPECT_EQ(take_in(bytes).kind, Kind::Known) << name;
    const auto taken = database().reader()->value<std::string>(
        "SELECT CASE WHEN automatic = '' THEN state ELSE automatic END AS value FROM received_mail ORDER BY id DESC "
        "LIMIT 1");
    EXPECT_EQ(taken, expected.at(name)) << name;
    EXPECT_EQ(bytes_of(originals().back()), bytes) << name;
    EXPECT_EQ(still(), before) << name;
    ++seen;
  }
  EXPECT_EQ(seen, expected.size());
  EXPECT_EQ(count("received_mail"), static_cast<std::int64_t>(seen));
  EXPECT_EQ(as(cast_.claire).get("/mails").status, 200);
}

TEST_P(MailIntake, BrokenAndHugeMailsAreKept) {
  write(cast_.claire, "Bonjour");
  const std::vector<std::string> mails{
      "x",
      std::string("\0\xff\xfe", 3),
      "From: \xff\xfe\nSubject: =?x?\n\n\0",
      "From: \xff@b.example\nMIME-Version: \xff\n\n\xff",
      reply(std::string(33 << 20, 'x')),
      reply("--b", "alice@helios.example", "Content-Type: multipart/mixed; boundary=b\r\n"),
      "From: a@b.example\nContent-Type: text/plain; charset=inconnu\nContent-Transfer-Encoding: base64\n\n!!!\n"};
  for (const auto& mail : mails) EXPECT_NE(take_in(mail).kind, Kind::Known);
  EXPECT_EQ(originals().size(), mails.size());
  EXPECT_EQ(messages(cast_.alice).size(), 3u) << "two of them answer";
  for (const auto& original : originals())
    EXPECT_EQ(as(cast_.claire).get("/attachments/" + std::to_string(original.id.value)).status, 200);
}

}  // namespace
}  // namespace recours::claims
