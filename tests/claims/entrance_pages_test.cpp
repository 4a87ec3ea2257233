// The entrance and the pages that only inform: service, procedures, guide.
#include "support/claim_pages.h"

namespace recours::claims {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using testing_support::ClaimPages;
using testing_support::visible;

class EntrancePages : public ClaimPages {};
RECOURS_ON_BOTH_ENGINES(EntrancePages);

TEST_P(EntrancePages, ServiceShowsTheFourTiles) {
  expect_page("/service");
  const auto page = visible(as(cast_.alice).get("/service"));
  EXPECT_THAT(page, HasSubstr("Ouvrir une réclamation"));
  EXPECT_THAT(page, HasSubstr("Suivi des réclamations"));
  EXPECT_THAT(page, HasSubstr("Procédures constructeurs"));
  EXPECT_THAT(page, HasSubstr("Conditions de garantie, procédures de panne au déballage (DOA)…"));
  EXPECT_THAT(page, HasSubstr("Guide d'utilisation"));
}

TEST_P(EntrancePages, HomeIsServiceForResellersAndTheListForStaff) {
  EXPECT_EQ(site_->home_of(cast_.alice), "/service");
  EXPECT_EQ(site_->home_of(cast_.claire), "/queues");
  EXPECT_EQ(site_->home_of(cast_.odile), std::nullopt);
}

TEST_P(EntrancePages, SideBarCountsTheBasketOfThePerson) {
  auto alice = as(cast_.alice);
  EXPECT_THAT(visible(alice.get("/service")), HasSubstr("Litiges & SAV"));
  put_in_basket(alice);
  EXPECT_THAT(visible(alice.get("/service")), HasSubstr("Panier 1"));
  EXPECT_THAT(visible(as(cast_.alban).get("/service")), Not(HasSubstr("Panier 1")));
}

TEST_P(EntrancePages, ProceduresOfManufacturersAreListedAndAnUnknownOneIsGeneral) {
  expect_page("/manufacturers");
  expect_page("/manufacturers/lumexa");
  EXPECT_THAT(visible(as(cast_.alice).get("/manufacturers")), HasSubstr("Lumexa"));
  EXPECT_THAT(visible(as(cast_.alice).get("/manufacturers/lumexa")), HasSubstr("Procédure Lumexa"));
  const auto unknown = as(cast_.alice).get("/manufacturers/nobody");
  EXPECT_EQ(unknown.status, 200);
  EXPECT_THAT(visible(unknown), HasSubstr("Procédure générale"));
}

TEST_P(EntrancePages, ProcedureShowsThePolicyInForce) {
  database().write([&](db::Transaction& t) {
    t.execute(
        "INSERT INTO doa_policy (manufacturer_id, days, clock_start, needs_call_id, direct_to_manufacturer, "
        "valid_from) "
        "SELECT id, 21, 'delivery', TRUE, TRUE, '2020-01-01' FROM manufacturer WHERE slug = 'lumexa'");
  });
  const auto page = visible(as(cast_.alice).get("/manufacturers/lumexa"));
  EXPECT_THAT(page, HasSubstr("21 jours à partir de la date de livraison"));
  EXPECT_THAT(page, HasSubstr("numéro d'appel de l'assistance du constructeur"));
  EXPECT_THAT(page, HasSubstr("Directement au constructeur"));
}

TEST_P(EntrancePages, AManufacturerThatDoesItAllItselfHasNoLimitAndNoClaimHere) {
  database().write([&](db::Transaction& t) {
    t.execute(
        "INSERT INTO doa_policy (manufacturer_id, days, clock_start, direct_to_manufacturer, valid_from) "
        "SELECT id, 0, 'invoice', TRUE, '2020-01-01' FROM manufacturer WHERE slug = 'lumexa'");
  });
  const auto page = visible(as(cast_.alice).get("/manufacturers/lumexa"));
  EXPECT_THAT(page, HasSubstr("Adressez-vous directement à Lumexa"));
  EXPECT_THAT(page, Not(HasSubstr("0 jour")));
  EXPECT_THAT(page, Not(HasSubstr("Ouvrez une réclamation sur la ligne de facture")));
}

TEST_P(EntrancePages, TheGuideShowsTheDataInForce) {
  guide::register_guide(*site_, guide_inserts());
  database().write([&](db::Transaction& t) {
    t.execute("UPDATE department SET email = 'retours@nordsud.example' WHERE code = 'CS'");
    t.execute("UPDATE claim_type SET limit_days = 41 WHERE department = 'CS' AND code = '22'");
  });
  const auto page = visible(as(cast_.alice).get("/guide/claiming"));
  EXPECT_THAT(page, HasSubstr("retours@nordsud.example"));
  EXPECT_THAT(page, HasSubstr("Demande de reprise produit"));
  EXPECT_THAT(page, HasSubstr("41 jours"));
}

}  // namespace
}  // namespace recours::claims
