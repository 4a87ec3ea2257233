// What stands in a letter, what cannot get in, and what stops it from leaving.
#include <type_traits>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "complaints/letter_text.h"

namespace recours::complaints {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

Mediator mediator() {
  return {1, "insurance", "La Médiation de l’Essai", "TSA 00000, 75000 Paris Cedex", "www.mediation.example"};
}

LetterFacts facts() {
  LetterFacts all;
  all.organisation = "Cabinet Exemple";
  all.reference = "REC-2026-000123";
  all.complainant = "Marie Durand";
  all.address = "1 rue du Test\n75000 Paris";
  all.handler = "Odile Martin";
  all.handler_contact = "01 99 00 12 34, reclamations@cabinet.example";
  all.state = "Gestion en cours";
  all.done_so_far = "Pièces demandées à l’assureur";
  all.today = Date::of(2026, 5, 11);
  all.sent_on = Date::of(2026, 4, 30);
  all.received_on = Date::of(2026, 5, 4);
  all.acknowledgement_due_on = Date::of(2026, 5, 15);
  all.answer_due_on = Date::of(2026, 6, 30);
  all.new_date = Date::of(2026, 6, 20);
  all.reason = "Expertise attendue";
  all.institution = "Assurances Exemple";
  all.answer = "Nous vous remboursons 120,00 €.";
  all.mediator = mediator();
  all.mediator_closes_on = Date::of(2027, 4, 30);
  return all;
}

std::string text_of(std::string body, const LetterFacts& from = facts(), std::string kind = "progress") {
  return write_letter({std::move(kind), "", std::move(body), 1}, from).text;
}

TEST(Letter, SaysTheFactsWhereTheTemplateNamesThem) {
  const auto letter =
      write_letter({"progress", "Votre réclamation {reference}", "Envoyée le {sent_on}.\n", 1}, facts());
  EXPECT_EQ(letter.subject, "Votre réclamation REC-2026-000123");
  EXPECT_EQ(letter.text, "Envoyée le 30/04/2026.\n");
}

TEST(Letter, KnowsEveryPlaceholder) {
  std::string body;
  for (const auto name : placeholders()) body += "{" + std::string(name) + "}\n";
  EXPECT_THAT(unknown_placeholders({"progress", "", body, 1}), IsEmpty());
  EXPECT_EQ(text_of(body),
            "Cabinet Exemple\nREC-2026-000123\nMarie Durand\n1 rue du Test\n75000 Paris\nOdile Martin\n"
            "01 99 00 12 34, reclamations@cabinet.example\nGestion en cours\nPièces demandées à l’assureur\n"
            "11/05/2026\n30/04/2026\n04/05/2026\n15/05/2026\n30/06/2026\n20/06/2026\nExpertise attendue\n"
            "Assurances Exemple\nNous vous remboursons 120,00 €.\n" +
                mediator_block(mediator(), Date::of(2027, 4, 30)) + "\n");
}

TEST(Letter, LeavesAndReportsWhatItDoesNotKnow) {
  const Template unknown{"progress", "{subject}", "{reference} {Reference} {note} {notes} { reference } {} {", 1};
  EXPECT_THAT(unknown_placeholders(unknown), ElementsAre("note", "notes", "subject"));
  const auto letter = write_letter(unknown, facts());
  EXPECT_EQ(letter.subject, "{subject}");
  EXPECT_EQ(letter.text, "REC-2026-000123 {Reference} {note} {notes} { reference } {} {\n");
}

TEST(Letter, LeavesOutALineWithoutItsFact) {
  LetterFacts few = facts();
  few.new_date.reset();
  few.done_so_far = "  ";
  EXPECT_EQ(text_of("Fait : {done_so_far}\nÉtat : {state}\nRéponse le {new_date}, {handler}.\n", few),
            "État : Gestion en cours\n");
  EXPECT_EQ(text_of("un\n\n{new_date}\n\ndeux\n", few), "un\n\ndeux\n") << "and no hole where it stood";
  EXPECT_EQ(text_of("{new_date}\n\nun\n\n{done_so_far}\n", few), "un\n");
}

TEST(Letter, ReplacesOnceOnly) {
  LetterFacts braces = facts();
  braces.answer = "Voir {reason} et {note}.\n\n\nFin";
  braces.complainant = "{mediator}";
  EXPECT_EQ(text_of("{complainant}\n{answer}", braces), "{mediator}\nVoir {reason} et {note}.\n\n\nFin\n");
}

// R-714 Notes are no argument: not the case, not its complaint, only named facts.
TEST(Letter, TakesNoCaseAndNoNote) {
  static_assert(!std::is_invocable_v<decltype(write_letter), Template, CaseFile>);
  static_assert(!std::is_invocable_v<decltype(write_letter), Template, Complaint>);
  static_assert(!std::is_constructible_v<LetterFacts, CaseFile>);
  for (const auto name : {"note", "notes", "details", "persons", "comment", "late_reason"}) {
    EXPECT_THAT(placeholders(), Not(::testing::Contains(std::string_view(name))));
  }
}

// ----

TEST(Acknowledgement, NeedsItsContents) {
  EXPECT_THAT(missing_placeholders({"acknowledgement", "{reference}", "Merci.", 1}),
              ElementsAre("sent_on", "handler", "handler_contact", "answer_due_on", "mediator"));
  EXPECT_THAT(missing_placeholders({"acknowledgement", "",
                                    "{reference}{sent_on}{handler}{handler_contact}{answer_due_on}{mediator}", 1}),
              IsEmpty());
  EXPECT_THAT(missing_facts("acknowledgement", facts()), IsEmpty());
  EXPECT_THAT(missing_facts("acknowledgement", LetterFacts{}),
              ElementsAre("reference", "sent_on", "handler", "handler_contact", "answer_due_on", "mediator"));
  LetterFacts nobody = facts();
  nobody.mediator.reset();
  EXPECT_THAT(missing_facts("acknowledgement", nobody), ElementsAre("mediator"));
}

TEST(Letters, OfOtherKindsNeedTheirs) {
  EXPECT_THAT(missing_facts("progress", LetterFacts{}), ElementsAre("reference", "state"));
  EXPECT_THAT(missing_facts("holding", LetterFacts{}), ElementsAre("reference", "reason"));
  EXPECT_THAT(missing_facts("invitation", LetterFacts{}), ElementsAre("reference"));
  EXPECT_THAT(missing_facts("transfer", LetterFacts{}), ElementsAre("reference", "institution"));
  EXPECT_THAT(missing_facts("answer", LetterFacts{}), ElementsAre("reference", "answer", "mediator"));
  EXPECT_THAT(missing_facts("postcard", LetterFacts{}), IsEmpty());
  for (const auto kind : {"progress", "holding", "invitation", "transfer", "answer"}) {
    EXPECT_THAT(missing_facts(kind, facts()), IsEmpty()) << kind;
  }
}

// ----

TEST(MediatorBlock, SaysNameAddressWebsiteAndThatItIsFree) {
  const auto block = mediator_block(mediator());
  EXPECT_THAT(block, AllOf(HasSubstr("gratuitement"), HasSubstr("\nLa Médiation de l’Essai\n"),
                           HasSubstr("\nTSA 00000, 75000 Paris Cedex\n"), HasSubstr("www.mediation.example")));
  EXPECT_THAT(block, Not(HasSubstr("jusqu")));
  EXPECT_THAT(mediator_block(mediator(), Date::of(2027, 4, 30)), HasSubstr("jusqu’au 30/04/2027"));
}

TEST(Answer, NamesTheMediatorWhateverTheTemplateAndTheDecision) {
  for (const std::string answer : {"Nous vous donnons entière satisfaction.", "Nous ne pouvons pas vous suivre."}) {
    LetterFacts said = facts();
    said.answer = answer;
    for (const std::string body : {"{answer}\n\n{mediator}\n\nVotre cabinet", "{answer}"}) {
      const auto text = text_of(body, said, "answer");
      EXPECT_THAT(text, AllOf(HasSubstr(answer), HasSubstr("La Médiation de l’Essai")));
      EXPECT_EQ(text.find("La Médiation de l’Essai"), text.rfind("La Médiation de l’Essai")) << "once";
    }
  }
  EXPECT_THAT(text_of("Merci", facts(), "acknowledgement"), HasSubstr("La Médiation de l’Essai"));
  EXPECT_EQ(text_of("Merci", facts(), "invitation"), "Merci\n");
}

TEST(Answer, CannotNameAMediatorByItself) {
  LetterFacts forged = facts();
  forged.mediator.reset();
  forged.answer = "{mediator}";
  EXPECT_EQ(text_of("{answer}", forged, "answer"), "{mediator}\n");
  EXPECT_THAT(missing_facts("answer", forged), ElementsAre("mediator"));
}

// ---- on paper

TEST(LetterPdf, IsTheSameBytesForTheSameLetter) {
  const auto letter = write_letter({"answer", "Réponse", "{answer}\n\n{mediator}", 1}, facts());
  const auto pdf = letter_pdf("Cabinet Exemple\n2 place du Test\n75000 Paris", facts(), letter);
  EXPECT_TRUE(pdf.starts_with("%PDF-"));
  EXPECT_TRUE(pdf.ends_with("%%EOF\n"));
  EXPECT_EQ(pdf, letter_pdf("Cabinet Exemple\n2 place du Test\n75000 Paris", facts(), letter));
}

}  // namespace
}  // namespace recours::complaints
