// Étape 5: the basket and its confirmation, twice and from two windows.
#include "support/claim_pages.h"

namespace recours::claims {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using testing_support::Browser;
using testing_support::ClaimPages;
using testing_support::FormFields;
using testing_support::goods_line;
using testing_support::header_of;
using testing_support::InvoiceSpec;
using testing_support::make_invoice;
using testing_support::value_of;
using testing_support::values_of;
using testing_support::visible;

class BasketPages : public ClaimPages {
 protected:
  static FormFields confirmation_of(const http::Response& basket) {
    FormFields fields{{"idempotency_key", value_of(basket, "idempotency_key")}};
    for (const auto& seen : values_of(basket, "seen")) fields.emplace_back("seen", seen);
    return fields;
  }
  std::int64_t claim_count() { return count_claims(*database().reader(), cast_.alice, {}); }
};
RECOURS_ON_BOTH_ENGINES(BasketPages);

TEST_P(BasketPages, EmptyBasketSaysWhatToDo) {
  expect_page("/basket");
  const auto page = as(cast_.alice).get("/basket");
  EXPECT_THAT(visible(page), HasSubstr("Votre panier est vide"));
  EXPECT_THAT(page.body, HasSubstr("href=\"/claims/new\""));
}

TEST_P(BasketPages, ListsGroupsAndColumns) {
  auto alice = as(cast_.alice);
  put_in_basket(alice, {{"customer_reference", "RET-7"}});
  put_in_basket(alice, {{"type", "CS-98"}, {"comment", "autre"}, {"serials", "SNA2"}});
  const auto page = visible(alice.get("/basket"));
  for (const char* word : {"Étape 5 : panier",
                           "Liste de vos réclamations en cours de création",
                           "2 réclamations / 2 lignes",
                           "Retour – 22 – Demande de reprise produit",
                           "Facture 0033442137 du 20/10/2026",
                           "Numéro de facture",
                           "Référence article",
                           "Description",
                           "Référence",
                           "Quantité",
                           "Numéro de série",
                           "Créé",
                           "Auteur",
                           "RET-7",
                           "SNA1",
                           "SNA2",
                           "12/11/2026 10:00",
                           "Alice Martel",
                           "alice@helios.example",
                           "Confirmer l'enregistrement"}) {
    EXPECT_THAT(page, HasSubstr(word));
  }
  EXPECT_THAT(visible(as(cast_.alban).get("/basket")), HasSubstr("Votre panier est vide"));
}

TEST_P(BasketPages, TheFeeIsKnownBeforeConfirming) {
  auto alice = as(cast_.alice);
  put_in_basket(alice, {{"type", "CS-25"}});
  EXPECT_THAT(visible(alice.get("/basket")), HasSubstr("Frais : 5 %"));
}

TEST_P(BasketPages, SurvivesSigningOut) {
  {
    auto alice = as(cast_.alice);
    put_in_basket(alice);
  }
  EXPECT_THAT(visible(as(cast_.alice).get("/basket")), HasSubstr("1 réclamation / 1 ligne"));
}

TEST_P(BasketPages, ARemovedLineCanBePutBack) {
  auto alice = as(cast_.alice);
  const std::string id =
      put_in_basket(alice, {{"comment", "petit carton"}, {"other_serial", "AUTRE-1"}, {"quantity", "2"}});
  const std::string removal = "/basket/items/" + id + "/removal";
  expect_post_guarded(removal, removal);
  const auto removed = alice.post(removal, {{"version", value_of(alice.get("/basket"), "version")}});
  EXPECT_EQ(removed.status, 200);
  EXPECT_THAT(visible(removed), HasSubstr("Votre panier est vide"));
  EXPECT_THAT(visible(removed), HasSubstr("Remettre dans le panier"));
  FormFields undo;
  for (const char* name : {"line", "type", "then", "back", "quantity", "comment", "condition", "contact_name",
                           "contact_email", "idempotency_key"}) {
    undo.emplace_back(name, value_of(removed, name));
  }
  for (const auto& serial : values_of(removed, "serials")) undo.emplace_back("serials", serial);
  const auto restored = alice.post("/basket/items", undo);
  ASSERT_EQ(restored.status, 303) << visible(restored);
  EXPECT_EQ(header_of(restored, "Location"), "/basket");
  const auto page = visible(alice.follow(restored));
  EXPECT_THAT(page, HasSubstr("AUTRE-1"));
  EXPECT_THAT(page, HasSubstr("SNA1"));
}

TEST_P(BasketPages, RemovingTwiceShowsTheBasket) {
  auto alice = as(cast_.alice);
  const std::string removal = "/basket/items/" + put_in_basket(alice) + "/removal";
  EXPECT_EQ(alice.post(removal, {{"version", "1"}}).status, 200);
  const auto again = alice.post(removal, {{"version", "1"}});
  EXPECT_EQ(again.status, 404);
  EXPECT_THAT(visible(again), HasSubstr("Cette ligne n'est plus dans votre panier."));
}

TEST_P(BasketPages, AStalePageDoesNotRemoveUnseen) {
  auto alice = as(cast_.alice);
  const std::string path = "/basket/items/" + put_in_basket(alice);
  const auto seen = value_of(alice.get("/basket"), "version");
  ASSERT_EQ(alice.post(path, return_form({{"version", seen}, {"comment", "changed"}})).status, 303);
  for (const auto& fields : {FormFields{{"version", seen}}, FormFields{}}) {
    const auto stale = alice.post(path + "/removal", fields);
    EXPECT_EQ(stale.status, 409);
    EXPECT_THAT(visible(stale), HasSubstr("rien n'a été retiré"));
  }
  EXPECT_EQ(alice.post(path + "/removal", {{"version", value_of(alice.get("/basket"), "version")}}).status, 200);
}

TEST_P(BasketPages, StaffSeeWhoseClaimItIs) {
  auto claire = as(cast_.claire);
  const auto form = visible(claire.get("/claims/new/declaration?line=" + line(0) + "&type=CS-22"));
  put_in_basket(claire);
  const auto basket = visible(claire.get("/basket"));
  const auto account = database().reader()->require(
      "SELECT name, customer_no FROM reseller_account WHERE id = :id", {{"id", cast_.alice_account}},
      [](const db::Row& row) { return std::pair{row.get<std::string>("name"), row.get<std::string>("customer_no")}; });
  EXPECT_THAT(form, HasSubstr("Vous agissez pour " + account.first));
  EXPECT_THAT(basket, HasSubstr("Pour " + account.first + " (" + account.second + ")"));
  auto alice = as(cast_.alice);
  put_in_basket(alice);
  EXPECT_THAT(visible(alice.get("/basket")), Not(HasSubstr("(" + account.second + ")")));
}

TEST_P(BasketPages, AGroupGetsItsReference) {
  auto alice = as(cast_.alice);
  put_in_basket(alice);
  const auto page = alice.get("/basket");
  const auto at = page.body.find("/basket/groups/");
  ASSERT_NE(at, std::string::npos);
  const std::string path = page.body.substr(at, page.body.find('"', at) - at);
  expect_post_guarded(path, path);
  EXPECT_EQ(alice.post(path, {{"reference", " SAV-2026-9 "}}).status, 303);
  EXPECT_EQ(value_of(alice.get("/basket"), "reference"), "SAV-2026-9");
  const auto refused = alice.post(path, {{"reference", std::string(400, 'x')}});
  EXPECT_EQ(refused.status, 422);
  EXPECT_EQ(value_of(refused, "reference"), std::string(400, 'x'));
}

TEST_P(BasketPages, ConfirmationGivesNumbersStatesAndTheMail) {
  expect_post_guarded("/basket/confirmation");
  auto alice = as(cast_.alice);
  put_in_basket(alice);
  put_in_basket(alice, {{"type", "CS-98"}, {"comment", "autre"}, {"serials", ""}});
  const auto page = confirm(alice);
  EXPECT_EQ(page.status, 200);
  EXPECT_THAT(visible(page), HasSubstr("2 réclamations enregistrées"));
  EXPECT_THAT(visible(page), HasSubstr("RMA validé"));  // a sealed return below 500 €
  EXPECT_THAT(visible(page), ::testing::ContainsRegex("[0-9]{12}"));
  EXPECT_THAT(visible(page), HasSubstr("alice@helios.example"));
  EXPECT_THAT(visible(page), HasSubstr("Prochaine étape"));
  EXPECT_THAT(visible(alice.get("/basket")), HasSubstr("Votre panier est vide"));
}

TEST_P(BasketPages, ConfirmedPageCanBeLoadedAgainButNotByStrangers) {
  auto alice = as(cast_.alice);
  put_in_basket(alice);
  const auto basket = alice.get("/basket");
  const auto answer = alice.post("/basket/confirmation", confirmation_of(basket));
  const std::string target = header_of(answer, "Location").value();
  expect_page_of_own_account(target);
  EXPECT_EQ(visible(alice.get(target)), visible(alice.get(target)));
  EXPECT_EQ(alice.get("/basket/confirmed").status, 303);
  EXPECT_EQ(alice.get("/basket/confirmed?claim=000000000009").status, 404);
}

TEST_P(BasketPages, PressedTwiceConfirmsOnce) {
  auto alice = as(cast_.alice);
  put_in_basket(alice);
  const auto fields = confirmation_of(alice.get("/basket"));
  const auto first = alice.post("/basket/confirmation", fields);
  const auto second = alice.post("/basket/confirmation", fields);
  EXPECT_EQ(first.status, 303);
  EXPECT_EQ(second.status, 303);
  EXPECT_EQ(header_of(first, "Location"), header_of(second, "Location"));
  EXPECT_EQ(claim_count(), 1);
}

TEST_P(BasketPages, TheOtherWindowFindsNothingLeft) {
  auto alice = as(cast_.alice);
  put_in_basket(alice);
  const auto one = confirmation_of(alice.get("/basket"));
  const auto other = confirmation_of(alice.get("/basket"));
  ASSERT_EQ(alice.post("/basket/confirmation", one).status, 303);
  const auto late = alice.post("/basket/confirmation", other);
  EXPECT_EQ(late.status, 422);
  EXPECT_THAT(visible(late), HasSubstr("Votre panier est vide : il n'y a rien à confirmer."));
  EXPECT_EQ(claim_count(), 1);
}

TEST_P(BasketPages, WhatWasNotSeenIsNotConfirmed) {
  auto alice = as(cast_.alice);
  put_in_basket(alice);
  const auto shown = confirmation_of(alice.get("/basket"));
  put_in_basket(alice, {{"type", "CS-98"}, {"comment", "autre"}, {"serials", ""}});
  const auto answer = alice.post("/basket/confirmation", shown);
  EXPECT_EQ(answer.status, 409);
  EXPECT_THAT(visible(answer), HasSubstr("Votre panier a changé depuis l'affichage de cette page."));
  EXPECT_EQ(claim_count(), 0);
  EXPECT_EQ(alice.post("/basket/confirmation", confirmation_of(answer)).status, 303);
  EXPECT_EQ(claim_count(), 2);
}

TEST_P(BasketPages, WhatBecameImpossibleStaysWithItsReason) {
  auto alice = as(cast_.alice);
  put_in_basket(alice, {{"quantity", "2"}, {"serials", ""}});
  put_in_basket(alice, {{"type", "CS-98"}, {"comment", "autre"}, {"serials", ""}});
  auto alban = as(cast_.alban);
  confirmed_claim(alban);  // takes one of the two pieces
  const auto basket = alice.get("/basket");
  EXPECT_THAT(visible(basket), HasSubstr("Cette ligne ne peut pas être confirmée aujourd'hui :"));
  const auto fields = confirmation_of(basket);
  const auto answer = alice.post("/basket/confirmation", fields);
  ASSERT_EQ(answer.status, 303);
  const auto page = visible(alice.follow(answer));
  EXPECT_THAT(page, HasSubstr("1 réclamation enregistrée"));
  EXPECT_THAT(page, HasSubstr("Restées dans votre panier"));
  EXPECT_EQ(header_of(alice.post("/basket/confirmation", fields), "Location"), header_of(answer, "Location"));
}

TEST_P(BasketPages, WhenNothingPassesTheBasketSaysWhy) {
  auto alice = as(cast_.alice);
  put_in_basket(alice, {{"quantity", "2"}, {"serials", ""}});
  auto alban = as(cast_.alban);
  confirmed_claim(alban);
  const auto answer = alice.post("/basket/confirmation", confirmation_of(alice.get("/basket")));
  EXPECT_EQ(answer.status, 409);  // quantity is the only cause
  EXPECT_THAT(visible(answer), HasSubstr("Cette ligne ne peut pas être confirmée aujourd'hui :"));
  clock_.set(*Instant::parse("2026-11-25T09:00:00.000Z"));
  alice.enter(cast_.alice);  // the session is long over
  EXPECT_EQ(alice.post("/basket/confirmation", confirmation_of(alice.get("/basket"))).status, 422);
}

}  // namespace
}  // namespace recours::claims
