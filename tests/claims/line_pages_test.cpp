// Étape 1 and 2: the filter, the lines with what can be claimed, the page of one invoice.
#include "support/claim_pages.h"

namespace recours::claims {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using testing_support::ClaimPages;
using testing_support::goods_line;
using testing_support::InvoiceSpec;
using testing_support::make_invoice;
using testing_support::value_of;
using testing_support::visible;

class LinePages : public ClaimPages {
 protected:
  std::string lines_page(const std::string& query) {
    return visible(as(cast_.alice).get("/claims/new/lines?" + query));
  }
};
RECOURS_ON_BOTH_ENGINES(LinePages);

TEST_P(LinePages, FilterSpeaksTheWordsOfTheTrade) {
  expect_page("/claims/new");
  const auto page = visible(as(cast_.alice).get("/claims/new"));
  for (const char* word : {"Étape 1 : choisir le filtre", "1 semaine", "1 mois", "3 mois", "6 mois", "1 an", "Facture",
                           "Commande", "Numéro de série", "BL", "Référence", "Sélectionner le type de numéro",
                           "Saisir le numéro", "Filtrer les résultats"}) {
    EXPECT_THAT(page, HasSubstr(word));
  }
}

TEST_P(LinePages, FromAfterToIsSaidBesideTheFieldAndKept) {
  const auto response = as(cast_.alice).get("/claims/new/lines?from=2026-11-10&to=2026-11-01&number=77");
  EXPECT_EQ(response.status, 422);
  EXPECT_THAT(visible(response), ::testing::ContainsRegex("[(]10/11/2026[)].*[(]01/11/2026[)]"));
  EXPECT_EQ(value_of(response, "from"), "2026-11-10");
  EXPECT_EQ(value_of(response, "to"), "2026-11-01");
  EXPECT_EQ(value_of(response, "number"), "77");
  EXPECT_EQ(as(cast_.alice).get("/claims/new/lines?from=yesterday").status, 422);
  EXPECT_EQ(as(cast_.alice).get("/claims/new/lines?period=2w").status, 422);
}

TEST_P(LinePages, WithoutAnyFilterTheFilterIsAskedFor) {
  EXPECT_EQ(as(cast_.alice).get("/claims/new/lines").status, 303);
}

TEST_P(LinePages, LinesCarryEveryColumnAndThePicker) {
  expect_page("/claims/new/lines?period=1m");
  const auto page = lines_page("period=1m");
  for (const char* word : {"Étape 2 : choisir le type de litige", "No. 0033442137 – Facture du 20/10/2026", "Détails",
                           "Numéro du bon de livraison", "Numéro de commande", "Référence article",
                           "PartNumber constructeur", "Fabricant", "Description", "Quantité", "0080011001",
                           "0004411002", "1429251", "LX-27B", "Lumexa", "SNA1", "Type de litige"}) {
    EXPECT_THAT(page, HasSubstr(word));
  }
}

TEST_P(LinePages, ImpossibleTypesSayTheReasonAndTheDate) {
  const auto page = lines_page("number=33442137");  // 23 days after the invoice: 15 days are over, 30 are not
  EXPECT_THAT(page, HasSubstr("délai terminé le 04/11/2026"));
  EXPECT_THAT(page, HasSubstr("jusqu'au 19/11/2026 (dans 7 jours)"));
  const auto html = as(cast_.alice).get("/claims/new/lines?number=33442137").body;
  EXPECT_THAT(html, HasSubstr("/claims/new/declaration?line=" + line(0) + "&amp;type=CS-22"));
  EXPECT_THAT(html, Not(HasSubstr("type=CS-01")));
}

TEST_P(LinePages, PeriodsAreCountedFromToday) {
  EXPECT_THAT(lines_page("period=1w"), HasSubstr("Aucune facture sur cette période"));
  EXPECT_THAT(lines_page("period=1m"), HasSubstr("0033442137"));
  make_invoice(database(), cast_.alice_account, InvoiceSpec{}.numbered("0033449999").issued(Date::of(2026, 11, 5)));
  EXPECT_THAT(lines_page("period=1w"), HasSubstr("0033449999"));  // today − 7 is included
  EXPECT_THAT(lines_page("from=2026-11-06&to=2026-11-12"), HasSubstr("Aucune facture"));
}

TEST_P(LinePages, AnyNumberIsRecognised) {
  for (const char* number : {"33442137", "0033442137", "4411002", "80011001", "SNA2", "LX-27B", "00000000001429251"}) {
    EXPECT_THAT(lines_page("number=" + std::string(number)), HasSubstr("0033442137")) << number;
  }
  EXPECT_THAT(lines_page("number=999"), HasSubstr("Aucun document avec le numéro 999"));
}

TEST_P(LinePages, ANumberOfSeveralKindsIsAsked) {
  make_invoice(database(), cast_.alice_account, InvoiceSpec{}.numbered("0004411002").issued(Date::of(2026, 11, 5)));
  const auto response = as(cast_.alice).get("/claims/new/lines?number=4411002");
  EXPECT_THAT(visible(response), HasSubstr("Lequel cherchez-vous"));
  EXPECT_THAT(response.body, HasSubstr("number_type=invoice&amp;number=4411002"));
  EXPECT_THAT(response.body, HasSubstr("number_type=order&amp;number=4411002"));
  EXPECT_THAT(lines_page("number_type=order&number=4411002"), HasSubstr("0033442137"));
}

TEST_P(LinePages, PagesLeadOnAndBack) {
  for (int i = 0; i < 25; ++i) {
    make_invoice(database(), cast_.alice_account,
                 InvoiceSpec{}.numbered("00555000" + std::to_string(10 + i)).issued(Date::of(2026, 11, 1)));
  }
  auto alice = as(cast_.alice);
  const auto link_of = [](const http::Response& page, std::string_view label) {
    std::string body = page.body;
    const auto at = body.find(label);
    if (at == std::string::npos) return std::string();
    const auto href = body.rfind("href=\"", at) + 6;
    std::string link = body.substr(href, body.find('"', href) - href);
    for (std::size_t amp; (amp = link.find("&amp;")) != std::string::npos;) link.erase(amp + 1, 4);
    return link;
  };
  const auto first = alice.get("/claims/new/lines?period=1m");
  const auto second = alice.get(link_of(first, R"(rel="next")"));
  const auto third = alice.get(link_of(second, R"(rel="next")"));
  EXPECT_THAT(visible(third), HasSubstr("0033442137"));
  EXPECT_EQ(link_of(third, R"(rel="next")"), "");
  const auto back = alice.get(link_of(third, R"(rel="prev")"));
  EXPECT_EQ(link_of(back, R"(rel="prev")"), "/claims/new/lines?period=1m");
  EXPECT_EQ(alice.get("/claims/new/lines?period=1m&after=rubbish").status, 400);
}

TEST_P(LinePages, AnotherAccountsNumbersDoNotExist) {
  EXPECT_THAT(visible(as(cast_.bob).get("/claims/new/lines?number=33442137")), HasSubstr("Aucun document"));
  EXPECT_THAT(visible(as(cast_.bob).get("/claims/new/lines?period=1y")), HasSubstr("Aucune facture"));
}

TEST_P(LinePages, InvoicePageShowsLinesCreditNotesAndEarlierClaims) {
  const std::string path = "/invoices/" + std::to_string(invoice_.value);
  expect_page_of_own_account(path);
  make_invoice(database(), cast_.alice_account,
               InvoiceSpec{}.numbered("0099000001").of_type("381").issued(Date::of(2026, 11, 1)).citing(invoice_));
  auto alice = as(cast_.alice);
  const std::string number = confirmed_claim(alice);
  const auto page = visible(alice.get(path));
  EXPECT_THAT(page, HasSubstr("No. 0033442137 – Facture du 20/10/2026"));
  EXPECT_THAT(page, HasSubstr("0099000001 – Avoir du 01/11/2026"));
  EXPECT_THAT(page, HasSubstr(number));
  EXPECT_THAT(page, HasSubstr("Type de litige"));
}

TEST_P(LinePages, BadInvoiceIdsAreNotFound) {
  for (const char* id : {"0", "x", "99999999", "-1", "1e3"}) {
    EXPECT_EQ(as(cast_.alice).get("/invoices/" + std::string(id)).status, 404) << id;
  }
}

}  // namespace
}  // namespace recours::claims
