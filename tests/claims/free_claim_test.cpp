// R-614 « Réclamation libre »: a claim without invoice by staff, through its life to the credit note; nothing of it is
// a sales document.
#include <boost/json.hpp>

#include "claims/claim_actions.h"
#include "claims/free_claim.h"
#include "claims/free_claim_actions.h"
#include "mail/outbox.h"
#include "sales/invoice_store.h"
#include "support/claim_pages.h"

namespace recours::claims {
namespace {

namespace json = boost::json;
using namespace testing_support;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr const char* kPath = "/claims/new/without-invoice";
constexpr const char* kApi = "/api/v1/claims";

class FreeClaims : public ClaimPages {
 protected:
  void SetUp() override {
    ClaimPages::SetUp();
    claire_ = std::make_unique<Browser>(as(cast_.claire));
  }
  static FormFields fields(const FormFields& more = {}) {
    FormFields all{{"customer_no", kAliceCustomerNo},
                   {"staff_reason", "Facture d’avant la reprise des données"},
                   {"invoice_number", "4711"},
                   {"invoice_date", "2024-03-12"},
                   {"description", "Écran Lumexa 24 pouces"},
                   {"article_no", "1429000"},
                   {"quantity", "2"},
                   {"unit_price", "149,90"},
                   {"vat_rate", "20"},
                   {"type", "CS-22"},
                   {"condition", "sealed"},
                   {"contact_name", "Alice Martel"},
                   {"contact_email", "alice@helios.example"}};
    for (const auto& [name, value] : more) {
      std::erase_if(all, [&, n = &name](const auto& one) { return one.first == *n; });
      all.emplace_back(name, value);
    }
    return all;
  }
  static json::object body(const json::object& more = {}) {
    json::object all{{"customer_no", kAliceCustomerNo}, {"reason", "Geste"}, {"department", "CS"},   {"code", "22"},
                     {"description", "Écran"},          {"quantity", "2"},   {"unit_price", "149.90"}, {"vat_rate", "20"},
                     {"condition", "sealed"}};
    for (const auto& one : more) all[one.key()] = one.value();
    return all;
  }
  Claim newest() { return list_claims(*database().reader(), cast_.claire, {}, {"", 10}).items.at(0); }
  std::int64_t count(const std::string& from) {
    return database().reader()->value<std::int64_t>("SELECT COUNT(*) AS value FROM " + from);
  }
  Claim does(const accounts::Viewer& who, const Claim& claim, Command command, const Instruction& told = {}) {
    const auto done = give(database(), who, claim.number, command, told, clock_.now());
    EXPECT_TRUE(done.ok()) << name_of(command) << ": " << (done ? "" : done.error().code);
    return done ? *done : claim;
  }

  std::unique_ptr<Browser> claire_;
};

TEST_P(FreeClaims, AreRegisteredByStaffOnly) {
  for (const auto* viewer : {&cast_.alice, &cast_.alban, &cast_.wanda, &cast_.fabien, &cast_.odile}) {
    EXPECT_EQ(as(*viewer).get(kPath).status, 403) << viewer->email;
    EXPECT_EQ(as(*viewer).post(kPath, fields()).status, 403) << viewer->email;
    EXPECT_EQ(ApiClient(*site_, database(), *viewer, clock_.now()).post(kApi, body()).status, 403) << viewer->email;
  }
  EXPECT_EQ(Browser(*site_, database(), clock_).get(kPath).status, 303);
  EXPECT_EQ(ApiClient(*site_, "nobody").post(kApi, body()).status, 401);
  EXPECT_EQ(claire_->post_bare(kPath, fields()).status, 403) << "no token";
  EXPECT_EQ(claire_->send(make_request(http::Method::Delete, kPath)).status, 405);
  EXPECT_EQ(claire_->get(std::string(kPath) + "?for=4711").status, 404);
  EXPECT_EQ(count("claim"), 0);
  EXPECT_EQ(count("invoice"), 1);
}

TEST_P(FreeClaims, TheFormKnowsTheAccountThatWasChosen) {
  const auto form = claire_->get(std::string(kPath) + "?for=" + kAliceCustomerNo);
  EXPECT_EQ(value_of(form, "customer_no"), kAliceCustomerNo);
  EXPECT_EQ(value_of(form, "contact_email"), "achats-0000100234@example.com");
  EXPECT_THAT(visible(form), HasSubstr("Vous agissez pour Hélios"));
  EXPECT_THAT(visible(form), HasSubstr("aucun délai n'est calculé"));
}

TEST_P(FreeClaims, IsAClaimFromTheFirstMoment) {
  const auto answer = claire_->post(kPath, fields({{"serials", "SNX1, SNX2"}}));
  ASSERT_EQ(answer.status, 303) << visible(answer);
  EXPECT_THAT(visible(claire_->follow(answer)), HasSubstr("1 réclamation enregistrée"));
  const Claim claim = newest();
  EXPECT_TRUE(claim.without_invoice);
  EXPECT_EQ(claim.account, cast_.alice_account);
  EXPECT_EQ(claim.author, cast_.claire.id);
  EXPECT_EQ(claim.state, Authorisation::Submitted) << "never approved by itself";
  const auto line = list_claim_lines(*database().reader(), {claim.id}).at(0);
  EXPECT_EQ(line.net_cents, 29980);
  EXPECT_EQ(line.serials, (std::vector<std::string>{"SNX1", "SNX2"}));
  const auto page = visible(claire_->get("/claims/" + claim.number));
  EXPECT_THAT(page, HasSubstr("Sans facture (annoncée : 4711)"));
  EXPECT_THAT(page, HasSubstr("Réclamation libre"));
  EXPECT_THAT(page, HasSubstr("Facture annoncée : 4711"));
  EXPECT_THAT(page, HasSubstr("12/03/2024"));
  EXPECT_THAT(page, HasSubstr("Facture d'avant la reprise des données"));
  EXPECT_THAT(visible(claire_->get("/claims")), HasSubstr("Sans facture"));
  EXPECT_THAT(visible(claire_->get("/claims/" + claim.number + "/explanation")), HasSubstr("aucun délai n'a été calculé"));
  EXPECT_EQ(as(cast_.alice).get("/claims/" + claim.number).status, 200) << "the reseller's own claim";
  EXPECT_EQ(as(cast_.bob).get("/claims/" + claim.number).status, 404);
  EXPECT_EQ(count("journal_entry WHERE action = 'claim.confirmed'"), 1);
}

TEST_P(FreeClaims, TellTheContactByMailWithoutAnInvoice) {
  ASSERT_EQ(claire_->post(kPath, fields({{"invoice_number", ""}, {"invoice_date", ""}})).status, 303);
  const auto reader = database().reader();
  const auto mails = mail::list_outbox(*reader, {}, {}, 10).messages;
  ASSERT_EQ(mails.size(), 1U);
  const auto mail = mail::require_outbox_message(*reader, mails[0].id);
  EXPECT_EQ(mail.mail.to.address, "alice@helios.example");
  EXPECT_THAT(mail.mail.text, HasSubstr("Sans facture"));
  EXPECT_THAT(mail.mail.text, Not(HasSubstr("Facture  du")));
}

// Nothing leads to what was written down by hand: not its number, not its line, not the list, for nobody.
TEST_P(FreeClaims, IsNoInvoiceToAnybody) {
  ASSERT_EQ(claire_->post(kPath, fields({{"serials", "SNX1"}})).status, 303);
  const auto reader = database().reader();
  const Claim claim = newest();
  const auto line = list_claim_lines(*reader, {claim.id}).at(0);
  for (const auto* viewer : {&cast_.alice, &cast_.claire}) {
    sales::InvoiceFilter all;
    const auto invoices = sales::list_invoices(*reader, *viewer, all, {"", 50}).items;
    EXPECT_EQ(invoices.size(), 1U) << viewer->email;
    EXPECT_TRUE(sales::recognise_number(*reader, *viewer, "4711").empty());
    EXPECT_TRUE(sales::recognise_number(*reader, *viewer, "1429000").empty());
    EXPECT_THROW(sales::require_invoice(*reader, *viewer, claim.invoice), NotFound);
    EXPECT_THROW(sales::require_line(*reader, *viewer, line.invoice_line), NotFound);
    auto browser = as(*viewer);
    EXPECT_EQ(browser.get("/invoices/" + std::to_string(claim.invoice.value)).status, 404);
    EXPECT_EQ(browser.get("/claims/new/declaration?line=" + std::to_string(line.invoice_line.value) + "&type=CS-98").status, 404);
    EXPECT_THAT(browser.get("/claims/" + claim.number).body,
                Not(HasSubstr("/invoices/" + std::to_string(claim.invoice.value))));
  }
  EXPECT_THAT(visible(as(cast_.alice).get("/claims?number=4711&number_type=invoice")), HasSubstr(claim.number))
      << "but its claim is found by the number that was told";
}

// Through goods and money to the end; never more than the price staff typed.
TEST_P(FreeClaims, GoToTheCreditNote) {
  ASSERT_EQ(claire_->post(kPath, fields()).status, 303);
  Claim claim = does(cast_.claire, newest(), Command::Approve);
  EXPECT_TRUE(claim.rma_number);
  does(cast_.alice, claim, Command::Ship, {.parcels = {{"Transporteur", "T1"}}});
  does(cast_.wanda, claim, Command::Receive);
  does(cast_.wanda, claim, Command::Inspect, {.result = "confirmed"});
  does(cast_.wanda, claim, Command::Dispose, {.disposition = "restock"});
  Instruction credit;
  credit.document_no = "AV-1";
  credit.document_on = Date::of(2026, 11, 12);
  credit.net_cents = 29981;
  const auto more = give(database(), cast_.fabien, claim.number, Command::Credit, credit, clock_.now());
  ASSERT_FALSE(more.ok());
  EXPECT_EQ(more.error().code, "more_than_invoiced");
  credit.net_cents = 29980;
  claim = does(cast_.fabien, claim, Command::Credit, credit);
  EXPECT_EQ(claim.state, Authorisation::Closed);
  EXPECT_EQ(list_claim_lines(*database().reader(), {claim.id}).at(0).state.money, Money::CreditIssued);
}

// Two may be told with the invoice of another account, and take nothing from it.
TEST_P(FreeClaims, ShareNothingWithAnInvoiceOfTheSameNumber) {
  for (int i = 0; i < 2; ++i) {
    const auto answer = claire_->post(kPath, fields({{"customer_no", kBobCustomerNo},
                                                     {"invoice_number", "0033442137"},
                                                     {"invoice_date", "2026-10-20"},
                                                     {"confirmed", "1"}}));
    ASSERT_EQ(answer.status, 303) << visible(answer);
  }
  EXPECT_EQ(count("claim"), 2);
  const auto sold = sales::require_line(*database().reader(), cast_.alice, lines_.at(0));
  EXPECT_EQ(free_quantities(*database().reader(), {sold.line}).at(lines_.at(0)), Decimal::of(2));
  auto alice = as(cast_.alice);
  put_in_basket(alice, {{"quantity", "2"}, {"serials", ""}});
}

// R-618
TEST_P(FreeClaims, AreRefusedWhereTheInvoiceIsHere) {
  ApiClient program(*site_, database(), cast_.claire, clock_.now());
  for (const char* told : {"0033442137", "33442137", " 33442137 "}) {
    const auto answer = claire_->post(kPath, fields({{"invoice_number", told}, {"confirmed", "1"}}));
    EXPECT_EQ(answer.status, 422) << told;
    EXPECT_THAT(answer.body, HasSubstr("href=\"#invoice_number\""));
    EXPECT_THAT(answer.body, HasSubstr(std::string("/claims/new/lines?for=") + kAliceCustomerNo));
    const auto refused = program.post(kApi, body({{"invoice", {{"number", told}}}, {"confirmed", true}}));
    EXPECT_EQ(refused.status, 422) << told;
    EXPECT_EQ(json_of(refused).at("code").as_string(), "invoice_known");
  }
  EXPECT_EQ(claire_->post(kPath, fields({{"invoice_number", "003344213"}})).status, 303) << "another number";
  EXPECT_EQ(count("claim"), 1);
}

// R-618
TEST_P(FreeClaims, WaitForAConfirmationWhereOthersAreAboutTheSame) {
  ASSERT_EQ(claire_->post(kPath, fields({{"serials", "SNX1"}})).status, 303);
  const std::string first = newest().number;
  struct Case {
    const char *what, *customer_no, *invoice, *article, *serials;
    bool same;
  };
  for (const auto& [what, customer_no, invoice, article, serials, same] : std::initializer_list<Case>{
           {"the same once more", kAliceCustomerNo, "4711", "1429000", "SNX1", true},
           {"number and article", kAliceCustomerNo, "04711", "1429000", "", true},
           {"the number alone", kAliceCustomerNo, "4711", "", "", true},
           {"the serial alone, of another account", kBobCustomerNo, "", "77", "snx1", true},
           {"another article", kAliceCustomerNo, "4711", "1429001", "", false},
           {"another account", kBobCustomerNo, "4711", "1429000", "", false}}) {
    const FormFields typed = fields({{"customer_no", customer_no},
                                     {"invoice_number", invoice},
                                     {"article_no", article},
                                     {"serials", serials}});
    const auto answer = claire_->post(kPath, typed);
    EXPECT_EQ(answer.status, same ? 422 : 303) << what;
    if (!same) continue;
    EXPECT_THAT(answer.body, HasSubstr("href=\"/claims/" + first + "\"")) << what;
    EXPECT_THAT(answer.body, HasSubstr("name=\"confirmed\"")) << what;
  }
  EXPECT_EQ(count("claim"), 3);
  EXPECT_THAT(claire_->get(kPath).body, Not(HasSubstr("name=\"confirmed\"")));
  EXPECT_EQ(claire_->post(kPath, fields({{"confirmed", "1"}})).status, 303);
  EXPECT_EQ(count("claim"), 4);
}

// R-618
TEST_P(FreeClaims, TheApiAsksForTheSameConfirmation) {
  ApiClient program(*site_, database(), cast_.claire, clock_.now());
  const json::object told{{"invoice", {{"number", "4711"}}}, {"article_no", "1429000"}};
  ASSERT_EQ(program.post(kApi, body(told)).status, 201);
  const auto refused = program.post(kApi, body(told));
  EXPECT_EQ(refused.status, 422);
  EXPECT_EQ(json_of(refused).at("code").as_string(), "possible_duplicate");
  json::object confirmed = told;
  confirmed["confirmed"] = "yes";
  EXPECT_EQ(program.post(kApi, body(confirmed)).status, 422) << "no flag";
  confirmed["confirmed"] = true;
  EXPECT_EQ(program.post(kApi, body(confirmed)).status, 201);
}

TEST_P(FreeClaims, SayInTheOrderOfThePageWhatIsMissing) {
  const auto answer = claire_->post(kPath, fields({{"contact_email", "x"}, {"type", ""}, {"staff_reason", ""}}));
  const auto at = [&](const char* field) { return answer.body.find(std::string("href=\"#") + field); };
  EXPECT_LT(at("staff_reason"), at("type"));
  EXPECT_LT(at("type"), at("contact_email"));
  EXPECT_THAT(visible(answer), HasSubstr("Veuillez choisir le type de litige."));
  EXPECT_THAT(visible(answer), Not(HasSubstr("n'existe pas")));
  EXPECT_THAT(visible(answer), HasSubstr("Obligatoire pour le type"));
}

struct Wrong {
  const char *field, *value, *error_beside;
};
TEST_P(FreeClaims, SayEverythingThatIsMissing) {
  const std::initializer_list<Wrong> cases{{"customer_no", "", "customer_no"},
                                           {"customer_no", "4711", "customer_no"},
                                           {"staff_reason", " ", "staff_reason"},
                                           {"description", "", "description"},
                                           {"quantity", "0", "quantity"},
                                           {"quantity", "-1", "quantity"},
                                           {"quantity", "x", "quantity"},
                                           {"quantity", "100001", "quantity"},
                                           {"unit_price", "", "unit_price"},
                                           {"unit_price", "-0,01", "unit_price"},
                                           {"unit_price", "9999999", "unit_price"},
                                           {"vat_rate", "101", "vat_rate"},
                                           {"type", "", "type"},
                                           {"type", "CS-99", "type"},
                                           {"invoice_date", "31/02/2026", "invoice_date"},
                                           {"invoice_date", "2027-01-01", "invoice_date"},
                                           {"condition", "", "condition"},
                                           {"contact_email", "x", "contact_email"},
                                           {"serials", "A, A", "serials"},
                                           {"variant", "apparent", "variant"}};
  for (const auto& [field, value, beside] : cases) {
    const auto answer = claire_->post(kPath, fields({{field, value}}));
    EXPECT_EQ(answer.status, 422) << field << "=" << value;
    EXPECT_THAT(answer.body, HasSubstr(std::string("href=\"#") + beside)) << field << "=" << value;
    EXPECT_THAT(answer.body, HasSubstr("1429000")) << "what was typed stays: " << field;
    const bool account_known = std::string(field) != "customer_no";
    EXPECT_EQ(visible(answer).find("Vous agissez pour Hélios") != std::string::npos, account_known) << field;
  }
  EXPECT_EQ(count("claim"), 0);
  EXPECT_EQ(count("invoice"), 1) << "a refusal leaves nothing";
}

// A photo staff have seen is not asked for, an RMA type is theirs to choose.
TEST_P(FreeClaims, MayBeOfAnyTypeInForce) {
  EXPECT_EQ(claire_->post(kPath, fields({{"type", "CS-03"}, {"variant", "concealed"}})).status, 303);
  EXPECT_EQ(claire_->post(kPath, fields({{"type", "RMA-26"}, {"fault_description", "HS"}})).status, 422);
  EXPECT_EQ(claire_->post(kPath, fields({{"type", "RMA-26"}, {"fault_description", "Image noire sur HDMI 1, voyant orange"}, {"confirmed", "1"}})).status,
            303);
  EXPECT_EQ(newest().department, "RMA");
}

TEST_P(FreeClaims, TheSameFormTwiceIsOneClaim) {
  const auto form = claire_->get(kPath);
  const FormFields sent = fields({{"idempotency_key", value_of(form, "idempotency_key")}});
  const auto first = claire_->post(kPath, sent);
  const auto second = claire_->post(kPath, sent);
  EXPECT_EQ(header_of(first, "Location"), header_of(second, "Location"));
  EXPECT_EQ(count("claim"), 1);
}

TEST_P(FreeClaims, TheApiDoesTheSame) {
  ApiClient claire(*site_, database(), cast_.claire, clock_.now());
  const auto answer = claire.post(kApi, body({{"invoice", {{"number", "4711"}, {"date", "2024-03-12"}}}}), {{"idempotency-key", "f1"}});
  ASSERT_EQ(answer.status, 201) << answer.body;
  EXPECT_EQ(claire.post(kApi, body({{"invoice", {{"number", "4711"}, {"date", "2024-03-12"}}}}), {{"idempotency-key", "f1"}}).body,
            answer.body);
  const auto number = std::string(json_of(answer).at("claims").at(0).at("number").as_string());
  const auto claim = json_of(claire.get(std::string(kApi) + "/" + number));
  EXPECT_TRUE(claim.at("without_invoice").as_bool());
  EXPECT_TRUE(claim.at("invoice_id").is_null());
  EXPECT_TRUE(claim.at("invoice_date").is_null());
  EXPECT_EQ(claim.at("invoice_number").as_string(), "4711");
  EXPECT_EQ(claim.at("lines").at(0).at("staff_reason").as_string(), "Geste");
  EXPECT_EQ(claim.at("lines").at(0).at("contact").at("email").as_string(), "achats-0000100234@example.com");
  const auto refused = claire.post(kApi, body({{"reason", ""}, {"manufacturer", "nobody"}}));
  EXPECT_EQ(refused.status, 422);
  EXPECT_EQ(json_of(claire.post(kApi, body({{"reason", ""}}))).at("errors").at(0).at("field").as_string(), "reason");
  EXPECT_EQ(claire.send(http::Method::Post, kApi, "[]").status, 400);
}

RECOURS_ON_BOTH_ENGINES(FreeClaims);

}  // namespace
}  // namespace recours::claims
