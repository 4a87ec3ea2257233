// R-780 R-782 The page of a case: what it says, its dates explained, what may be done; strangers see nothing, readers
// only read, what people typed is escaped.
#include "case_pages_world.h"

namespace recours::complaints {
namespace {

using namespace testing_support;
using ::testing::HasSubstr;
using ::testing::Not;

class CasePages : public CasePagesWorld {};

TEST_P(CasePages, ShowWhatWasSaidAndWhatComesNext) {
  auto complaint = written();
  complaint.handler = cast.hector.id;
  const auto number = registered(complaint);
  const auto page = as(cast.hector).get(path(number));
  ASSERT_EQ(page.status, 200);
  const auto text = visible(page);
  for (const char* said : {"Prélèvement en double", "La cotisation de novembre", "Marie Durand", "3 rue des Tilleuls",
                           "05/11/2026", "06/11/2026", "Date portée sur la lettre", "Nouveau", "Odile", "Hector"})
    EXPECT_THAT(text, HasSubstr(said)) << said;
  EXPECT_THAT(page.body, HasSubstr("data-copy=\"" + number + "\""));
  EXPECT_THAT(page.body, HasSubstr("href=\"" + path(number, "/acknowledgements") + "\""));
  EXPECT_THAT(page.body, HasSubstr("href=\"" + path(number, "/cancellation") + "\""));
  EXPECT_THAT(page.body, Not(HasSubstr("/written-complaint\""))) << "it is written already";
}

//
TEST_P(CasePages, EveryDateIsExplained) {
  const auto text = visible(as(cast.odile).get(path(registered())));
  EXPECT_THAT(text, HasSubstr("Échéances"));
  EXPECT_THAT(text, HasSubstr("18/11/2026 (dans 6 jours)"));
  EXPECT_THAT(text, HasSubstr("05/01/2027"));
  EXPECT_THAT(text, HasSubstr("du 05/01/2027 au 05/11/2027"));
  EXPECT_THAT(text, HasSubstr("Pourquoi cette date ?"));
  EXPECT_THAT(text, HasSubstr("2022-R-01"));
  EXPECT_THAT(text, HasSubstr("Armistice"));
}

TEST_P(CasePages, AnOralOneHasNoDateAndAsksForTheWriting) {
  const auto page = as(cast.odile).get(path(registered(oral())));
  EXPECT_THAT(visible(page), HasSubstr("aucun délai ne court avant l'écrit"));
  EXPECT_THAT(page.body, HasSubstr("/written-complaint\""));
  EXPECT_THAT(page.body, HasSubstr("/invitation\""));
  EXPECT_THAT(visible(page), Not(HasSubstr("Pourquoi cette date")));
}

TEST_P(CasePages, FlagWhatWasRegisteredLateAndAMissingMandate) {
  auto complaint = written();
  complaint.sent_on = day("2026-11-02");
  complaint.received_on = day("2026-11-03");
  complaint.capacity = "representative";
  const auto text = visible(as(cast.hector).get(path(registered(complaint))));
  EXPECT_THAT(text, HasSubstr("Enregistrée tardivement"));
  EXPECT_THAT(text, HasSubstr("joignez son mandat"));
  const auto other = visible(as(cast.hector).get(path(registered())));
  EXPECT_THAT(other, Not(HasSubstr("joignez son mandat")));
}

TEST_P(CasePages, OfSomebodyElsesDoNotExist) {
  const auto number = registered();
  for (const char* more : {"", "/notes", "/acknowledgements"})
    EXPECT_EQ(as(cast.basile).get(path(number, more)).status, 404) << more;
  EXPECT_EQ(as(cast.alice).get(path(number)).status, 403) << "not of this desk";
  EXPECT_EQ(as(cast.hector).get(path("REC-2026-999999")).status, 404);
  EXPECT_EQ(as(cast.hector).get(path("nothing")).status, 404);
  EXPECT_EQ(as(cast.hector).get(path("%00")).status, 404);
}

TEST_P(CasePages, ReadersReadAndAreOfferedNothing) {
  const auto reader = make_person(database(), "Denise Aumont", "denise@cabinet.example", accounts::Role::Director, now);
  const auto number = registered();
  const auto page = as(reader).get(path(number));
  ASSERT_EQ(page.status, 200);
  EXPECT_THAT(page.body, Not(HasSubstr("href=\"" + path(number) + "/"))) << "no command";
  for (const char* command :
       {"/handling", "/notes", "/grievances", "/decision", "/closure", "/cancellation", "/mediation"})
    EXPECT_EQ(as(reader).get(path(number, command)).status, 403) << command;
}

TEST_P(CasePages, WhatPeopleTypedIsEscaped) {
  constexpr const char* kHostile = "<script>alert(1)</script>\"'&";
  auto complaint = written();
  for (auto* text :
       {&complaint.title, &complaint.details, &complaint.expected_outcome, &complaint.persons, &complaint.third_parties,
        &complaint.complainant.name, &complaint.complainant.city, &complaint.old_reference})
    *text = kHostile;
  complaint.grievances = {{{}, kHostile, "", "", 1}};
  const auto number = registered(complaint);
  ASSERT_TRUE(add_note(acting(cast.hector, number), kHostile).ok());
  ASSERT_TRUE(propose_answer(acting(cast.hector, number), {}, kHostile).ok());
  ASSERT_TRUE(record_mediation(acting(cast.hector, number), {"referred", kHostile, today()}).ok());
  ASSERT_TRUE(send_holding_letter(acting(cast.hector, number), posted(), kHostile, {}).ok());
  const auto page = as(cast.hector).get(path(number));
  ASSERT_EQ(page.status, 200);
  EXPECT_THAT(page.body, Not(HasSubstr("<script>alert")));
  EXPECT_THAT(page.body, HasSubstr("&lt;script&gt;alert(1)"));
}

TEST_P(CasePages, TellWhatHappenedInWords) {
  const auto number = registered();
  ASSERT_TRUE(acknowledge(acting(cast.odile, number), mailed()).ok());
  EXPECT_THAT(visible(as(cast.odile).get(path(number))), HasSubstr("Envoi en cours"));
  accept_mails("2026-11-12T09:30:00.000Z");
  follow();
  approved_answer(number);
  const auto text = visible(as(cast.hector).get(path(number)));
  EXPECT_THAT(text, HasSubstr("Accepté par le serveur de messagerie le 12/11/2026"));
  EXPECT_THAT(text, HasSubstr("Réponse relue"));
  EXPECT_THAT(text, HasSubstr("Validée en relecture"));
  EXPECT_THAT(text, Not(HasSubstr("in_review")));
  EXPECT_THAT(text, Not(HasSubstr("approved")));
}

TEST_P(CasePages, SayWhatWasNotDelivered) {
  const auto number = registered();
  ASSERT_TRUE(acknowledge(acting(cast.odile, number), mailed()).ok());
  park_mails();
  const auto page = as(cast.odile).get(path(number));
  EXPECT_THAT(visible(page), HasSubstr("Non remis"));
  EXPECT_THAT(visible(page), HasSubstr("Corrigez l'adresse"));
  EXPECT_THAT(page.body, HasSubstr(path(number, "/acknowledgements"))) << "it may be sent again";
}

TEST_P(CasePages, NotesAreMarkedAsNeverSent) {
  const auto number = registered();
  ASSERT_TRUE(add_note(acting(cast.hector, number), "À vérifier avec l’assureur.").ok());
  EXPECT_THAT(visible(as(cast.hector).get(path(number))), HasSubstr("jamais transmis au client"));
}

TEST_P(CasePages, NoticesAreOnlyThoseKnown) {
  const auto number = registered();
  EXPECT_THAT(visible(as(cast.hector).get(path(number, "?done=registered"))), HasSubstr("inscrite au registre"));
  EXPECT_THAT(visible(as(cast.hector).get(path(number, "?done=%3Cb%3Ehello"))), Not(HasSubstr("hello")));
}

RECOURS_ON_BOTH_ENGINES(CasePages);

}  // namespace
}  // namespace recours::complaints
