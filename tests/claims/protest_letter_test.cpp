// R-691 The protest to the carrier: what must be said, what is worthless, and the letter as it comes out of the printer.
#include "claims/protest_letter.h"

#include <boost/json.hpp>

#include "claims/claims_api.h"
#include "support/claim_pages.h"
#include "support/printed.h"

namespace recours::claims {
namespace {

namespace json = boost::json;
using namespace testing_support;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

const Date kToday = Date::of(2026, 11, 12);

ProtestDraft draft() {
  return {"Transports Exemple", "Service litiges\n1 rue du Test\n69000 Lyon", "Rennes", Date::of(2026, 11, 10),
          "2 × 4711 Écran 27 pouces : dalle fendue, angle enfoncé"};
}

struct Case {
  const char* name;
  void (*change)(ProtestDraft&);
  const char* field;
  const char* code;
};

TEST(ProtestLetter, SaysWhatIsMissing) {
  EXPECT_FALSE(check_protest(draft(), kToday));
  const Case cases[] = {
      {"no carrier", [](ProtestDraft& one) { one.carrier = " "; }, "carrier", "required"},
      {"no address", [](ProtestDraft& one) { one.address = ""; }, "address", "required"},
      {"no day", [](ProtestDraft& one) { one.received_on.reset(); }, "received_on", "required"},
      {"tomorrow", [](ProtestDraft& one) { one.received_on = kToday.plus_days(1); }, "received_on", "in_the_future"},
      {"nothing said", [](ProtestDraft& one) { one.damage = ""; }, "damage", "required"},
      {"a mere reserve", [](ProtestDraft& one) { one.damage = "Sous réserve de déballage"; }, "damage", "not_precise"},
      {"twice a mere reserve", [](ProtestDraft& one) { one.damage = "SOUS RESERVE DE DEBALLAGE, sous réserve de contrôle."; },
       "damage", "not_precise"},
      {"one word", [](ProtestDraft& one) { one.damage = "Cassé"; }, "damage", "not_precise"},
      {"too long", [](ProtestDraft& one) { one.damage = std::string(4001, 'x'); }, "damage", "too_long"},
      {"two lines of a name", [](ProtestDraft& one) { one.carrier = "a\nb"; }, "carrier", "unreadable_characters"},
  };
  for (const auto& one : cases) {
    auto changed = draft();
    one.change(changed);
    const auto refusal = check_protest(changed, kToday);
    ASSERT_TRUE(refusal) << one.name;
    ASSERT_EQ(refusal->fields.size(), 1u) << one.name;
    EXPECT_EQ(refusal->fields[0].field, one.field) << one.name;
    EXPECT_EQ(refusal->fields[0].code, one.code) << one.name;
  }
  auto with_reserve = draft();
  with_reserve.damage = "Sous réserve de déballage : dalle fendue sur deux écrans";
  EXPECT_FALSE(check_protest(with_reserve, kToday)) << "beside the exact damage it does no harm";
}

struct Written {
  Claim claim;
  std::vector<ClaimLine> lines;
  Carriage carriage;
  std::string text() const {
    sales::Account account;
    account.name = "Hélios Informatique SARL";
    auto filled = prefilled(claim, lines, carriage, account);
    filled.received_on = Date::of(2026, 11, 10);
    return Printed(print::pdf_of(protest_letter(
                       filled, {claim, lines, carriage, account, "Orvance", kToday, Date::of(2026, 11, 14)})))
        .text();
  }
};

ClaimLine missing_line(const char* article, std::int64_t cents, Authorisation authorisation) {
  ClaimLine line;
  line.article_no = article;
  line.description = "Écran 27 pouces";
  line.quantity = Decimal::of(3);
  line.invoiced_quantity = Decimal::of(3);
  line.net_cents = cents;
  line.state = {authorisation, Goods::NotRequired, recours::claims::Money::Undecided};
  return line;
}

TEST(ProtestLetter, ItsValueIsThatOfTheLinesItNames) {
  Written written;
  written.claim.code = "02";
  written.claim.currency = "EUR";
  written.claim.invoice_number = "0033442137";
  written.lines = {missing_line("4711", 200'00, Authorisation::Submitted),
                   missing_line("4712", 130'00, Authorisation::Refused),
                   missing_line("4713", 55'00, Authorisation::Cancelled)};
  EXPECT_THAT(written.text(), AllOf(HasSubstr("4711"), Not(HasSubstr("4712")), HasSubstr("200,00"),
                                    Not(HasSubstr("330,00")), Not(HasSubstr("385,00"))));
}

TEST(ProtestLetter, OfAClaimWithoutInvoiceInventsNone) {
  Written written;
  written.claim.code = "02";
  written.claim.currency = "EUR";
  written.claim.without_invoice = true;
  written.claim.invoice_date = Date::of(2026, 11, 9);
  written.lines = {missing_line("4711", 200'00, Authorisation::Submitted)};
  EXPECT_THAT(written.text(), AllOf(Not(HasSubstr("factur")), Not(HasSubstr("09/11/2026")), Not(HasSubstr("()")),
                                    HasSubstr("200,00"), HasSubstr("manquant")));
  written.claim.invoice_number = "0099";
  EXPECT_THAT(written.text(), AllOf(HasSubstr("(facture 0099)"), Not(HasSubstr("09/11/2026"))));
}

TEST(ProtestLetter, HoldsEverythingTheLawAsks) {
  Claim claim;
  claim.number = "000202646749";
  claim.code = "03";
  claim.invoice_number = "0033442137";
  claim.invoice_date = Date::of(2026, 11, 5);
  claim.currency = "EUR";
  ClaimLine line;
  line.article_no = "4711";
  line.description = "Écran 27 pouces";
  line.quantity = Decimal::of(2);
  line.variant = "concealed";
  line.comment = "Dalle fendue de haut en bas.";
  line.net_cents = 200'00;
  line.state = {Authorisation::Submitted, Goods::NotRequired, recours::claims::Money::Undecided};
  const std::vector<ClaimLine> lines{line};
  const Carriage carriage{"0085001234", "Transports Exemple", "XY123", Date::of(2026, 11, 10)};
  sales::Account account;
  account.name = "Hélios Informatique SARL";
  account.city = "Rennes";
  auto filled = prefilled(claim, lines, carriage, account);
  EXPECT_THAT(filled.damage, AllOf(HasSubstr("2 × 4711 Écran 27 pouces"), HasSubstr("Dalle fendue"),
                                   HasSubstr("déballage")));
  filled.address = draft().address;
  ASSERT_FALSE(check_protest(filled, kToday));
  const auto due = Date::of(2026, 11, 14);
  const auto text = [&](Date today) {
    return Printed(print::pdf_of(protest_letter(filled, {claim, lines, carriage, account, "Orvance", today, due})))
        .text();
  };
  const auto in_time = text(kToday);
  for (const char* said :
       {"Hélios Informatique SARL", "Transports Exemple", "69000 Lyon", "Lettre recommandée avec accusé de réception",
        "L133-3", "0085001234", "XY123", "0033442137", "10/11/2026", "Dalle fendue", "200,00", "dans le délai"}) {
    EXPECT_THAT(in_time, HasSubstr(said));
  }
  EXPECT_THAT(text(due.plus_days(1)), Not(HasSubstr("dans le délai"))) << "late, the letter claims nothing untrue";
}

class ProtestPages : public ClaimPages {
 protected:
  std::string transport_damage() {
    const auto recent = make_invoice(
        database(), cast_.alice_account,
        InvoiceSpec().issued(kToday.plus_days(-4)).with({goods_line().delivery("0085001234", kToday.plus_days(-2))}));
    auto alice = as(cast_.alice);
    return confirmed_claim(alice, {{"line", std::to_string(line_ids(database(), recent).front().value)},
                                   {"type", "CS-02"},
                                   {"serials", ""},
                                   {"quantity", "1"},
                                   {"delivered_quantity", "1"},
                                   {"condition", ""}});
  }
};
RECOURS_ON_BOTH_ENGINES(ProtestPages);

TEST_P(ProtestPages, TheLetterComesOutOfTheForm) {
  const auto number = transport_damage();
  const std::string path = "/claims/" + number + "/protest-letter";
  expect_page_of_own_account(path);
  expect_post_guarded(path, path);
  auto alice = as(cast_.alice);
  EXPECT_THAT(visible(alice.get("/claims/" + number)), HasSubstr("Préparer la lettre"));
  const auto form = alice.get(path);
  EXPECT_EQ(value_of(form, "received_on"), "2026-11-10");
  FormFields filled{{"carrier", "Transports Exemple"},
                    {"address", "1 rue du Test\n69000 Lyon"},
                    {"received_on", "2026-11-10"},
                    {"damage", "1 × écran manquant sur 2 facturés"}};
  EXPECT_THAT(visible(form), Not(HasSubstr("forclusion")));
  filled[2].second = "2026-11-02";
  filled.back().second = "Cassé";
  EXPECT_THAT(visible(alice.post(path, filled)), HasSubstr("invoquer la forclusion")) << "by the day that is told";
  filled[2].second = "2026-11-10";
  filled.back().second = "1 × écran manquant sur 2 facturés";
  const auto letter = alice.post(path, filled);
  ASSERT_EQ(letter.status, 200) << visible(letter);
  EXPECT_EQ(header_of(letter, "Content-Type"), "application/pdf");
  EXPECT_THAT(Printed(letter.body).text(), HasSubstr("1 × écran manquant sur 2 facturés"));
  filled.back().second = "Sous réserve de déballage";
  const auto refused = alice.post(path, filled);
  EXPECT_EQ(refused.status, 422);
  EXPECT_THAT(refused.body, HasSubstr("Transports Exemple")) << "what was typed is kept";

  ApiClient api(*site_, database(), cast_.alice, clock_.now());
  EXPECT_EQ(api.post("/api/v1" + path, json::object{}).status, 422);
  EXPECT_EQ(api.post("/api/v1" + path, json::object{{"carrier", "Transports Exemple"}, {"address", "69000 Lyon"}}).status,
            200);
  EXPECT_EQ(ApiClient(*site_, database(), cast_.bob, clock_.now()).post("/api/v1" + path, json::object{}).status, 404);
}

TEST_P(ProtestPages, SayWhenItIsTooLate) {
  const auto path = "/claims/" + transport_damage() + "/protest-letter";
  clock_.set(clock_.now().plus(std::chrono::hours(24 * 5)));
  EXPECT_THAT(visible(as(cast_.alice).get(path)),
              AllOf(HasSubstr("dépassé depuis le"), HasSubstr("encore envoyer la lettre"), HasSubstr("forclusion")));
}

TEST_P(ProtestPages, OnlyOfClaimsAboutTheCarriage) {
  auto alice = as(cast_.alice);
  const auto number = confirmed_claim(alice);
  EXPECT_EQ(alice.get("/claims/" + number + "/protest-letter").status, 404);
}

}  // namespace
}  // namespace recours::claims
