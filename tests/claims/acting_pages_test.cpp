// R-616 Staff who act for a reseller: for whom stands in the address, on every page and in the basket. R-613 What a rule
// of trade denies goes in with a reason, of staff only, and stays explained.
#include "claims/acting_store.h"
#include "claims/judgement_store.h"
#include "mail/outbox.h"
#include "support/claim_pages.h"

namespace recours::claims {
namespace {

using namespace testing_support;
using ::testing::HasSubstr;
using ::testing::Not;

class ActingPages : public ClaimPages {
 protected:
  void SetUp() override {
    ClaimPages::SetUp();
    claire_ = std::make_unique<Browser>(as(cast_.claire));
    make_invoice(database(), cast_.bob_account,
                 InvoiceSpec{}.numbered("0033990001").issued(Date::of(2026, 11, 5)).with({goods_line()}));
  }
  static std::string lines_for(const char* customer_no) {
    return std::string("/claims/new/lines?period=1m&for=") + customer_no;
  }
  // The period of 11 (15 days) ended on 04/11/2026.
  FormFields late(FormFields more = {}) {
    auto fields = return_form({{"type", "CS-11"}, {"condition", ""}, {"serials", ""}});
    fields.insert(fields.end(), more.begin(), more.end());
    return fields;
  }

  std::unique_ptr<Browser> claire_;
};

TEST_P(ActingPages, FindTheAccountByNumberOrName) {
  for (const char* words : {"helios", "HÉLIOS lyon", "100234", "0000100234"}) {
    const auto found = claire_->get("/claims/new/accounts?q=" + http::urlencode(words));
    EXPECT_EQ(header_of(found, "Location"), std::string("/claims/new?for=") + kAliceCustomerNo) << words;
  }
  const auto all = claire_->get("/claims/new/accounts");
  EXPECT_THAT(visible(all), HasSubstr("Atelier du Réseau"));
  EXPECT_THAT(all.body, HasSubstr(std::string("/claims/new?for=") + kBobCustomerNo));
  EXPECT_THAT(visible(claire_->get("/claims/new/accounts?q=personne")), HasSubstr("Aucun compte ne correspond"));
}

TEST_P(ActingPages, AreForDepartmentsOnly) {
  for (const auto* viewer : {&cast_.alice, &cast_.alban, &cast_.wanda, &cast_.odile}) {
    EXPECT_EQ(as(*viewer).get("/claims/new/accounts").status, 403) << viewer->email;
  }
  EXPECT_EQ(Browser(*site_, database(), clock_).get("/claims/new/accounts").status, 303);
  EXPECT_EQ(claire_->send(make_request(http::Method::Delete, "/claims/new/accounts")).status, 405);
  EXPECT_THAT(visible(as(cast_.alice).get("/claims/new")), Not(HasSubstr("Pour qui ?")));
  EXPECT_THAT(visible(as(cast_.alice).get("/claims/new")), Not(HasSubstr("Réclamation libre")));
}

TEST_P(ActingPages, ShowTheInvoicesOfThatAccountOnlyUnderABanner) {
  EXPECT_THAT(visible(claire_->get("/claims/new")), HasSubstr("Pour qui ?"));
  const auto first = claire_->get(std::string("/claims/new?for=") + kAliceCustomerNo);
  EXPECT_THAT(visible(first), HasSubstr("Vous agissez pour Hélios Informatique SARL ( " + std::string(kAliceCustomerNo)));
  EXPECT_EQ(value_of(first, "for"), kAliceCustomerNo) << "the form carries it on";
  // Two windows, two accounts, one session.
  const auto helios = visible(claire_->get(lines_for(kAliceCustomerNo)));
  const auto atelier = visible(claire_->get(lines_for(kBobCustomerNo)));
  EXPECT_THAT(helios, HasSubstr("0033442137"));
  EXPECT_THAT(helios, Not(HasSubstr("0033990001")));
  EXPECT_THAT(atelier, HasSubstr("0033990001"));
  EXPECT_THAT(atelier, Not(HasSubstr("0033442137")));
  EXPECT_THAT(atelier, HasSubstr("Quitter"));
  EXPECT_THAT(visible(claire_->get("/claims/new/lines?period=1m")), HasSubstr("0033442137")) << "every account without it";
  EXPECT_THAT(visible(claire_->get(lines_for(kBobCustomerNo) + "&number=0033442137")),
              Not(HasSubstr("Détails"))) << "nor by its number";
  EXPECT_EQ(claire_->get("/claims/new?for=4711").status, 404);
  EXPECT_EQ(claire_->get(lines_for("4711")).status, 404);
}

// Every way on leads to the same account, as long as the basket holds one.
TEST_P(ActingPages, StayWithTheAccountFromTheFirstStepToTheBasket) {
  const std::string filter = std::string("href=\"/claims/new?for=") + kAliceCustomerNo;
  EXPECT_THAT(claire_->get(lines_for(kAliceCustomerNo)).body, HasSubstr(filter));
  EXPECT_THAT(claire_->get("/claims/new/declaration?line=" + line(0) + "&type=CS-22").body, HasSubstr(filter));
  const auto added = claire_->post("/basket/items", return_form());
  ASSERT_EQ(added.status, 303);
  EXPECT_THAT(claire_->follow(added).body, HasSubstr(filter));
  const auto one = claire_->get("/basket").body;
  EXPECT_THAT(one, HasSubstr(filter));
  EXPECT_THAT(one, HasSubstr(std::string("href=\"/basket/lines?for=") + kAliceCustomerNo));
  const auto of_bob = sales::list_invoices(*database().reader(), cast_.bob, {}, {"", 1}).items.at(0).id;
  const auto other = sales::list_lines(*database().reader(), {of_bob}).at(0).id;
  ASSERT_EQ(claire_->post("/basket/items", return_form({{"line", std::to_string(other.value)}, {"serials", ""}})).status,
            303);
  const auto two = claire_->get("/basket").body;
  EXPECT_THAT(two, Not(HasSubstr("?for="))) << "of two accounts";
  auto alice = as(cast_.alice);
  put_in_basket(alice);
  EXPECT_THAT(alice.get("/basket").body, Not(HasSubstr("?for="))) << "a reseller acts for nobody";
}

// What is in the address opens nothing to a reseller.
TEST_P(ActingPages, ResellersActForThemselvesWhateverTheAddressSays) {
  auto alice = as(cast_.alice);
  const auto shown = visible(alice.get(lines_for(kBobCustomerNo)));
  EXPECT_THAT(shown, HasSubstr("0033442137"));
  EXPECT_THAT(shown, Not(HasSubstr("0033990001")));
  EXPECT_THAT(shown, Not(HasSubstr("Vous agissez")));
}

TEST_P(ActingPages, TheContactIsTheResellers) {
  const auto form = claire_->get("/claims/new/declaration?line=" + line(0) + "&type=CS-22");
  EXPECT_EQ(value_of(form, "contact_email"), "achats-0000100234@example.com");
  EXPECT_THAT(visible(form), HasSubstr("Vous agissez pour Hélios Informatique SARL"));
  const auto own = as(cast_.alice).get("/claims/new/declaration?line=" + line(0) + "&type=CS-22");
  EXPECT_EQ(value_of(own, "contact_email"), cast_.alice.email);
  database().write([&](db::Transaction& t) { t.execute("UPDATE reseller_account SET email = ''"); });
  const auto contact = contact_for(*database().reader(), cast_.claire, cast_.alice_account, Date::of(2026, 11, 12));
  EXPECT_EQ(contact.email, cast_.alice.email) << "the first of its people";
  const auto number = confirmed_claim(*claire_);
  const auto page = visible(claire_->get("/claims/" + number));
  EXPECT_THAT(page, HasSubstr("Hélios Informatique SARL"));
  EXPECT_THAT(page, HasSubstr("Auteur " + cast_.claire.name)) << "both are shown";
  EXPECT_EQ(as(cast_.alice).get("/claims/" + number).status, 200) << "and it is the reseller's claim";
  EXPECT_EQ(as(cast_.bob).get("/claims/" + number).status, 404);
}

// ----

TEST_P(ActingPages, StaffMayDeclareAgainstARuleOfTrade) {
  const auto lines = claire_->get(lines_for(kAliceCustomerNo));
  EXPECT_THAT(visible(lines), HasSubstr("Déclarer quand même"));
  const std::string form = "/claims/new/declaration?line=" + line(0) + "&type=CS-11";
  EXPECT_THAT(visible(claire_->get(form)), HasSubstr("Pourquoi le déclarer quand même ?"));
  EXPECT_THAT(visible(claire_->get(form)), HasSubstr("04/11/2026"));
  const auto without = claire_->post("/basket/items", late());
  EXPECT_EQ(without.status, 422);
  EXPECT_THAT(visible(without), HasSubstr("Veuillez remplir ce champ"));
  EXPECT_EQ(claire_->post("/basket/items", late({{"staff_reason", "   "}})).status, 422);
  EXPECT_EQ(claire_->post("/basket/items", late({{"staff_reason", std::string(501, 'x')}})).status, 422);
  EXPECT_EQ(count_basket_lines(*database().reader(), cast_.claire), 0);
  ASSERT_EQ(claire_->post("/basket/items", late({{"staff_reason", "Geste commercial, livraison retardée"}})).status, 303);
  EXPECT_THAT(visible(claire_->get("/basket")), HasSubstr("Hors règle : Geste commercial"));
  EXPECT_THAT(visible(claire_->get("/basket")), Not(HasSubstr("ne peut pas être confirmée")));
}

TEST_P(ActingPages, TheReasonStaysInHistoryAndExplanation) {
  ASSERT_EQ(claire_->post("/basket/items", late({{"staff_reason", "Geste commercial"}})).status, 303);
  const auto page = confirm(*claire_);
  const auto reader = database().reader();
  const auto claim = list_claims(*reader, cast_.claire, {}, {"", 10}).items.front();
  EXPECT_EQ(claim.state, Authorisation::Submitted) << "a person decides";
  const auto shown = visible(claire_->get("/claims/" + claim.number));
  EXPECT_THAT(shown, HasSubstr("Règle écartée"));
  EXPECT_THAT(shown, HasSubstr("Le délai était terminé le 04/11/2026"));
  EXPECT_THAT(shown, HasSubstr("Geste commercial"));
  const auto why = visible(claire_->get("/claims/" + claim.number + "/explanation"));
  EXPECT_THAT(why, HasSubstr("Déclaré quand même par nos équipes : Geste commercial"));
  EXPECT_THAT(why, HasSubstr("Une règle a été écartée"));
}

// What would be approved by itself within the rules is not beyond them.
TEST_P(ActingPages, NothingBeyondTheRulesIsApprovedByItself) {
  clock_.advance(std::chrono::hours(24 * 20));
  auto claire = as(cast_.claire);
  ASSERT_EQ(claire.post("/basket/items", return_form({{"staff_reason", "Accord du directeur"}})).status, 303);
  confirm(claire);
  const auto claim = list_claims(*database().reader(), cast_.claire, {}, {"", 10}).items.front();
  EXPECT_EQ(claim.state, Authorisation::Submitted);
  EXPECT_FALSE(claim.rma_number);
}

TEST_P(ActingPages, ResellersNeverSetARuleAside) {
  auto alice = as(cast_.alice);
  EXPECT_EQ(alice.post("/basket/items", late({{"staff_reason", "Je voudrais"}})).status, 422);
  EXPECT_THAT(visible(alice.get("/claims/new/declaration?line=" + line(0) + "&type=CS-11")),
              Not(HasSubstr("quand même")));
  EXPECT_THAT(visible(alice.get("/claims/new/lines?period=1m")), Not(HasSubstr("Déclarer quand même")));
  ASSERT_EQ(alice.post("/basket/items", return_form({{"staff_reason", "Sans objet"}})).status, 303);
  const auto groups = list_basket(*database().reader(), cast_.alice);
  ASSERT_EQ(groups.size(), 1U);
  EXPECT_EQ(groups[0].lines[0].staff_reason, "") << "where no rule is set aside nothing is kept";
}

// Facts are no rules: what was claimed already is not claimed twice.
TEST_P(ActingPages, AFactIsNotSetAside) {
  auto alice = as(cast_.alice);
  confirmed_claim(alice, {{"quantity", "2"}, {"condition", "opened"}, {"serials", ""}});
  const auto refused = claire_->post("/basket/items", return_form({{"staff_reason", "Insiste"}}));
  EXPECT_EQ(refused.status, 422);
  EXPECT_THAT(visible(refused), HasSubstr("Toute la quantité est déjà réclamée"));
  const auto service = claire_->post("/basket/items", return_form({{"line", line(1)}, {"staff_reason", "Insiste"}}));
  EXPECT_EQ(service.status, 422) << "goods only";
}

TEST(SetAside, IsPossibleForRulesOfTradeOnly) {
  using enum Cause;
  for (const auto cause : {PeriodOver, ManufacturerDirect, NotReturnable, TypeInactive}) {
    EXPECT_TRUE(may_be_set_aside(cause)) << name_of(cause);
  }
  for (const auto cause : {LineKind, QuantityAlreadyClaimed, PhotoRequired, DocumentRequired}) {
    EXPECT_FALSE(may_be_set_aside(cause)) << name_of(cause);
  }
}

RECOURS_ON_BOTH_ENGINES(ActingPages);

}  // namespace
}  // namespace recours::claims
