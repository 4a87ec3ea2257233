// Étape 3 and 4: the form per type, its errors, what it puts into the basket, changing it there.
#include "support/claim_pages.h"

namespace recours::claims {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using testing_support::ClaimPages;
using testing_support::FormFields;
using testing_support::goods_line;
using testing_support::header_of;
using testing_support::InvoiceSpec;
using testing_support::line_ids;
using testing_support::make_invoice;
using testing_support::value_of;
using testing_support::values_of;
using testing_support::visible;

class DeclarationPages : public ClaimPages {
 protected:
  // A line of an invoice of yesterday: everything is still possible.
  std::string fresh_line(testing_support::LineSpec spec) {
    const auto id = make_invoice(database(), cast_.alice_account,
                                 InvoiceSpec{}.issued(Date::of(2026, 11, 11)).with({std::move(spec)}));
    return std::to_string(line_ids(database(), id).front().value);
  }
  http::Response form(const std::string& line_id, const std::string& type) {
    return as(cast_.alice).get("/claims/new/declaration?line=" + line_id + "&type=" + type);
  }
};
RECOURS_ON_BOTH_ENGINES(DeclarationPages);

TEST_P(DeclarationPages, FormStatesTheFactsAndAsksTheQuestion) {
  const std::string target = "/claims/new/declaration?line=" + line(0) + "&type=CS-22&back=/claims/new/lines?period=1m";
  expect_page_of_own_account(target);
  const auto response = as(cast_.alice).get(target);
  const auto page = visible(response);
  for (const char* word : {"Étape 3 : Enregistrement de réclamation",
                           "Numéro de facture – Date de facturation",
                           "0033442137 – 20/10/2026",
                           "Référence article",
                           "Description",
                           "Quantité",
                           "Demande de reprise produit",
                           "Retour",
                           "Quantité à retourner",
                           "Commentaire",
                           "N° de référence",
                           "Optionnel",
                           "SNA1",
                           "Autre numéro de série",
                           "Scellé",
                           "Ouvert",
                           "Endommagé",
                           "Avoir",
                           "Échange",
                           "Réparation",
                           "Relivraison",
                           "Annuler",
                           "Ajouter",
                           "Possible jusqu'au 19/11/2026"}) {
    EXPECT_THAT(page, HasSubstr(word));
  }
  EXPECT_EQ(value_of(response, "quantity"), "0");
  EXPECT_EQ(value_of(response, "contact_name"), "Alice Martel");
  EXPECT_EQ(value_of(response, "contact_email"), "alice@helios.example");
  EXPECT_THAT(response.body, HasSubstr("type=\"file\""));
  EXPECT_EQ(value_of(response, "upload_form").size(), 32u);
}

TEST_P(DeclarationPages, EachTypeAsksItsOwn) {
  const std::string fresh = fresh_line(goods_line().serial_numbers({"SNB1"}));
  EXPECT_THAT(visible(form(fresh, "CS-02")), HasSubstr("Combien de pièces ont été livrées"));
  EXPECT_EQ(value_of(form(fresh, "CS-02"), "delivered_quantity"), "0");
  EXPECT_THAT(visible(form(fresh, "CS-31")), HasSubstr("Combien de pièces ont été livrées"));
  const auto price = form(fresh, "CS-08");
  EXPECT_TRUE(values_of(price, "quantity").empty());
  EXPECT_FALSE(values_of(price, "expected_unit_price").empty());
  EXPECT_THAT(visible(form(fresh, "RMA-26")), HasSubstr("Description du défaut"));
  EXPECT_THAT(visible(form(fresh, "RMA-09")), HasSubstr("Accessoires manquants"));
  EXPECT_EQ(values_of(form(fresh, "CS-03"), "variant").size(), 2u);
  EXPECT_THAT(visible(form(fresh, "CS-25")), HasSubstr("Des frais de 5 % du montant HT s'appliquent : 10,00 €"));
}

TEST_P(DeclarationPages, DoaAsksWhatThePolicyNeeds) {
  const std::string fresh = fresh_line(goods_line().by("Lumexa"));
  EXPECT_TRUE(values_of(form(fresh, "RMA-63"), "call_id").empty());
  database().write([&](db::Transaction& t) {
    t.execute(
        "INSERT INTO doa_policy (manufacturer_id, days, clock_start, needs_call_id, needs_end_customer_invoice, "
        "valid_from) "
        "SELECT id, 14, 'end_customer_invoice', TRUE, TRUE, '2020-01-01' FROM manufacturer WHERE slug = 'lumexa'");
  });
  const auto page = form(fresh, "RMA-63");
  EXPECT_EQ(values_of(page, "call_id").size(), 1u);
  EXPECT_EQ(values_of(page, "end_customer_invoice_number").size(), 1u);
  EXPECT_EQ(values_of(page, "end_customer_invoice_date").size(), 1u);
}

TEST_P(DeclarationPages, AnImpossibleTypeShowsWhyInsteadOfTheForm) {
  const auto page = form(line(0), "CS-01");
  EXPECT_EQ(page.status, 200);
  EXPECT_THAT(visible(page), HasSubstr("délai terminé le 04/11/2026"));
  EXPECT_TRUE(values_of(page, "quantity").empty());
}

TEST_P(DeclarationPages, WhatDoesNotExistIsNotFound) {
  EXPECT_EQ(form("99999", "CS-22").status, 404);
  EXPECT_EQ(form("x", "CS-22").status, 404);
  EXPECT_EQ(form(line(0), "CS-77").status, 404);
  EXPECT_EQ(form(line(0), "22").status, 404);
  EXPECT_EQ(form(line(0), "RMA-11").status, 404);  // hidden from resellers
}

TEST_P(DeclarationPages, AddingLeadsToTheReservationNumber) {
  expect_post_guarded("/basket/items");
  EXPECT_EQ(as(cast_.bob).post("/basket/items", return_form()).status, 404);
  auto alice = as(cast_.alice);
  const auto added = alice.post("/basket/items", return_form());
  ASSERT_EQ(added.status, 303);
  const auto page = alice.follow(added);
  EXPECT_THAT(visible(page), HasSubstr("La déclaration a été ajoutée avec succès – statut actuel : Ajouté au panier"));
  EXPECT_THAT(visible(page), ::testing::ContainsRegex("Numéro de réservation +R[0-9]{9}"));
  EXPECT_THAT(visible(page), HasSubstr("Autre déclaration"));
  EXPECT_THAT(visible(page), HasSubstr("Valider votre déclaration"));
  EXPECT_THAT(page.body, HasSubstr("href=\"/claims/new/lines?period=1m\""));
  const std::string target = *header_of(added, "Location");
  EXPECT_EQ(as(cast_.bob).get(target).status, 404);
  EXPECT_EQ(as(cast_.alban).get(target).status, 404);  // a basket is one person's
}

TEST_P(DeclarationPages, ErrorsKeepWhatWasTyped) {
  auto alice = as(cast_.alice);
  const auto page = alice.post("/basket/items", return_form({{"quantity", "abc"},
                                                             {"comment", "carton <ouvert> & vide"},
                                                             {"customer_reference", "RET-7"},
                                                             {"condition", ""},
                                                             {"contact_email", "nobody"},
                                                             {"other_serial", "XYZ"}}));
  EXPECT_EQ(page.status, 422);
  EXPECT_EQ(value_of(page, "quantity"), "abc");
  EXPECT_EQ(value_of(page, "customer_reference"), "RET-7");
  EXPECT_EQ(value_of(page, "contact_email"), "nobody");
  EXPECT_EQ(value_of(page, "other_serial"), "XYZ");
  EXPECT_THAT(page.body, HasSubstr("carton &lt;ouvert&gt; &amp; vide"));
  EXPECT_THAT(page.body, HasSubstr("href=\"#quantity\""));  // unreadable and incomplete fields in one summary
  EXPECT_THAT(page.body, HasSubstr("href=\"#condition\""));
  EXPECT_THAT(page.body, HasSubstr("href=\"#contact_email\""));
  EXPECT_THAT(visible(alice.get("/basket")), HasSubstr("Votre panier est vide"));
}

TEST_P(DeclarationPages, ZeroPiecesAndTooManyAreRefused) {
  auto alice = as(cast_.alice);
  EXPECT_EQ(alice.post("/basket/items", return_form({{"quantity", "0"}})).status, 422);
  EXPECT_EQ(alice.post("/basket/items", return_form({{"quantity", "3"}})).status, 422);
  EXPECT_EQ(alice.post("/basket/items", return_form({{"quantity", "1,5"}})).status, 422);
}

TEST_P(DeclarationPages, DecimalCommasAreRead) {
  auto alice = as(cast_.alice);
  const std::string fresh = fresh_line(goods_line());
  const FormFields fields =
      return_form({{"line", fresh}, {"type", "CS-08"}, {"serials", ""}, {"expected_unit_price", "89,90"}});
  ASSERT_EQ(alice.post("/basket/items", fields).status, 303);
  EXPECT_THAT(visible(alice.get("/basket")), HasSubstr("Erreur de facturation"));
}

TEST_P(DeclarationPages, WhatEndedMeanwhileIsRefusedWithItsReason) {
  clock_.set(*Instant::parse("2026-11-20T09:00:00.000Z"));  // the day after the last one
  auto alice = as(cast_.alice);
  const auto page = alice.post("/basket/items", return_form());
  EXPECT_EQ(page.status, 422);
  EXPECT_THAT(visible(page), HasSubstr("19/11/2026"));
}

TEST_P(DeclarationPages, ADoubleClickAddsOnce) {
  auto alice = as(cast_.alice);
  const auto key = value_of(alice.get("/claims/new/declaration?line=" + line(0) + "&type=CS-22"), "idempotency_key");
  EXPECT_EQ(key.size(), 32u);
  const auto first = alice.post("/basket/items", return_form({{"idempotency_key", key}}));
  const auto second = alice.post("/basket/items", return_form({{"idempotency_key", key}}));
  EXPECT_EQ(first.status, 303);
  EXPECT_EQ(header_of(first, "Location"), header_of(second, "Location"));
  EXPECT_THAT(visible(alice.get("/basket")), HasSubstr("1 réclamation / 1 ligne"));
}

TEST_P(DeclarationPages, BackAndAnotherQuantityAsksBeforeAddingAgain) {
  auto alice = as(cast_.alice);
  const auto key = value_of(alice.get("/claims/new/declaration?line=" + line(0) + "&type=CS-22"), "idempotency_key");
  ASSERT_EQ(alice.post("/basket/items", return_form({{"idempotency_key", key}})).status, 303);
  const auto again = alice.post("/basket/items", return_form({{"idempotency_key", key}, {"quantity", "2"}}));
  EXPECT_EQ(again.status, 422);
  EXPECT_THAT(visible(again), HasSubstr("Cette déclaration a déjà été ajoutée ; envoyez de nouveau"));
  EXPECT_EQ(value_of(again, "quantity"), "2");
  const auto fresh = value_of(again, "idempotency_key");
  EXPECT_NE(fresh, key);
  EXPECT_EQ(alice.post("/basket/items", return_form({{"idempotency_key", fresh}, {"quantity", "2"}})).status, 303);
}

TEST_P(DeclarationPages, ThePriceIsShownAsMoney) {
  EXPECT_THAT(visible(form(fresh_line(goods_line()), "CS-08")), HasSubstr("Facturé : 100,00 € par pièce"));
}

TEST_P(DeclarationPages, BackLeadsNowhereElse) {
  auto alice = as(cast_.alice);
  const auto page = alice.get("/claims/new/declaration?line=" + line(0) + "&type=CS-22&back=https://evil.example");
  EXPECT_THAT(values_of(page, "back"), ::testing::Contains("/claims/new"));
  EXPECT_THAT(values_of(page, "back"), Not(::testing::Contains("https://evil.example")));
  EXPECT_THAT(page.body, Not(HasSubstr("href=\"https://evil")));
}

TEST_P(DeclarationPages, AnItemIsChangedWithWhatItHeld) {
  auto alice = as(cast_.alice);
  const std::string id = put_in_basket(alice, {{"comment", "petit carton"}});
  const std::string edit = "/basket/items/" + id + "/edit";
  expect_page_of_own_account(edit);
  expect_post_guarded("/basket/items/" + id, "/basket/items/" + id);
  const auto form_page = alice.get(edit);
  EXPECT_EQ(value_of(form_page, "quantity"), "1");
  EXPECT_THAT(form_page.body, HasSubstr("petit carton"));
  const auto version = value_of(form_page, "version");
  EXPECT_EQ(alice.post("/basket/items/" + id, return_form({{"version", version}, {"quantity", "2"}})).status, 303);
  EXPECT_EQ(value_of(alice.get(edit), "quantity"), "2");
}

TEST_P(DeclarationPages, ASecondWindowDoesNotOverwriteUnknowingly) {
  auto alice = as(cast_.alice);
  const std::string path = "/basket/items/" + put_in_basket(alice);
  const auto version = value_of(alice.get(path + "/edit"), "version");
  ASSERT_EQ(alice.post(path, return_form({{"version", version}, {"comment", "first"}})).status, 303);
  const auto stale = alice.post(path, return_form({{"version", version}, {"comment", "second"}}));
  EXPECT_EQ(stale.status, 409);
  EXPECT_THAT(visible(stale), HasSubstr("modifiée entre-temps dans une autre fenêtre"));
  EXPECT_THAT(stale.body, HasSubstr("second"));
  const auto knowingly = return_form({{"version", value_of(stale, "version")}, {"comment", "second"}});
  EXPECT_EQ(alice.post(path, knowingly).status, 303);
}

}  // namespace
}  // namespace recours::claims
