// The pages of letters: shown before they leave, sent by mail or posted, late ones with their reason, printed as they
// left; nothing of somebody else's, no way around the right, the token or the state.
#include "case_pages_world.h"

namespace recours::complaints {
namespace {

using namespace testing_support;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

class LetterPages : public CasePagesWorld {};

TEST_P(LetterPages, TheAcknowledgementIsShownBeforeItLeaves) {
  const auto number = registered();
  const auto page = as(cast.odile).get(path(number, "/acknowledgements"));
  ASSERT_EQ(page.status, 200);
  for (const char* said : {"marie.durand@courrier.example", "3 rue des Tilleuls", "La Médiation de l'Assurance",
                           "05/01/2027", "www.mediation-assurance.org"})
    EXPECT_THAT(visible(page), HasSubstr(said)) << said;
  EXPECT_THAT(page.body, Not(HasSubstr("late_reason"))) << "it is in time";
}

TEST_P(LetterPages, ByMailItIsUnderWayByLetterItCounts) {
  const auto mailed_one = registered();
  EXPECT_THAT(visible(done(cast.odile, path(mailed_one, "/acknowledgements"), {{"via", "email"}})),
              HasSubstr("en cours d'envoi"));
  EXPECT_EQ(state(mailed_one), State::New);
  EXPECT_EQ(count("outbox_message"), 1);
  const auto posted_one = registered();
  done(cast.odile, path(posted_one, "/acknowledgements"), by_letter());
  EXPECT_EQ(state(posted_one), State::Acknowledged);
  EXPECT_EQ(found(posted_one).acknowledged_on, today());
}

TEST_P(LetterPages, AnAddressIsNeededForMail) {
  auto complaint = written();
  complaint.complainant.email.clear();
  const auto number = registered(complaint);
  auto odile = as(cast.odile);
  const auto page = odile.get(path(number, "/acknowledgements"));
  EXPECT_THAT(page.body, HasSubstr("value=\"letter\" checked"));
  EXPECT_EQ(send(odile, path(number, "/acknowledgements"), {{"via", "email"}}).status, 422);
  EXPECT_EQ(send(odile, path(number, "/acknowledgements"), {{"via", "pigeon"}}).status, 422);
  EXPECT_EQ(count("outbox_message"), 0);
}

struct Posting {
  const char* day;
  int status;
};
TEST_P(LetterPages, ADayOfPostingIsADayThatCanBe) {
  for (const auto& [day, status] : {Posting{"2026-11-12", 303}, Posting{"06/11/2026", 303}, Posting{"", 422},
                                    Posting{"2026-11-13", 422}, Posting{"2026-11-05", 422}, Posting{"lundi", 422}}) {
    auto odile = as(cast.odile);
    const auto answer = send(odile, path(registered(), "/acknowledgements"), {{"via", "letter"}, {"posted_on", day}});
    EXPECT_EQ(answer.status, status) << day;
    if (status == 422) {
      EXPECT_EQ(value_of(answer, "posted_on"), day) << "kept";
    }
  }
}

TEST_P(LetterPages, WhatLeavesLateSaysWhy) {
  const auto number = registered();
  clock->set(instant("2026-11-20T09:00:00.000Z"));
  auto odile = as(cast.odile);
  EXPECT_THAT(odile.get(path(number, "/acknowledgements")).body, HasSubstr("name=\"late_reason\""));
  const auto refused = send(odile, path(number, "/acknowledgements"), {{"via", "letter"}, {"posted_on", "2026-11-20"}});
  EXPECT_EQ(refused.status, 422);
  EXPECT_THAT(refused.body, HasSubstr("href=\"#late_reason\""));
  const auto page = done(cast.odile, path(number, "/acknowledgements"),
                         {{"via", "letter"}, {"posted_on", "2026-11-20"}, {"late_reason", "Lettre égarée"}});
  EXPECT_THAT(visible(page), HasSubstr("Lettre égarée"));
}

TEST_P(LetterPages, RenvoyerAddsALine) {
  const auto number = registered();
  ASSERT_TRUE(acknowledge(acting(cast.odile, number), posted()).ok());
  EXPECT_EQ(as(cast.odile).get(path(number, "/acknowledgements")).status, 422) << "it left once";
  done(cast.odile, path(number, "/progress-letters"), by_letter());
  EXPECT_EQ(file(number).letters.size(), 2u);
}

TEST_P(LetterPages, AHoldingLetterIsPreviewedWithWhatWasTyped) {
  const auto number = registered();
  auto hector = as(cast.hector);
  const auto preview =
      send(hector, path(number, "/holding-letters"),
           by_letter({{"reason", "Expertise <b>attendue"}, {"new_date", "2026-12-20"}, {"preview", "yes"}}));
  EXPECT_EQ(preview.status, 200);
  EXPECT_THAT(visible(preview), HasSubstr("Expertise <b>attendue"));
  EXPECT_THAT(preview.body, Not(HasSubstr("<b>attendue")));
  EXPECT_THAT(visible(preview), HasSubstr("20/12/2026"));
  EXPECT_TRUE(file(number).letters.empty()) << "nothing left";
  EXPECT_EQ(send(hector, path(number, "/holding-letters"), by_letter({{"reason", ""}})).status, 422);
  done(cast.hector, path(number, "/holding-letters"), by_letter({{"reason", "Expertise attendue"}}));
  EXPECT_EQ(file(number).letters.size(), 1u);
}

//
TEST_P(LetterPages, AnOralComplaintIsInvitedToWriteAndThenWritten) {
  const auto number = registered(oral());
  EXPECT_EQ(as(cast.odile).get(path(registered(), "/invitation")).status, 200) << "the action says no";
  done(cast.odile, path(number, "/invitation"), by_letter());
  EXPECT_EQ(found(number).invited_to_write_on, today());
  auto odile = as(cast.odile);
  const auto refused = send(odile, path(number, "/written-complaint"), {{"sent_on", "2026-11-12"}});
  EXPECT_EQ(refused.status, 422);
  EXPECT_THAT(refused.body, HasSubstr("href=\"#proof_of_sending\""));
  done(cast.odile, path(number, "/written-complaint"),
       {{"sent_on", "2026-11-11"}, {"received_on", "12/11/2026"}, {"proof_of_sending", "postmark"}});
  EXPECT_TRUE(found(number).clock);
}

TEST_P(LetterPages, ATransferClosesWithItsLetter) {
  const auto number = registered();
  const auto page = done(cast.hector, path(number, "/transfer"),
                         by_letter({{"institution", "Aurore Vie"}, {"reason", "Contrat direct"}}));
  EXPECT_THAT(visible(page), HasSubstr("Aurore Vie"));
  EXPECT_EQ(state(number), State::Closed);
}

TEST_P(LetterPages, WhatLeftIsPrintedAsItLeft) {
  const auto number = registered();
  ASSERT_TRUE(acknowledge(acting(cast.odile, number), posted()).ok());
  const auto id = std::to_string(file(number).letters.at(0).id.value);
  const auto pdf = as(cast.odile).get(path(number, "/letters/" + id + ".pdf"));
  ASSERT_EQ(pdf.status, 200);
  EXPECT_THAT(pdf.body, StartsWith("%PDF-"));
  EXPECT_EQ(pdf.header("Content-Type"), "application/pdf");
  EXPECT_THAT(std::string(pdf.header("Content-Disposition")), StartsWith("attachment"));
  for (const char* wrong : {"/letters/999.pdf", "/letters/0.pdf", "/letters/x.pdf", "/letters/1",
                            "/letters/preview.pdf", "/letters/preview.pdf?kind=unknown"})
    EXPECT_EQ(as(cast.odile).get(path(number, wrong)).status, 404) << wrong;
  EXPECT_EQ(as(cast.basile).get(path(number, "/letters/" + id + ".pdf")).status, 404);
  const auto other = registered();
  EXPECT_EQ(as(cast.odile).get(path(other, "/letters/" + id + ".pdf")).status, 404) << "of another complaint";
  EXPECT_THAT(as(cast.odile).get(path(number, "/letters/preview.pdf?kind=progress")).body, StartsWith("%PDF-"));
}

//
TEST_P(LetterPages, WhatLeftKeepsTheLetterheadAndTheSubjectOfItsDay) {
  const auto number = registered();
  ASSERT_TRUE(acknowledge(acting(cast.odile, number), posted()).ok());
  ASSERT_TRUE(send_answer(acting(cast.hector, number), approved_answer(number), posted()).ok());
  const auto there = file(number);
  const std::string acknowledgement = path(number, "/letters/" + std::to_string(there.letters.at(0).id.value) + ".pdf");
  const std::string answer = path(number, "/answers/" + std::to_string(there.answers.at(0).id.value) + "/letter.pdf");
  auto hector = as(cast.hector);
  const auto sent = hector.get(acknowledgement).body;
  const auto answered = hector.get(answer).body;
  set("organisation", "Cabinet repris");
  execute("UPDATE letter_template SET subject = 'Autre objet' WHERE kind = 'answer'");
  EXPECT_EQ(hector.get(acknowledgement).body, sent);
  EXPECT_EQ(hector.get(answer).body, answered);
  EXPECT_NE(hector.get(path(number, "/letters/preview.pdf?kind=acknowledgement")).body, sent) << "the next one is new";
}

//
TEST_P(LetterPages, WithoutAMediatorThePageSaysWhereToEnterOne) {
  execute("DELETE FROM mediator");
  const auto number = registered();
  const auto solene = as(cast.solene).get(path(number, "/acknowledgements"));
  EXPECT_THAT(visible(solene), HasSubstr("Conformité › Médiateurs"));
  EXPECT_THAT(solene.body, HasSubstr("href=\"/complaints/mediators\""));
  EXPECT_THAT(as(cast.odile).get(path(number, "/acknowledgements")).body,
              Not(HasSubstr("href=\"/complaints/mediators\"")));
  auto odile = as(cast.odile);
  EXPECT_EQ(send(odile, path(number, "/acknowledgements"), by_letter()).status, 422);
}

TEST_P(LetterPages, AskForRightTokenAndMethod) {
  const auto number = registered();
  const auto reader = make_person(database(), "Denise Aumont", "denise@cabinet.example", accounts::Role::Director, now);
  for (const char* resource : {"/acknowledgements", "/progress-letters", "/holding-letters", "/invitation", "/transfer",
                               "/written-complaint"}) {
    EXPECT_EQ(as(reader).get(path(number, resource)).status, 403) << resource;
    EXPECT_EQ(as(cast.hector).post_bare(path(number, resource), by_letter()).status, 403) << resource;
    EXPECT_EQ(as(cast.hector).send(make_request(http::Method::Delete, path(number, resource))).status, 405) << resource;
  }
  EXPECT_EQ(as(cast.basile).get(path(number, "/acknowledgements")).status, 404);
  EXPECT_TRUE(file(number).letters.empty());
}

//
TEST_P(LetterPages, LinksAreMadeAndUndone) {
  const auto one = registered();
  const auto other = registered();
  auto odile = as(cast.odile);
  EXPECT_EQ(odile.post(path(one, "/links"), {{"other", other}, {"verb", "link"}}).status, 303);
  const auto page = odile.get(path(one));
  EXPECT_THAT(page.body, HasSubstr("href=\"" + path(other) + "\""));
  EXPECT_EQ(odile.post(path(one, "/links"), {{"other", other}, {"verb", "unlink"}}).status, 303);
  EXPECT_TRUE(found(one).links.empty());
  EXPECT_EQ(odile.post(path(one, "/links"), {{"other", one}, {"verb", "link"}}).status, 422);
  EXPECT_EQ(odile.post(path(one, "/links"), {{"other", "REC-1999-000001"}, {"verb", "link"}}).status, 404);
  EXPECT_EQ(as(cast.hector).post_bare(path(one, "/links"), {{"other", other}}).status, 403);
}

TEST_P(LetterPages, FilesAreAddedWhileTheCaseLives) {
  const auto number = registered();
  EXPECT_THAT(as(cast.odile).get(path(number, "/files/new")).body, HasSubstr("name=\"files\""));
  EXPECT_EQ(as(cast.odile).post_multipart(path(number, "/files"), {}, {}).status, 303);
  EXPECT_EQ(as(cast.odile).post_multipart(path(number, "/files"), {}, {{"files", "a.exe", "MZ\x90"}}).status, 422);
  EXPECT_EQ(as(cast.basile).get(path(number, "/files/new")).status, 404);
  ASSERT_TRUE(cancel(acting(cast.hector, number), "Erreur").ok());
  EXPECT_EQ(as(cast.odile).get(path(number, "/files/new")).status, 422);
}

RECOURS_ON_BOTH_ENGINES(LetterPages);

}  // namespace
}  // namespace recours::complaints
