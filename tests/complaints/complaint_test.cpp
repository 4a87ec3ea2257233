// The words of a complaint: codes of the API both ways, French exactly as the register's design says.
#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "complaints/complaint.h"

namespace recours::complaints {
namespace {

using ::testing::ElementsAre;
constexpr auto kFrench = ui::Language::French;

std::vector<std::string> codes_of(std::span<const Code> codes) {
  std::vector<std::string> all;
  for (const auto& code : codes) all.emplace_back(code.code);
  return all;
}

std::vector<std::string> labels_of(std::span<const Code> codes) {
  std::vector<std::string> all;
  for (const auto& code : codes) all.push_back(label_of(kFrench, codes, code.code));
  return all;
}

TEST(Words, OfStates) {
  const std::vector<std::pair<State, std::pair<std::string, std::string>>> expected{
      {State::Draft, {"draft", "Brouillon"}},
      {State::New, {"new", "Nouveau"}},
      {State::Acknowledged, {"acknowledged", "Accusé de réception"}},
      {State::InProgress, {"in_progress", "Gestion en cours"}},
      {State::Answered, {"answered", "Répondu"}},
      {State::Closed, {"closed", "Clôturé"}},
      {State::Cancelled, {"cancelled", "Annulé"}},
  };
  for (const auto& [state, words] : expected) {
    EXPECT_EQ(name_of(state), words.first);
    EXPECT_EQ(label_of(kFrench, state), words.second);
    EXPECT_EQ(state_named(words.first), state);
  }
  EXPECT_FALSE(state_named("Nouveau"));
  EXPECT_FALSE(state_named(""));
}

TEST(Words, LeadBothWays) {
  for (const auto kind : {LinkKind::Project, LinkKind::Contract, LinkKind::Loss, LinkKind::Complaint}) {
    EXPECT_EQ(link_kind_named(name_of(kind)), kind);
    EXPECT_FALSE(label_of(kFrench, kind).empty());
  }
  for (const auto kind : {LetterKind::Acknowledgement, LetterKind::Progress, LetterKind::Holding,
                          LetterKind::Invitation, LetterKind::Transfer}) {
    EXPECT_EQ(letter_kind_named(name_of(kind)), kind);
  }
  for (const auto via : {Via::Email, Via::Letter}) EXPECT_EQ(via_named(name_of(via)), via);
  for (const auto state : {AnswerState::Draft, AnswerState::InReview, AnswerState::Refused, AnswerState::Approved,
                           AnswerState::Sending, AnswerState::Sent}) {
    EXPECT_EQ(answer_state_named(name_of(state)), state);
  }
  EXPECT_EQ(label_of(kFrench, AnswerState::Sending), "Envoi en cours");
  EXPECT_FALSE(via_named("post"));
}

TEST(Codes, OfTheForm) {
  EXPECT_THAT(codes_of(complexities()), ElementsAre("low", "medium", "high"));
  EXPECT_THAT(labels_of(complexities()), ElementsAre("Faible", "Moyenne", "Haute"));
  EXPECT_THAT(codes_of(channels()), ElementsAre("form", "email", "phone", "letter", "other"));
  EXPECT_THAT(labels_of(channels()), ElementsAre("Formulaire", "E-mail", "Téléphone", "Courrier", "Autre"));
  EXPECT_THAT(codes_of(media()), ElementsAre("durable", "oral", "messaging"));
  EXPECT_THAT(labels_of(media()), ElementsAre("Support durable", "Oral", "Messagerie"));
  EXPECT_THAT(codes_of(subjects()), ElementsAre("project", "contract", "loss", "other"));
  EXPECT_THAT(labels_of(subjects()), ElementsAre("Projet", "Contrat", "Sinistre", "Autre"));
  EXPECT_THAT(codes_of(proofs()),
              ElementsAre("postmark", "email_header", "form_timestamp", "letter_date", "statement"));
  EXPECT_THAT(labels_of(proofs()), ElementsAre("Cachet de la poste", "En-tête du courriel", "Horodatage du formulaire",
                                               "Date portée sur la lettre", "Déclaration du réclamant"));
  EXPECT_THAT(codes_of(capacities()),
              ElementsAre("client", "former_client", "prospect", "subscriber", "insured", "member", "beneficiary",
                          "heir", "representative", "injured_third_party", "other"));
  EXPECT_THAT(labels_of(capacities()),
              ElementsAre("Client", "Ancien client", "Prospect", "Souscripteur", "Assuré", "Adhérent", "Bénéficiaire",
                          "Ayant droit", "Mandataire", "Tiers lésé", "Autre"));
  EXPECT_THAT(codes_of(activities()), ElementsAre("insurance", "investment_advice", "credit", "real_estate", "other"));
  EXPECT_THAT(labels_of(activities()), ElementsAre("IAS", "CIF", "IOBSP", "Immobilier", "Autre"));
}

TEST(Codes, OfTheHandling) {
  EXPECT_THAT(codes_of(decisions()),
              ElementsAre("favourable", "partly_favourable", "unfavourable", "moot", "inadmissible", "withdrawn"));
  EXPECT_THAT(labels_of(decisions()), ElementsAre("Favorable", "Partiellement favorable", "Défavorable", "Sans objet",
                                                  "Irrecevable", "Retirée"));
  EXPECT_THAT(codes_of(findings()), ElementsAre("founded", "partly_founded", "unfounded"));
  EXPECT_THAT(labels_of(findings()), ElementsAre("Fondée", "Partiellement fondée", "Non fondée"));
  EXPECT_THAT(codes_of(waivers()), ElementsAre("withdrawn", "inadmissible", "out_of_scope", "transferred",
                                               "requalified", "oral_never_written"));
  EXPECT_THAT(codes_of(answer_refusals()), ElementsAre("insufficient_reasons", "missing_document", "mediator_missing",
                                                       "remedy_unclear", "tone", "other"));
  EXPECT_THAT(labels_of(answer_refusals()), ElementsAre("Motivation insuffisante", "Pièce manquante",
                                                        "Médiateur absent", "Réparation peu claire", "Ton", "Autre"));
  EXPECT_THAT(codes_of(mediation_events()), ElementsAre("referred", "admissible", "inadmissible", "proposal",
                                                        "accepted", "refused", "executed", "other_recourse"));
  EXPECT_THAT(labels_of(corrective_states()),
              ElementsAre("À faire", "En cours", "Réalisée", "Efficacité vérifiée", "Inefficace", "Abandonnée"));
}

TEST(Codes, HaveFrenchThatIsNotTheCode) {
  for (const auto codes : {waivers(), mediation_events(), requalifications(), corrective_states()}) {
    std::set<std::string> labels;
    for (const auto& code : codes) {
      EXPECT_TRUE(labels.insert(label_of(kFrench, codes, code.code)).second) << code.code;
      EXPECT_NE(label_of(kFrench, codes, code.code), code.code);
    }
  }
}

TEST(Codes, AreKnownExactly) {
  EXPECT_TRUE(is_code(activities(), "credit"));
  for (const std::string code : {"", "Credit", "credit ", "cred"}) EXPECT_FALSE(is_code(activities(), code)) << code;
  EXPECT_EQ(label_of(kFrench, activities(), "barter"), "barter") << "said as it is";
}

TEST(Complainant, IsCalledByNameOrCompany) {
  Complainant who;
  EXPECT_EQ(who.display_name(), "");
  who.name = "Durand";
  EXPECT_EQ(who.display_name(), "Durand");
  who.first_name = "Marie";
  EXPECT_EQ(who.display_name(), "Marie Durand");
  who.company = "Atelier Durand";
  EXPECT_EQ(who.display_name(), "Marie Durand") << "a person of a company";
  who.kind = "company";
  EXPECT_EQ(who.display_name(), "Atelier Durand");
  who.company.clear();
  EXPECT_EQ(who.display_name(), "Marie Durand") << "a company known by its person only";
}

//
TEST(Clock, OnlyOfWhatIsWritten) {
  EXPECT_TRUE(has_clock("durable"));
  EXPECT_FALSE(has_clock("oral"));
  EXPECT_FALSE(has_clock("messaging"));
  EXPECT_FALSE(has_clock(""));
}

//
TEST(Draft, IsWhatEverythingBeginsAs) {
  const Complaint complaint;
  EXPECT_EQ(complaint.state, State::Draft);
  EXPECT_TRUE(complaint.number.empty());
  EXPECT_FALSE(complaint.clock);
}

}  // namespace
}  // namespace recours::complaints
