// R-640 Why a claim may be refused: the codes of the outer contract to begin with, in the words of the database.
#include <gmock/gmock.h>

#include <boost/json.hpp>

#include "claim_world.h"
#include "claims/claims_api.h"
#include "claims/page_parts.h"
#include "support/site.h"

namespace recours::claims {
namespace {

using ::testing::ElementsAre;
using namespace testing_support;

class RefusalReasons : public ClaimWorld {
 protected:
  void change(const std::string& sql) {
    database().write([&](db::Transaction& transaction) { transaction.execute(sql); });
  }
  // The code of the refusal; empty when it was carried out.
  std::string refused(const Claim& claim, const char* reason) {
    const auto done = give(database(), cast.claire, claim.number, Command::Refuse, {{}, reason, ""}, now);
    return done ? "" : done.error().fields.front().code;
  }
};
RECOURS_ON_BOTH_ENGINES(RefusalReasons);

TEST_P(RefusalReasons, BeginWithThoseOfTheContract) {
  std::vector<std::string> codes, chosen;
  const auto reasons = list_refusal_reasons(*database().reader());
  for (const auto& reason : reasons) codes.push_back(reason.code);
  EXPECT_THAT(codes, ElementsAre("period_over", "not_covered", "customer_damage", "no_fault_found", "wrong_item",
                                 "not_sealed", "no_answer", "duplicate", "other"));
  for (const auto& choice : refusal_choices(ui::Language::French, reasons)) chosen.push_back(choice.value);
  std::erase(codes, "no_answer");
  EXPECT_EQ(chosen, codes) << "what only the program says is nobody's choice";
  EXPECT_EQ(refusal_label(ui::Language::French, load_policies(*database().reader()), "not_covered"), "Non couvert");
  EXPECT_EQ(refusal_label(ui::Language::French, load_policies(*database().reader()), "unheard_of"), "unheard_of");
}

TEST_P(RefusalReasons, OnlyThoseThatAreOnCanBeGiven) {
  const auto claim = confirmed(not_conform());
  EXPECT_EQ(refused(claim, "unheard_of"), "unknown_reason");
  change("UPDATE claim_refusal SET active = FALSE WHERE code = 'not_covered'");
  EXPECT_EQ(refused(claim, "not_covered"), "unknown_reason");
  change("INSERT INTO claim_refusal (code, position, label_fr, label_en) VALUES ('cracked', 15, 'Fêlé', 'Cracked')");
  EXPECT_EQ(refused(claim, "cracked"), "");
  EXPECT_EQ(refusal_label(ui::Language::English, load_policies(*database().reader()), "cracked"), "Cracked");
}

TEST_P(RefusalReasons, AreListedForPrograms) {
  TestClock clock(now);
  accounts::Site site(database(), clock, accounts::SiteOptions{});
  register_claims_api(site);
  change("UPDATE claim_refusal SET active = FALSE WHERE code = 'other'");
  const auto answer = ApiClient(site, database(), cast.alice, now).get("/api/v1/lists/claim_refusal");
  ASSERT_EQ(answer.status, 200);
  const auto listed = json_of(answer);
  const auto& items = listed.at("items").as_array();
  ASSERT_EQ(items.size(), 8U);
  EXPECT_EQ(items[1].at("code").as_string(), "not_covered");
  EXPECT_EQ(items[1].at("label").as_string(), "Non couvert");
  EXPECT_EQ(ApiClient(site, database(), cast.odile, now).get("/api/v1/lists/claim_refusal").status, 403);
}

}  // namespace
}  // namespace recours::claims
