// R-660 The return slip as it comes out of the printer: text, both codes, digits measured on the drawn page; and who
// gets it.
#include "claims/return_slip.h"

#include "accounts/public_address_actions.h"
#include "claims/claim_actions.h"
#include "claims/claims_api.h"
#include "support/claim_pages.h"
#include "support/printed.h"

namespace recours::claims {
namespace {

using namespace testing_support;
using ::testing::AllOf;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr const char* kRma = "000202646749";

ClaimWithLines awaited(int lines = 1) {
  ClaimWithLines whole;
  Claim& claim = whole.claim;
  claim.number = kRma;
  claim.rma_number = kRma;
  claim.account_name = "Hélios Informatique SARL";
  claim.customer_no = "0000100234";
  claim.code = "22";
  claim.department = "CS";
  claim.reference = "RET-7";
  claim.invoice_number = "0033442137";
  claim.invoice_date = Date::of(2026, 10, 20);
  for (int at = 0; at < lines; ++at) {
    ClaimLine line;
    line.reservation_number = "R00001234" + std::to_string(at);
    line.article_no = "142925" + std::to_string(at);
    line.description = "Écran 27 pouces à dalle mate, pied réglable";
    line.quantity = Decimal::of(2);
    line.condition = "sealed";
    line.serials = {"SN-A" + std::to_string(at), "SN-B" + std::to_string(at)};
    line.expires_on = Date::of(2026, 11, 26);
    line.state = {Authorisation::Validated, Goods::AwaitingGoods, Money::Undecided};
    whole.lines.push_back(line);
  }
  return whole;
}

SlipTerms terms(int parcels = 1) {
  return {"Service retours Exemple\n1 rue du Test\n75000 Paris", "https://recours.example", parcels,
          Date::of(2026, 11, 12)};
}

std::string pdf(const ClaimWithLines& claim, const SlipTerms& with) {
  return print::pdf_of(return_slip(claim, {}, with, ui::Language::French));
}

TEST(ReturnSlip, IsReadByPeopleAndScanners) {
  const Printed paper(pdf(awaited(), terms()));
  EXPECT_EQ(paper.pages(), 2) << "the slip, and one label";
  const auto text = paper.text();
  for (const char* word :
       {"Service retours Exemple", "1 rue du Test", kRma, "Hélios Informatique SARL", "RET-7", "1429250",
        "Écran 27 pouces", "SN-A0, SN-B0", "26/11/2026", "emballage d’origine", "Colis 1 sur 1"}) {
    EXPECT_THAT(text, HasSubstr(word));
  }
  for (const int page : {1, 2}) {
    EXPECT_THAT(paper.codes(page), ElementsAre(std::string("CODE-128:") + kRma,
                                               std::string("QR-Code:https://recours.example/claims/") + kRma));
    EXPECT_GE(paper.height_of(kRma, page), 3.0) << "claims.md: digits of 3 mm at least";
  }
}

TEST(ReturnSlip, WithoutAnAddressOfTheSiteTheSquareHoldsTheNumber) {
  auto with = terms();
  with.public_url.clear();
  EXPECT_THAT(Printed(pdf(awaited(), with)).codes(1), Contains(std::string("QR-Code:") + kRma));
}

TEST(ReturnSlip, EveryParcelHasItsLabelTwoOnAPage) {
  const Printed paper(pdf(awaited(), terms(3)));
  EXPECT_EQ(paper.pages(), 3);
  EXPECT_THAT(paper.text(), AllOf(HasSubstr("Colis 1 sur 3"), HasSubstr("Colis 2 sur 3"), HasSubstr("Colis 3 sur 3")));
  EXPECT_THAT(paper.codes(3), Contains(std::string("CODE-128:") + kRma));
}

TEST(ReturnSlip, GoesOnOverPagesWithItsHeadAndLosesNothing) {
  auto claim = awaited(30);
  for (int at = 0; at < 900; ++at) claim.lines.front().serials.push_back("SERIE-" + std::to_string(10000 + at));
  const Printed paper(pdf(claim, terms()));
  const auto text = paper.text();
  EXPECT_GT(paper.pages(), 4);
  for (const char* word : {"SERIE-10000", "SERIE-10899", "R0000123429"}) EXPECT_THAT(text, HasSubstr(word));
  EXPECT_THAT(text, HasSubstr("page 3 sur"));
}

TEST(ReturnSlip, ShowsOnlyWhatGoesBack) {
  auto claim = awaited(3);
  claim.lines[0].state.goods = Goods::Received;
  claim.lines[1].state.authorisation = Authorisation::Refused;
  claim.lines[2].state.goods = Goods::Shipped;
  claim.lines[2].condition = "opened";
  EXPECT_THAT(Printed(pdf(claim, terms())).text(),
              AllOf(HasSubstr("1429252"), Not(HasSubstr("1429250")), Not(HasSubstr("1429251")),
                    Not(HasSubstr("emballage d’origine, non ouvert"))));
  EXPECT_TRUE(has_return_slip(claim.lines));
  claim.lines.pop_back();
  EXPECT_FALSE(has_return_slip(claim.lines));
}

TEST(ReturnSlip, OfAClaimWithoutInvoiceNamesNoDayOfOne) {
  auto claim = awaited();
  claim.claim.without_invoice = true;
  claim.claim.invoice_number = "4711";
  EXPECT_THAT(Printed(pdf(claim, terms())).text(), AllOf(HasSubstr("4711"), Not(HasSubstr("20/10/2026"))));
  claim.claim.invoice_number.clear();
  EXPECT_THAT(Printed(pdf(claim, terms())).text(), AllOf(HasSubstr("Sans facture"), Not(HasSubstr("20/10/2026"))));
}

TEST(ReturnSlip, TheSameSlipIsTheSameBytes) { EXPECT_EQ(pdf(awaited(), terms(2)), pdf(awaited(), terms(2))); }

// ---- pages and API

using ReturnSlipPages = ClaimPages;

TEST_P(ReturnSlipPages, ResellerAndStaffPrintIt) {
  auto alice = as(cast_.alice);
  const auto number = confirmed_claim(alice);
  const std::string path = "/claims/" + number + "/return-slip.pdf";
  expect_page_of_own_account(path);
  EXPECT_THAT(alice.get("/claims/" + number).body, HasSubstr(path));
  for (const auto& who : {cast_.alice, cast_.alban, cast_.claire, cast_.wanda}) {
    const auto answer = as(who).get(path);
    ASSERT_EQ(answer.status, 200);
    EXPECT_EQ(header_of(answer, "Content-Type"), "application/pdf");
    EXPECT_THAT(Printed(answer.body).codes(1), Contains("CODE-128:" + number));
  }
  EXPECT_EQ(Printed(alice.get(path + "?parcels=4").body).pages(), 3);
  for (const char* bad : {"0", "51", "-1", "two", "99999999999999999999"}) {
    EXPECT_EQ(alice.get(path + "?parcels=" + bad).status, 400) << bad;
  }
  EXPECT_EQ(alice.get("/claims/000000999999/return-slip.pdf").status, 404);
}

TEST_P(ReturnSlipPages, AsManyLabelsAsParcelsWereAnnounced) {
  auto alice = as(cast_.alice);
  const auto number = confirmed_claim(alice);
  Instruction told;
  told.parcels = {{"Messagerie du Port", "MP1"}, {"Messagerie du Port", "MP2"}};
  ASSERT_TRUE(give(database(), cast_.alice, number, Command::Ship, told, clock_.now()).ok());
  EXPECT_THAT(Printed(alice.get("/claims/" + number + "/return-slip.pdf").body).text(), HasSubstr("Colis 2 sur 2"));
}

TEST_P(ReturnSlipPages, WithoutAwaitedGoodsThereIsNone) {
  auto alice = as(cast_.alice);
  const auto number = confirmed_claim(alice, {{"condition", "opened"}});
  const std::string path = "/claims/" + number + "/return-slip.pdf";
  const auto page = alice.get(path);
  EXPECT_EQ(page.status, 409);
  EXPECT_THAT(visible(page), HasSubstr("aucun bon de retour"));
  EXPECT_THAT(alice.get("/claims/" + number).body, Not(HasSubstr("return-slip")));
  ApiClient api(*site_, database(), cast_.alice, clock_.now());
  const auto refused = api.get("/api/v1" + path);
  EXPECT_EQ(refused.status, 422);
  EXPECT_EQ(json_of(refused).at("code"), "nothing_awaited");
}

TEST_P(ReturnSlipPages, TheApiHandsOutTheSame) {
  auto alice = as(cast_.alice);
  const auto number = confirmed_claim(alice);
  const std::string path = "/claims/" + number + "/return-slip.pdf";
  ApiClient api(*site_, database(), cast_.alice, clock_.now());
  EXPECT_EQ(api.get("/api/v1" + path).body, alice.get(path).body);
  EXPECT_EQ(ApiClient(*site_, database(), cast_.bob, clock_.now()).get("/api/v1" + path).status, 404);
  EXPECT_EQ(ApiClient(*site_, database(), cast_.odile, clock_.now()).get("/api/v1" + path).status, 403);
}

TEST_P(ReturnSlipPages, StandUnderTheAddressThatWasSet) {
  const char* path = "/returns-address";
  auto admin = as(cast_.admin);
  EXPECT_EQ(admin.get(path).status, 200);
  for (const auto& who : {cast_.alice, cast_.wanda, cast_.claire, cast_.odile}) {
    EXPECT_EQ(as(who).get(path).status, 403) << who.name;
    EXPECT_EQ(as(who).post(path, {{"returns_address", "x"}}).status, 403) << who.name;
  }
  EXPECT_EQ(admin.post_bare(path, {{"returns_address", "x"}}).status, 403) << "no CSRF token";
  EXPECT_EQ(Browser(*site_, database(), clock_).get(path).status, 303);
  EXPECT_EQ(admin.send(make_request(http::Method::Delete, path)).status, 405);
  auto alice = as(cast_.alice);
  const auto slip = "/claims/" + confirmed_claim(alice) + "/return-slip.pdf";
  EXPECT_THAT(Printed(alice.get(slip).body).text(), HasSubstr("Nordsud Distribution"));
  for (const auto& bad : {std::string(401, 'x'), std::string("1\n2\n3\n4\n5\n6\n7\n8"), std::string("a\x01z")}) {
    const auto refused = admin.post(path, {{"returns_address", bad}});
    EXPECT_EQ(refused.status, 422);
    EXPECT_THAT(refused.body, HasSubstr("aria-invalid"));
  }
  const auto done = admin.post(path, {{"returns_address", "Quai des retours\r\n7 rue du Test\r\n59000 Lille\r\n"}});
  ASSERT_EQ(done.status, 303);
  EXPECT_THAT(visible(admin.follow(done)), HasSubstr("Quai des retours"));
  const auto text = Printed(alice.get(slip).body).text();
  EXPECT_THAT(text, AllOf(HasSubstr("Quai des retours"), HasSubstr("59000 Lille"), Not(HasSubstr("Nordsud"))));
  EXPECT_EQ(admin.post(path, {{"returns_address", " "}}).status, 303);
  EXPECT_THAT(Printed(alice.get(slip).body).text(), HasSubstr("Nordsud Distribution"));
}

TEST_P(ReturnSlipPages, TheMailOfTheApprovalLeadsToIt) {
  auto alice = as(cast_.alice);
  const auto mails = [&] {
    return database().reader()->list("SELECT text_body FROM outbox_message ORDER BY id", {},
                                     [](const db::Row& row) { return row.get<std::string>("text_body"); });
  };
  const auto changed_settings = [&] {
    return database().reader()->value<std::int64_t>(
        "SELECT COUNT(*) AS value FROM journal_entry WHERE action = 'setting.changed'");
  };
  const auto before = changed_settings();
  confirmed_claim(alice);
  EXPECT_THAT(mails().back(), Not(HasSubstr("return-slip"))) << "nobody said how this site is reached";
  accounts::note_public_url(database(), "https://recours.example", clock_.now());
  accounts::note_public_url(database(), "https://recours.example", clock_.now());
  EXPECT_EQ(changed_settings(), before + 1) << "written once";
  const auto number = confirmed_claim(alice, {{"serials", "SNA2"}});
  EXPECT_THAT(mails().back(), HasSubstr("https://recours.example/claims/" + number + "/return-slip.pdf"));
  confirmed_claim(alice, {{"type", "CS-98"}, {"comment", "À voir"}});
  EXPECT_THAT(mails().back(), Not(HasSubstr("return-slip"))) << "nothing is awaited yet";
}

RECOURS_ON_BOTH_ENGINES(ReturnSlipPages);

}  // namespace
}  // namespace recours::claims
