// R-685 The pages and the API of imported credit notes in process, on both engines.
#include <boost/json.hpp>

#include "claims/claims_api.h"
#include "claims/credit_document_store.h"
#include "support/claim_pages.h"

namespace recours::claims {
namespace {

namespace json = boost::json;
using namespace testing_support;
using ::testing::HasSubstr;
using ::testing::Not;

class CreditDocumentPages : public ClaimPages {
 protected:
  void SetUp() override {
    ClaimPages::SetUp();
    number_ = confirmed_claim_number();
    document_ = make_invoice(database(), cast_.alice_account,
                             InvoiceSpec().numbered("0099000007").of_type("381").citing(invoice_).with(
                                 {goods_line().article("4711").pieces(1), goods_line().article("4712")}));
    path_ = "/credit-notes/" + std::to_string(document_.value);
  }
  std::string confirmed_claim_number() {
    auto alice = as(cast_.alice);
    return confirmed_claim(alice);
  }
  std::string told_line(std::size_t at) { return std::to_string(line_ids(database(), document_).at(at).value); }
  std::string claim_line() {
    return std::to_string(database().reader()->value<std::int64_t>("SELECT MAX(id) AS value FROM claim_line"));
  }

  std::string number_, path_;
  sales::InvoiceId document_;
};
RECOURS_ON_BOTH_ENGINES(CreditDocumentPages);

TEST_P(CreditDocumentPages, AreForTheAccountsOnly) {
  for (const auto& target : {std::string("/credit-notes"), std::string("/credit-notes?state=placed"), path_}) {
    EXPECT_EQ(as(cast_.fabien).get(target).status, 200) << target;
    for (const auto& other : {cast_.alice, cast_.claire, cast_.wanda, cast_.solene}) {
      EXPECT_EQ(as(other).get(target).status, 403) << target << " " << other.name;
      EXPECT_EQ(ApiClient(*site_, database(), other, clock_.now()).get("/api/v1" + target).status, 403) << target;
    }
    EXPECT_EQ(Browser(*site_, database(), clock_).get(target).status, 303) << target;
  }
  auto fabien = as(cast_.fabien);
  for (const char* bad : {"/credit-notes/0", "/credit-notes/x", "/credit-notes/999999"}) {
    EXPECT_EQ(fabien.get(bad).status, 404) << bad;
    EXPECT_EQ(fabien.post(std::string(bad) + "/match").status, 404) << bad;
  }
  EXPECT_EQ(fabien.get("/credit-notes/" + std::to_string(invoice_.value)).status, 404) << "an invoice is none";
  EXPECT_EQ(fabien.get("/credit-notes?before=x").status, 400);
  EXPECT_EQ(fabien.post("/credit-notes").status, 405);
  for (const char* verb : {"/match", "/setting-aside"}) {
    EXPECT_EQ(fabien.post_bare(path_ + verb, {}).status, 403) << "without token";
    EXPECT_EQ(as(cast_.claire).post(path_ + verb).status, 403);
  }
}

TEST_P(CreditDocumentPages, ALineIsMatchedAndTheRestPutAside) {
  auto fabien = as(cast_.fabien);
  EXPECT_THAT(visible(fabien.get("/credit-notes")), HasSubstr("0099000007"));
  const auto page = visible(fabien.get(path_));
  EXPECT_THAT(page, HasSubstr(number_));
  EXPECT_EQ(fabien.post(path_ + "/match", {{"document_line", told_line(0)}, {"claim_line", ""}}).status, 422);
  EXPECT_EQ(fabien.post(path_ + "/match", {{"document_line", "999999"}, {"claim_line", claim_line()}}).status, 404);
  EXPECT_EQ(fabien.post(path_ + "/match", {{"document_line", told_line(0)}, {"claim_line", "999999"}}).status, 404);
  const auto matched = fabien.post(path_ + "/match", {{"document_line", told_line(0)}, {"claim_line", claim_line()}});
  ASSERT_EQ(matched.status, 303) << visible(matched);
  EXPECT_THAT(visible(fabien.get("/claims/" + number_)), HasSubstr("0099000007"));
  const auto twice = fabien.post(path_ + "/match", {{"document_line", told_line(0)}, {"claim_line", claim_line()}});
  EXPECT_EQ(twice.status, 422);
  EXPECT_THAT(visible(twice), HasSubstr("entre-temps"));
  EXPECT_THAT(visible(fabien.get("/credit-notes?state=placed")), HasSubstr("0099000007"));

  const auto unsaid = fabien.post(path_ + "/setting-aside", {{"reason", " "}});
  EXPECT_EQ(unsaid.status, 422);
  EXPECT_EQ(header_of(fabien.post(path_ + "/setting-aside", {{"reason", "Remise"}}), "Location"),
            "/credit-notes?done=aside");
  EXPECT_THAT(visible(fabien.get(path_)), HasSubstr("Remise"));
  EXPECT_THAT(visible(fabien.get("/credit-notes")), Not(HasSubstr("0099000007")));
}

TEST_P(CreditDocumentPages, TheApiDoesTheSame) {
  ApiClient fabien(*site_, database(), cast_.fabien, clock_.now());
  const std::string api = "/api/v1" + path_;
  EXPECT_EQ(json::parse(fabien.get("/api/v1/credit-notes").body).at("items").as_array().size(), 1u);
  EXPECT_EQ(fabien.get("/api/v1/credit-notes?state=lost").status, 422);
  EXPECT_EQ(fabien.post(api + "/match", json::object{{"document_line", "x"}}).status, 422);
  const auto matched = fabien.post(
      api + "/match",
      json::object{{"document_line", std::stoll(told_line(0))}, {"claim_line", std::stoll(claim_line())}});
  ASSERT_EQ(matched.status, 200) << matched.body;
  EXPECT_EQ(json::parse(matched.body).at("lines").at(0).at("claim").as_string(), number_);
  EXPECT_EQ(fabien.post(api + "/match", json::object{{"document_line", std::stoll(told_line(0))},
                                                     {"claim_line", std::stoll(claim_line())}})
                .status,
            409);
  EXPECT_EQ(fabien.post(api + "/setting-aside", json::object{}).status, 422);
  const auto aside = fabien.post(api + "/setting-aside", json::object{{"reason", "Remise"}});
  ASSERT_EQ(aside.status, 200);
  EXPECT_EQ(json::parse(aside.body).at("lines").at(1).at("reason").as_string(), "Remise");
}

}  // namespace
}  // namespace recours::claims
