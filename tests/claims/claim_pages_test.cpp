// Tracking, archive, the page of one claim, the commands on it, and the search.
#include "claims/claim_actions.h"
#include "support/claim_pages.h"

namespace recours::claims {
namespace {

using ::testing::AllOf;
using ::testing::ContainsRegex;
using ::testing::HasSubstr;
using ::testing::Not;
using testing_support::ClaimPages;
using testing_support::goods_line;
using testing_support::header_of;
using testing_support::InvoiceSpec;
using testing_support::line_ids;
using testing_support::make_invoice;
using testing_support::value_of;
using testing_support::values_of;
using testing_support::visible;

class ClaimListPages : public ClaimPages {
 protected:
  std::string list(const std::string& query) { return visible(as(cast_.alice).get("/claims" + query)); }
  // One that waits for customer service.
  std::string waiting_claim() {
    auto alice = as(cast_.alice);
    return confirmed_claim(alice, {{"type", "CS-98"}, {"comment", "étiquette illisible"}, {"serials", ""}});
  }
};
RECOURS_ON_BOTH_ENGINES(ClaimListPages);

TEST_P(ClaimListPages, EmptyListSaysWhatToDo) {
  expect_page("/claims");
  expect_page("/claims/archive");
  EXPECT_THAT(list(""), HasSubstr("Suivi de vos réclamations"));
  EXPECT_THAT(list(""), HasSubstr("Aucune réclamation pour le moment"));
  EXPECT_THAT(list("/archive"), HasSubstr("Archive des réclamations"));
  EXPECT_THAT(list("/archive"), HasSubstr("L'archive est vide"));
}

TEST_P(ClaimListPages, RowsTellNumberStateReasonInvoiceAndNextStep) {
  auto alice = as(cast_.alice);
  const auto number = confirmed_claim(alice);
  const auto page = list("");
  for (const char* word : {"RMA (Retour Matériel autorisé)", "État", "Motif", "Facture", "Prochaine étape",
                           "1 réclamation", "RMA validé", "12/11/2026 10:00", "22 – Demande de reprise produit",
                           "0033442137", "Vous :", "Dossier ouvert", "Dossier clos", "Tous les dossiers"}) {
    EXPECT_THAT(page, HasSubstr(word));
  }
  EXPECT_THAT(page, HasSubstr(number));
}

TEST_P(ClaimListPages, FiltersByStateNumberAndWindow) {
  const auto number = waiting_claim();
  EXPECT_THAT(list("?state=open"), HasSubstr(number));
  EXPECT_THAT(list("?state=closed"), HasSubstr("Aucune réclamation ne correspond"));
  EXPECT_THAT(list("?number_type=invoice&number=33442137"), HasSubstr(number));
  EXPECT_THAT(list("?number=" + number), HasSubstr(number));
  EXPECT_THAT(list("?number_type=serial&number=SNA1"), HasSubstr("Aucune réclamation ne correspond"));
  EXPECT_THAT(list("?period=1w"), HasSubstr(number));
  EXPECT_THAT(list("?from=2026-11-01&to=2026-11-11"), HasSubstr("Aucune réclamation ne correspond"));
  const auto wrong = as(cast_.alice).get("/claims?from=2026-11-12&to=2026-11-01");
  EXPECT_EQ(wrong.status, 422);
  EXPECT_EQ(value_of(wrong, "to"), "2026-11-01");
}

TEST_P(ClaimListPages, StaffSeeTheAccountAndFilterByIt) {
  const auto number = waiting_claim();
  auto claire = as(cast_.claire);
  EXPECT_THAT(visible(claire.get("/claims")), HasSubstr("Hélios Informatique SARL"));
  EXPECT_THAT(visible(claire.get("/claims?account=informatique")), HasSubstr(number));
  EXPECT_THAT(visible(claire.get("/claims?account=100234")), HasSubstr(number));
  EXPECT_THAT(visible(claire.get("/claims?account=atelier")), HasSubstr("Aucune réclamation ne correspond"));
  EXPECT_THAT(visible(claire.get("/claims?account=%25")), HasSubstr("Aucune réclamation ne correspond"));
  EXPECT_THAT(visible(as(cast_.bob).get("/claims?account=informatique")), Not(HasSubstr(number)));
}

TEST_P(ClaimListPages, ClosedLongAgoMovesToTheArchive) {
  auto alice = as(cast_.alice);
  const auto number = waiting_claim();
  const auto cancelled = alice.post("/claims/" + number + "/cancellation",
                                    {{"lines", value_of(alice.get("/claims/" + number + "/cancellation"), "lines")}});
  ASSERT_EQ(cancelled.status, 303) << visible(cancelled);
  EXPECT_THAT(list("?state=closed"), HasSubstr(number));
  clock_.set(*Instant::parse("2027-02-20T09:00:00.000Z"));
  EXPECT_THAT(list(""), Not(HasSubstr(number)));
  EXPECT_THAT(list("/archive"), HasSubstr(number));
}

TEST_P(ClaimListPages, ClaimPageTellsFactsHistoryAndNextStep) {
  auto alice = as(cast_.alice);
  const auto number = confirmed_claim(alice, {{"customer_reference", "RET-7"}});
  expect_page_of_own_account("/claims/" + number);
  const auto page = visible(alice.get("/claims/" + number));
  EXPECT_THAT(page, HasSubstr("RMA validé " + number));
  for (const char* word : {"Ajouté au panier", "12/11/2026 10:00", "Historique", "Prochaine étape", "Contact", "SNA1",
                           "RET-7", "alice@helios.example", "0033442137 – 20/10/2026", "Annuler la réclamation"}) {
    EXPECT_THAT(page, HasSubstr(word));
  }
  EXPECT_LT(page.find("RMA validé " + number), page.rfind("Ajouté au panier"));
}

TEST_P(ClaimListPages, AnyOfItsNumbersFindsAClaim) {
  auto alice = as(cast_.alice);
  const auto number = confirmed_claim(alice);
  const auto page = visible(alice.get("/claims/" + number));
  std::string reservation = page.substr(page.find(" R0") + 1, 10);
  EXPECT_THAT(visible(alice.get("/claims/" + reservation)), HasSubstr(number));
  EXPECT_THAT(visible(alice.get("/claims/" + number.substr(number.find_first_not_of('0')))), HasSubstr(number));
  EXPECT_EQ(alice.get("/claims/000000000000").status, 404);
  EXPECT_EQ(alice.get("/claims/nothing").status, 404);
}

TEST_P(ClaimListPages, WhatLiesInABasketIsNoClaimYet) {
  auto alice = as(cast_.alice);
  const auto id = put_in_basket(alice);
  const auto added = visible(alice.get("/basket/items/" + id + "/added"));
  const auto reservation = added.substr(added.find(" R0") + 1, 10);
  EXPECT_EQ(alice.get("/claims/" + reservation).status, 404);
}

// ---- commands

TEST_P(ClaimListPages, CancellingAsksFirstAndNamesTheClaim) {
  auto alice = as(cast_.alice);
  const auto number = waiting_claim();
  const std::string path = "/claims/" + number + "/cancellation";
  expect_page_of_own_account(path);
  expect_post_guarded(path, path);
  const auto page = alice.get(path);
  EXPECT_THAT(visible(page), HasSubstr("Annuler la réclamation – " + number));
  const auto nothing = alice.post(path, {{"comment", "finalement non"}});
  EXPECT_EQ(nothing.status, 422);
  EXPECT_THAT(nothing.body, HasSubstr("finalement non"));
  EXPECT_EQ(alice.post(path, {{"lines", "999999"}}).status, 404);
  const auto done = alice.post(path, {{"lines", value_of(page, "lines")}, {"comment", "erreur"}});
  ASSERT_EQ(done.status, 303) << visible(done);
  EXPECT_THAT(visible(alice.follow(done)), HasSubstr("Annulé"));
  const auto again = alice.post(path, {{"lines", value_of(page, "lines")}});
  EXPECT_THAT(again.status, ::testing::AnyOf(409, 422));
}

TEST_P(ClaimListPages, ResellersSeeNoDecisionAndMayNotDecide) {
  auto alice = as(cast_.alice);
  const auto number = waiting_claim();
  EXPECT_THAT(alice.get("/claims/" + number).body, Not(HasSubstr("/approval")));
  for (const char* verb : {"/approval", "/refusal", "/taking"}) {
    EXPECT_EQ(alice.post("/claims/" + number + verb).status, 403) << verb;
    EXPECT_EQ(as(cast_.claire).post_bare("/claims/" + number + verb, {}).status, 403) << verb;
  }
  EXPECT_EQ(alice.get("/claims/" + number + "/approval").status, 403);
  EXPECT_EQ(alice.get("/claims/" + number + "/taking").status, 405);
}

TEST_P(ClaimListPages, StaffTakeAndApprove) {
  const auto number = waiting_claim();
  auto claire = as(cast_.claire);
  const auto waiting = claire.get("/claims/" + number);
  EXPECT_THAT(waiting.body, HasSubstr("/claims/" + number + "/approval"));
  EXPECT_THAT(waiting.body, HasSubstr("action=\"/claims/" + number + "/taking\"")) << "beside it, not in the menu";
  EXPECT_THAT(waiting.body, Not(HasSubstr("href=\"/claims/" + number + "/taking\"")));
  const auto taken = claire.post("/claims/" + number + "/taking");
  ASSERT_EQ(taken.status, 303);
  EXPECT_THAT(visible(claire.follow(taken)), AllOf(HasSubstr("En cours d'étude"), HasSubstr("Vous avez pris la réclamation en charge.")));
  EXPECT_THAT(visible(claire.get("/claims/" + number + "?done=sold")), Not(HasSubstr("pris la réclamation")));
  EXPECT_EQ(claire.post("/claims/" + number + "/taking").status, 409);
  const auto page = claire.get("/claims/" + number + "/approval");
  EXPECT_THAT(visible(page), HasSubstr("Valider – " + number));
  const auto unsaid = claire.post("/claims/" + number + "/approval", {{"lines", value_of(page, "lines")}});
  EXPECT_EQ(unsaid.status, 422) << "whether the goods come back is for staff to say";
  EXPECT_THAT(visible(unsaid), HasSubstr("Indiquez si la marchandise revient."));
  EXPECT_THAT(page.body, Not(HasSubstr("value=\"not_required\" checked")));
  const auto approved = claire.post("/claims/" + number + "/approval",
                                    {{"lines", value_of(page, "lines")}, {"goods", "not_required"}});
  ASSERT_EQ(approved.status, 303) << visible(approved);
  EXPECT_THAT(visible(claire.follow(approved)), AllOf(ContainsRegex("RMA validé [0-9]{12}"), HasSubstr("les lignes choisies sont validées")));
  EXPECT_EQ(as(cast_.alice).get("/claims/" + number).status, 200) << "the reservation number still finds it";
}

TEST_P(ClaimListPages, RefusingNeedsAReason) {
  const auto number = waiting_claim();
  auto claire = as(cast_.claire);
  const std::string path = "/claims/" + number + "/refusal";
  const auto lines = value_of(claire.get(path), "lines");
  const auto missing = claire.post(path, {{"lines", lines}, {"comment", "photo demandée"}});
  EXPECT_EQ(missing.status, 422);
  EXPECT_THAT(missing.body, HasSubstr("photo demandée"));
  EXPECT_THAT(missing.body, HasSubstr("href=\"#reason_code\""));
  const auto refused =
      claire.post(path, {{"lines", lines}, {"reason_code", "not_covered"}, {"comment", "hors garantie"}});
  ASSERT_EQ(refused.status, 303) << visible(refused);
  const auto page = visible(as(cast_.alice).get("/claims/" + number));
  EXPECT_THAT(page, HasSubstr("Refusé"));
  EXPECT_THAT(page, HasSubstr("Non couvert"));
  EXPECT_THAT(page, HasSubstr("hors garantie"));
}

// R-600 What was read is what is decided on: a question asked meanwhile is not run over.
TEST_P(ClaimListPages, AFormOfAnEarlierStateIsReadAgain) {
  const auto number = waiting_claim();
  auto claire = as(cast_.claire), other = as(cast_.claire);
  const std::string path = "/claims/" + number + "/approval";
  const std::string question = "/claims/" + number + "/information-request";
  const auto page = claire.get(path);
  const auto lines = value_of(page, "lines");
  const auto asked = other.get(question);
  ASSERT_EQ(other.post(question, {{"version", value_of(asked, "version")},
                                  {"lines", lines},
                                  {"due_on", "2026-11-30"},
                                  {"comment", "Une photo ?"}})
                .status,
            303);
  const testing_support::FormFields typed{
      {"version", value_of(page, "version")}, {"lines", lines}, {"goods", "not_required"}, {"comment", "mon accord"}};
  const auto stale = claire.post(path, typed);
  EXPECT_EQ(stale.status, 409);
  EXPECT_THAT(visible(stale), AllOf(HasSubstr("La réclamation a changé entre-temps"),
                                    HasSubstr("Dernière étape : Complément demandé – " + cast_.claire.name),
                                    HasSubstr("mon accord")));
  EXPECT_NE(value_of(stale, "version"), value_of(page, "version"));
  EXPECT_EQ(claire.post(path, typed).status, 409) << "as often as it is sent";
  EXPECT_THAT(visible(claire.get("/claims/" + number)), Not(HasSubstr("RMA validé")));
  const auto read = claire.post(path, {{"version", value_of(stale, "version")}, {"lines", lines}, {"goods", "not_required"}});
  EXPECT_EQ(read.status, 303) << visible(read);
  EXPECT_EQ(claire.post(path, {{"version", "x"}, {"lines", lines}}).status, 400);
}

// R-603 The way back leads to where it was opened from.
TEST_P(ClaimListPages, TheWayBackIsWhereItWasOpenedFrom) {
  const auto number = waiting_claim();
  const auto back = [&](const accounts::Viewer& who, const std::string& query) {
    const auto body = as(who).get("/claims/" + number + query).body;
    const auto crumbs = body.substr(body.find("class=\"crumbs\""));
    const auto start = crumbs.find("href=\"") + 6;
    return crumbs.substr(start, crumbs.find('"', start) - start);
  };
  EXPECT_EQ(back(cast_.alice, ""), "/claims");
  EXPECT_EQ(back(cast_.alice, "?queue=customer_service"), "/claims") << "not a reseller's";
  EXPECT_EQ(back(cast_.claire, "?queue=customer_service"), "/queues/customer_service");
  EXPECT_EQ(back(cast_.claire, "?queue=nowhere"), "/claims");
  EXPECT_EQ(back(cast_.wanda, ""), "/goods-in");
}

TEST_P(ClaimListPages, TheOtherDepartmentHasNoButtons) {
  const auto number = waiting_claim();  // of customer service
  EXPECT_THAT(as(cast_.remi).get("/claims/" + number).body, Not(HasSubstr("/approval")));
}

// ---- search

TEST_P(ClaimListPages, SearchOpensTheOnlyHitAndListsSeveral) {
  expect_page("/search");
  auto alice = as(cast_.alice);
  const auto opened = alice.get("/search?q=33442137");
  EXPECT_EQ(opened.status, 303);
  EXPECT_EQ(header_of(opened, "Location"), "/invoices/" + std::to_string(invoice_.value));
  const auto number = confirmed_claim(alice);
  EXPECT_EQ(header_of(alice.get("/search?q=" + number), "Location"), "/claims/" + number);
  const auto several = alice.get("/search?q=33442137");
  EXPECT_EQ(several.status, 200);
  EXPECT_THAT(several.body, HasSubstr("/claims/" + number));
  EXPECT_THAT(several.body, HasSubstr("/invoices/" + std::to_string(invoice_.value)));
  EXPECT_THAT(visible(alice.get("/search?q=zzz")), HasSubstr("Aucun résultat pour zzz"));
  EXPECT_THAT(visible(as(cast_.bob).get("/search?q=33442137")), HasSubstr("Aucun résultat"));
}

// R-620 Who answers reads what was asked, where the answer is written and beside the next step.
TEST_P(ClaimListPages, TheQuestionStandsWhereItIsAnswered) {
  auto alice = as(cast_.alice);
  const auto number = confirmed_claim(alice, {{"type", "CS-98"}, {"comment", "étiquette illisible"}});
  EXPECT_THAT(visible(alice.get("/claims/" + number)), Not(HasSubstr("Quelle référence")));
  Instruction question;
  question.comment = "Quelle référence est imprimée ?";
  question.due_on = paris_day(clock_.now()).plus_days(3);
  ASSERT_TRUE(give(database(), cast_.claire, number, Command::Ask, question, clock_.now()));
  EXPECT_THAT(alice.get("/claims/" + number).body, HasSubstr("<blockquote class=\"as-typed\">Quelle référence"));
  EXPECT_THAT(visible(alice.get("/claims/" + number + "/information")), HasSubstr("Quelle référence est imprimée"));
}

}  // namespace
}  // namespace recours::claims
