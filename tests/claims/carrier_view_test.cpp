// R-690 The carrier's deadline on the page of a claim (claims.md §7), today being Thursday 12/11/2026.
#include "claims/basket_actions.h"
#include "support/claim_pages.h"

namespace recours::claims {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using testing_support::goods_line;
using testing_support::InvoiceSpec;
using testing_support::line_ids;
using testing_support::make_invoice;
using testing_support::visible;

class CarrierCard : public testing_support::ClaimPages {
 protected:
  // The page of a claim on one of two pieces delivered on this day.
  std::string page_of(const char* code, std::optional<Date> delivered_on) {
    auto sold = goods_line();
    if (delivered_on) sold.delivery("0080001111", delivered_on);
    const auto invoice =
        make_invoice(database(), cast_.alice_account, InvoiceSpec().issued(Date::of(2026, 10, 29)).with({sold}));
    Declaration declaration;
    declaration.invoice_line = line_ids(database(), invoice).front();
    declaration.department = "CS";
    declaration.code = code;
    declaration.delivered_quantity = Decimal::of(1);
    declaration.quantity = Decimal::of(1);
    declaration.comment = "Un écran manque";
    declaration.contact = {"Alice Martel", "alice@helios.example", ""};
    const auto added = add_item(database(), cast_.alice, declaration, clock_.now());
    EXPECT_TRUE(added.ok()) << code;
    EXPECT_TRUE(confirm_basket(database(), cast_.alice, clock_.now(), std::nullopt).ok());
    return visible(as(cast_.alice).get("/claims/" + added->reservation_number));
  }
};
RECOURS_ON_BOTH_ENGINES(CarrierCard);

TEST_P(CarrierCard, CountsThreeDaysWithoutPublicHolidays) {
  const auto running = page_of("02", Date::of(2026, 11, 10));
  EXPECT_THAT(running, HasSubstr("Protestation au transporteur Reçu le 10/11/2026."));
  EXPECT_THAT(running, HasSubstr("À envoyer au plus tard le 14/11/2026 (dans 2 jours)")) << "the 11th is a holiday";
  EXPECT_THAT(running, HasSubstr("11/11/2026 – Armistice"));
  EXPECT_THAT(running, HasSubstr("seul ne vaut rien"));
  EXPECT_THAT(page_of("02", Date::of(2026, 10, 30)), HasSubstr("Le délai est terminé depuis le 03/11/2026"));
}

TEST_P(CarrierCard, SaysWhatIsNotKnownAndIsForCarriageOnly) {
  EXPECT_THAT(page_of("02", std::nullopt), HasSubstr("La date de livraison n'est pas encore connue"));
  EXPECT_THAT(page_of("98", Date::of(2026, 11, 10)), Not(HasSubstr("Protestation au transporteur")));
}

}  // namespace
}  // namespace recours::claims
