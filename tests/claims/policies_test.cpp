// The seeded policies (claims.md §4): the table as data.
#include <set>

#include <gtest/gtest.h>

#include "claims/claim_files.h"

#include "seeded_policies.h"

namespace recours::claims {
namespace {

using testing_support::seeded_policies;
using testing_support::seeded_type;

struct Row {
  const char* department;
  const char* code;
  const char* category;
  QuantityQuestion question;
  bool uses_quantity;
  GoodsBack goods_back;
  bool credit;
  std::vector<Ask> asks;
};

TEST(SeededPolicies, AreTheTableOfTypes) {
  using Q = QuantityQuestion;
  using G = GoodsBack;
  const std::vector<Row> table{
      {"CS", "01", "return", Q::DeliveredByMistake, true, G::Yes, true, {Ask::Condition}},
      {"CS", "02", "claim", Q::DeliveredFewer, true, G::No, false, {}},
      {"CS", "03", "claim", Q::Affected, true, G::Yes, true, {Ask::Photo}},
      {"CS", "08", "claim", Q::None, false, G::No, true, {Ask::ExpectedPrice}},
      {"CS", "10", "return", Q::ToTakeBack, true, G::AfterOffer, false, {Ask::Condition}},
      {"CS", "11", "claim", Q::Affected, true, G::StaffDecide, false, {}},
      {"CS", "22", "return", Q::ToReturn, true, G::Yes, true, {Ask::Condition}},
      {"CS", "25", "return", Q::ToReturn, true, G::Yes, true, {Ask::Condition}},
      {"CS", "31", "return", Q::DeliveredMore, false, G::ReturnOrKeep, false, {}},
      {"CS", "98", "claim", Q::Affected, false, G::StaffDecide, false, {Ask::Comment}},
      {"RMA", "09", "claim", Q::Affected, false, G::No, false, {Ask::Accessories}},
      {"RMA", "11", "claim", Q::Affected, true, G::StaffDecide, false, {}},
      {"RMA", "26", "defect", Q::Affected, true, G::Yes, false, {Ask::Serial, Ask::FaultDescription}},
      {"RMA", "52", "defect", Q::Affected, true, G::No, false, {}},
      {"RMA", "63", "defect", Q::Affected, true, G::Yes, false, {Ask::Serial, Ask::FaultDescription}},
  };
  EXPECT_EQ(seeded_policies().types.size(), table.size());
  for (const auto& row : table) {
    const auto& type = seeded_type(row.department, row.code);
    const std::string name = std::string(row.department) + "-" + row.code;
    EXPECT_EQ(type.category, row.category) << name;
    EXPECT_EQ(type.quantity_question, row.question) << name;
    EXPECT_EQ(type.uses_quantity, row.uses_quantity) << name;
    EXPECT_EQ(type.goods_back, row.goods_back) << name;
    EXPECT_EQ(type.credit_on_approval, row.credit) << name;
    EXPECT_EQ(type.asks, row.asks) << name;
    EXPECT_EQ(type.by_doa_policy, type.code == "63") << name;
    EXPECT_EQ(type.hidden_from_resellers, name == "RMA-11") << name;
    EXPECT_TRUE(type.active) << name;
    EXPECT_FALSE(type.label.fr.empty() || type.label.en.empty()) << name;
    EXPECT_EQ(type.variants.size(), type.code == "03" ? 2U : 0U) << name;
  }
}

// R-844 What phones are guided by is data: known kinds of piece, for every type that lists some.
TEST(SeededPolicies, ShotsOfTypes) {
  using Shots = std::vector<std::string>;
  EXPECT_EQ(seeded_type("CS", "03").shots, (Shots{"shipping_label", "packaging", "damage", "contents", "serial"}));
  EXPECT_EQ(seeded_type("CS", "02").shots, (Shots{"packaging", "contents", "delivery_note"}));
  EXPECT_EQ(seeded_type("RMA", "26").shots, (Shots{"serial", "fault"}));
  EXPECT_EQ(seeded_type("RMA", "63").shots, (Shots{"serial", "fault", "end_customer_invoice"}));
  EXPECT_TRUE(seeded_type("CS", "08").shots.empty());
  std::set<std::string> known;
  for (const auto& kind : piece_kinds()) EXPECT_TRUE(known.insert(kind.code).second) << kind.code;
  for (const auto& type : seeded_policies().types) {
    for (const auto& shot : type.shots) EXPECT_TRUE(known.contains(shot)) << type.code << " " << shot;
  }
}

TEST(SeededPolicies, FeesDepartmentsAndValidity) {
  const Date day = Date::of(2000, 1, 1);
  const auto& policies = seeded_policies();
  EXPECT_EQ(policies.fee_percent_on(seeded_type("CS", "25"), day), Decimal::of(5));
  EXPECT_EQ(policies.fee_percent_on(seeded_type("CS", "22"), day), Decimal());
  EXPECT_EQ(policies.fee_percent_on(seeded_type("CS", "25"), day.plus_days(-1)), Decimal());
  ASSERT_TRUE(policies.department("CS") && policies.department("RMA"));
  EXPECT_EQ(policies.department("CS")->label.fr, "Service client");
  EXPECT_EQ(policies.department("RMA")->label.fr, "SAV");
  EXPECT_EQ(policies.department("XX"), nullptr);
  EXPECT_EQ(policies.types_on(day).size(), 15U);
  EXPECT_TRUE(policies.types_on(day.plus_days(-1)).empty());
}

}  // namespace
}  // namespace recours::claims
