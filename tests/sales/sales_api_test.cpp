#include <gtest/gtest.h>

#include "sales/sales_api.h"
#include "support/cast.h"
#include "support/clock.h"
#include "support/database.h"
#include "support/invoices.h"
#include "support/site.h"

namespace recours::sales {
namespace {

using namespace testing_support;

class SalesApiTest : public OnBothEngines {
 protected:
  void SetUp() override {
    cast_ = make_cast(database(), test_now());
    site_.emplace(database(), clock_, accounts::SiteOptions{});
    register_sales_api(*site_, [](db::Reader&, const std::vector<InvoiceLine>& lines) {
      std::map<InvoiceLineId, Decimal> quantities;
      for (const auto& line : lines) quantities.emplace(line.id, Decimal::of(1));
      return quantities;
    });
    invoice_ = make_invoice(database(), cast_.alice_account,
                            InvoiceSpec{}.numbered("0033442137").issued(Date::of(2026, 11, 5)).with({goods_line().serial_numbers({"S1"})}));
  }
  http::Response get(const accounts::Viewer& viewer, const std::string& target) {
    return ApiClient(*site_, database(), viewer, test_now()).get(target);
  }

  TestClock clock_{test_now()};
  Cast cast_;
  std::optional<accounts::Site> site_;
  InvoiceId invoice_;
};

TEST_P(SalesApiTest, ListsWhatTheViewerMaySee) {
  const auto answer = json_of(get(cast_.alice, "/api/v1/invoices?period=1w"));
  ASSERT_EQ(answer.at("items").as_array().size(), 1u);
  const auto& item = answer.at("items").as_array().front();
  EXPECT_EQ(item.at("number").as_string(), "0033442137");
  EXPECT_EQ(item.at("net").at("amount").as_string(), "200.00");
  EXPECT_EQ(item.at("account").at("customer_no").as_string(), kAliceCustomerNo);
  EXPECT_TRUE(answer.at("next").is_null());
  EXPECT_TRUE(json_of(get(cast_.bob, "/api/v1/invoices")).at("items").as_array().empty());
  EXPECT_EQ(json_of(get(cast_.alice, "/api/v1/invoices?number=s1")).at("items").as_array().size(), 1u);
  EXPECT_EQ(json_of(get(cast_.alice, "/api/v1/invoices?number_type=order&number=s1")).at("items").as_array().size(), 0u);
}

TEST_P(SalesApiTest, ShowsLinesAndNothingToStrangers) {
  const std::string path = "/api/v1/invoices/" + std::to_string(invoice_.value);
  const auto answer = json_of(get(cast_.alice, path));
  const auto& line = answer.at("lines").as_array().front();
  EXPECT_EQ(line.at("quantity").as_string(), "2");
  EXPECT_EQ(line.at("claimable_quantity").as_string(), "1");
  EXPECT_EQ(line.at("serials").as_array().size(), 1u);
  EXPECT_EQ(get(cast_.bob, path).status, 404);
  EXPECT_EQ(get(cast_.alice, "/api/v1/invoices/0").status, 404);
  EXPECT_EQ(get(cast_.alice, "/api/v1/invoices/x").status, 404);
}

TEST_P(SalesApiTest, WhatCannotBeAskedIsRefused) {
  const auto answer = get(cast_.alice, "/api/v1/invoices?from=2026-02-02&to=2026-02-01");
  EXPECT_EQ(answer.status, 422);
  EXPECT_EQ(json_of(answer).at("errors").as_array().front().at("code").as_string(), "from_after_to");
  EXPECT_EQ(get(cast_.alice, "/api/v1/invoices?limit=201").status, 422);
  EXPECT_EQ(get(cast_.alice, "/api/v1/invoices?limit=0").status, 422);
  EXPECT_EQ(get(cast_.alice, "/api/v1/invoices?period=2w").status, 422);
  EXPECT_EQ(get(cast_.alice, "/api/v1/invoices?cursor=x").status, 400);
}

RECOURS_ON_BOTH_ENGINES(SalesApiTest);

}  // namespace
}  // namespace recours::sales
