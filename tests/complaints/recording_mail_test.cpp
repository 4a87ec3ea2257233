// A complaint that came by mail: what it proposes, what it says it could not read, and the draft it leaves.
#include "complaints/recording_mail.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "../attachments/file_world.h"
#include "attachments/attachment_store.h"
#include "recording_world.h"

namespace recours::complaints {
namespace {

using namespace testing_support;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

// ---- what it proposes

struct Name {
  const char* display;
  const char* last;
  const char* first;
};
TEST(RecordingMail, NamesAreReadAsPeopleWriteThem) {
  const Name cases[] = {{"Marie Durand", "Durand", "Marie"},
                        {"DURAND Marie", "DURAND", "Marie"},
                        {"Durand, Marie", "Durand", "Marie"},
                        {"Jean-Luc DE LA TOUR", "DE LA TOUR", "Jean-Luc"},
                        {"MARIE DURAND", "DURAND", "MARIE"},
                        {"Durand", "Durand", ""},
                        {"  Anne   Marie Petit ", "Petit", "Anne Marie"},
                        {"Éloïse ÉTIENNE", "ÉTIENNE", "Éloïse"},
                        {"", "", ""},
                        {",", "", ""}};
  for (const auto& [display, last, first] : cases) {
    const auto who = sender_as_person({display, "a@b.example"});
    EXPECT_EQ(who.name, last) << display;
    EXPECT_EQ(who.first_name, first) << display;
    EXPECT_EQ(who.email, "a@b.example");
  }
  EXPECT_TRUE(objections_to_keeping({.complainant = sender_as_person({std::string(5000, 'x') + " y", ""})}).empty());
}

mail::ReceivedMail good_mail() {
  mail::ReceivedMail mail;
  mail.from = {"Inès Delmas", "ines@exemple.example"};
  mail.sent_at = Instant::parse("2026-11-02T23:30:00.000Z");
  mail.subject = "Réclamation";
  mail.text = "Bonjour";
  return mail;
}

//
TEST(RecordingMail, WhatItSaysBecomesADraftAndTheRestIsSaid) {
  const auto today = Date::of(2026, 11, 12);
  const auto good = proposal_of(good_mail(), {}, today);
  EXPECT_EQ(good.said.sent_on, Date::of(2026, 11, 3)) << "in Paris";
  EXPECT_EQ(good.said.proof_of_sending, "email_header");
  EXPECT_EQ(good.said.channel, "email");
  EXPECT_EQ(good.said.title, "Réclamation");
  EXPECT_EQ(good.said.details, "Bonjour");
  EXPECT_EQ(good.said.complainant.name, "Delmas");
  EXPECT_FALSE(good.said.received_on) << "nobody said so";
  EXPECT_THAT(good.remarks, ElementsAre("person", "date", "title", "text"));

  contacts::Contact known;
  known.id = {7};
  const auto client = proposal_of(good_mail(), std::vector{known}, today);
  EXPECT_EQ(client.said.contact, 7);
  EXPECT_THAT(client.remarks, Contains("client"));
  const auto two = proposal_of(good_mail(), std::vector{known, known}, today);
  EXPECT_FALSE(two.said.contact) << "nobody is guessed";
  EXPECT_THAT(two.remarks, Contains("several_clients"));

  const auto nothing = proposal_of({}, {}, today);
  EXPECT_THAT(nothing.remarks, ElementsAre("no_sender", "no_date", "no_title", "no_text"));
  EXPECT_TRUE(nothing.said.proof_of_sending.empty());
  auto odd = good_mail();
  odd.sent_at = Instant::parse("2026-11-13T12:00:00.000Z");
  odd.has_several_senders = odd.is_automatic = odd.was_html = true;
  odd.subject = std::string(150, 'a') + std::string(120, 'b');
  for (int i = 0; i < 20'100; ++i) odd.text += "é";
  const auto looked_at = proposal_of(odd, {}, today);
  for (const char* code : {"date_to_come", "several_senders", "automatic", "html", "title_cut", "text_cut"})
    EXPECT_THAT(looked_at.remarks, Contains(code));
  EXPECT_FALSE(looked_at.said.sent_on);
  EXPECT_TRUE(objections_to_keeping(looked_at.said).empty());
  for (const auto& code : looked_at.remarks) EXPECT_TRUE(remark_of(code)) << code;
}

TEST(RecordingMail, OnlyKnownRemarksAreSaid) {
  for (const char* odd : {"", "<b>", "files-", "files-0", "files--1", "files-9999999", "refused-x", "clients"})
    EXPECT_FALSE(remark_of(odd)) << odd;
  EXPECT_TRUE(remark_of("files-3"));
  EXPECT_EQ(remark_of("refused-2")->kind, SaidRemark::Kind::ToCheck);
}

// ---- the page

class RecordingMailPages : public RecordingWorld {
 protected:
  http::Response send(const accounts::Viewer& viewer, const std::string& mail,
                      const std::string& name = "plainte.eml") {
    browser_ = std::make_unique<Browser>(as(viewer));
    return browser_->post_multipart("/complaints/from-mail", {}, {{"file", name, mail}});
  }
  http::Response landed(const http::Response& sent) { return browser_->follow(sent); }
  Complaint only_draft(const accounts::Viewer& viewer) {
    return draft_of(viewer, list_drafts(*database().reader(), viewer).at(0).id);
  }
  static std::string mail_from(const std::string& from, const std::string& more = "") {
    return "From: " + from + "\r\nDate: Mon, 2 Nov 2026 10:00:00 +0100\r\nSubject: Frais\r\n" + more;
  }

  std::unique_ptr<Browser> browser_;
};

TEST_P(RecordingMailPages, AKnownSenderIsTheClient) {
  const auto sent = send(cast.odile, mail_from("Camille <CAMILLE@exemple.example>", "\r\nDeux fois prélevé.\r\n"));
  ASSERT_EQ(sent.status, 303) << visible(sent);
  const auto draft = only_draft(cast.odile);
  EXPECT_EQ(draft.contact, camille.value);
  EXPECT_EQ(draft.sent_on, Date::of(2026, 11, 2));
  EXPECT_EQ(draft.title, "Frais");
  EXPECT_EQ(draft.details, "Deux fois prélevé.");
  const auto files = attachments::list_attachments(*database().reader(), {"complaint", draft.id.value});
  ASSERT_EQ(files.size(), 1u);
  EXPECT_EQ(files[0].kind, "original_complaint");
  EXPECT_EQ(files[0].name, "plainte.eml");
  const auto form = landed(sent);
  EXPECT_THAT(visible(form), HasSubstr("Repris du courriel"));
  EXPECT_THAT(visible(form), HasSubstr("d'après l'adresse de l'expéditeur"));
  EXPECT_EQ(value_of(form, "sent_on"), "2026-11-02");
  EXPECT_EQ(count("complaint WHERE number IS NOT NULL"), 0);
}

TEST_P(RecordingMailPages, ADoubleClickMakesOneDraft) {
  auto odile = as(cast.odile);
  const auto key = value_of(odile.get("/complaints/from-mail"), "idempotency_key");
  ASSERT_FALSE(key.empty());
  const auto click = [&] {
    return odile.post_multipart("/complaints/from-mail", {{"idempotency_key", key}},
                                {{"file", "plainte.eml", mail_from("camille@exemple.example", "\r\nDeux fois.\r\n")}});
  };
  const auto first = click();
  ASSERT_EQ(first.status, 303) << visible(first);
  EXPECT_EQ(click().header("Location"), first.header("Location"));
  EXPECT_EQ(count("complaint"), 1);
  EXPECT_EQ(count("attachment"), 1);
}

//
TEST_P(RecordingMailPages, AnotherAdvisersClientIsNotTold) {
  ASSERT_EQ(send(olga, mail_from("Camille Roussel <camille@exemple.example>", "\r\nx\r\n")).status, 303);
  const auto draft = only_draft(olga);
  EXPECT_FALSE(draft.contact);
  EXPECT_EQ(draft.complainant.name, "Roussel");
  EXPECT_EQ(draft.complainant.email, "camille@exemple.example");
}

TEST_P(RecordingMailPages, ItsAttachmentsBecomeDocuments) {
  const auto part = [](const std::string& name, const std::string& content) {
    return "--b\r\nContent-Type: application/octet-stream\r\nContent-Transfer-Encoding: binary\r\n"
           "Content-Disposition: attachment; filename=" +
           name + "\r\n\r\n" + content + "\r\n";
  };
  const std::string body =
      "MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: "
      "text/plain\r\n\r\nVoir\r\n" +
      part("lettre.png", png(1)) + part("malade.png", "malade") + part("virus.exe", "MZ") + "--b--\r\n";
  const auto sent = send(cast.odile, mail_from("Camille <camille@exemple.example>", body));
  ASSERT_EQ(sent.status, 303);
  const auto files =
      attachments::list_attachments(*database().reader(), {"complaint", only_draft(cast.odile).id.value});
  EXPECT_THAT(files, Contains(::testing::Field(&attachments::Attachment::name, "lettre.png")));
  EXPECT_THAT(location_of(sent), HasSubstr("files-1"));
  EXPECT_THAT(location_of(sent), HasSubstr("refused-2")) << "a damaged picture and a program";
  EXPECT_THAT(visible(landed(sent)), HasSubstr("2 de ses pièces jointes n'ont pas pu être ajoutées"));
}

TEST_P(RecordingMailPages, WhatIsNoMailIsRefusedPolitely) {
  for (const auto& bytes : {std::string("%PDF-1.7 rien"), std::string("bonjour"), std::string(100, '\0')}) {
    const auto refused = send(cast.odile, bytes, "<b>.eml");
    EXPECT_EQ(refused.status, 422);
    EXPECT_THAT(visible(refused), HasSubstr("n'est pas un courriel"));
    EXPECT_THAT(refused.body, HasSubstr("href=\"#file\""));
    EXPECT_THAT(refused.body, Not(HasSubstr("<b>")));
  }
  EXPECT_EQ(as(cast.odile).post("/complaints/from-mail").status, 422) << "no file at all";
  EXPECT_EQ(count("complaint"), 0);
}

TEST_P(RecordingMailPages, TheAddressSaysNothingOfItsOwn) {
  auto odile = as(cast.odile);
  const auto id = drafted(odile);
  const auto page = odile.get(path(id) + "?from_mail=%3Cscript%3E,nothing,files-3&done=kept");
  EXPECT_EQ(page.status, 200);
  EXPECT_THAT(page.body, Not(HasSubstr("<script>,")));
  EXPECT_THAT(visible(page), HasSubstr("(3)"));
}

// R-772 Whatever others wrote: a draft that can be kept, or a refusal.
TEST_P(RecordingMailPages, EveryMailOfOthersLeavesADraftOrARefusal) {
  const char* corpus = std::getenv("RECOURS_CORPUS");
  const auto folder = std::filesystem::path(corpus ? corpus : "../shared/fixtures") / "mail";
  if (!std::filesystem::exists(folder)) GTEST_SKIP() << "no corpus of mails: set RECOURS_CORPUS";
  int read = 0, refused = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    std::ifstream file(entry.path(), std::ios::binary);
    const auto sent = send(cast.odile, {std::istreambuf_iterator<char>(file), {}}, entry.path().filename());
    EXPECT_TRUE(sent.status == 303 || sent.status == 422) << entry.path() << " " << sent.status;
    if (sent.status == 303) {
      EXPECT_EQ(landed(sent).status, 200) << entry.path();
    }
    ++(sent.status == 303 ? read : refused);
  }
  EXPECT_EQ(read, 9);
  EXPECT_EQ(refused, 3);
}

RECOURS_ON_BOTH_ENGINES(RecordingMailPages);

}  // namespace
}  // namespace recours::complaints
