#include <gtest/gtest.h>

#include "sales/invoice_filter.h"

namespace recours::sales {
namespace {

const Date kToday = Date::of(2026, 3, 31);

http::Fields fields(std::initializer_list<std::pair<const char*, const char*>> items) {
  http::Fields query;
  for (const auto& [name, value] : items) query.add(name, value);
  return query;
}

TEST(InvoiceFilter, PeriodsEndTodayAndCountCalendarMonths) {
  const std::pair<const char*, Date> cases[] = {{"1w", Date::of(2026, 3, 24)}, {"1m", Date::of(2026, 2, 28)}, {"3m", Date::of(2025, 12, 31)},
                                                {"6m", Date::of(2025, 9, 30)}, {"1y", Date::of(2025, 3, 31)}};
  for (const auto& [period, from] : cases) {
    const auto filter = parse_filter(fields({{"period", period}}), kToday);
    ASSERT_TRUE(filter.ok());
    EXPECT_EQ(filter->from, from) << period;
    EXPECT_EQ(filter->to, kToday) << period;
  }
}

TEST(InvoiceFilter, NothingIsEverything) {
  const auto filter = parse_filter(fields({{"period", ""}, {"number", " "}}), kToday);
  ASSERT_TRUE(filter.ok());
  EXPECT_FALSE(filter->from || filter->to || filter->number_kind);
  EXPECT_EQ(filter->number, "");
}

TEST(InvoiceFilter, AWindowOfOneDayIsAWindow) {
  const auto filter = parse_filter(fields({{"from", "20/12/2019"}, {"to", "2019-12-20"}, {"number_type", "serial"}, {"number", " SN 1 "}}), kToday);
  ASSERT_TRUE(filter.ok());
  EXPECT_EQ(filter->from, filter->to);
  EXPECT_EQ(filter->number_kind, NumberKind::Serial);
  EXPECT_EQ(filter->number, "SN 1");
}

TEST(InvoiceFilter, WhatCannotBeIsToldByField) {
  struct Case { http::Fields query; const char* field; const char* code; };
  const Case cases[] = {{fields({{"from", "2026-02-02"}, {"to", "2026-02-01"}}), "from", "from_after_to"},
                        {fields({{"from", "30/02/2026"}}), "from", "bad_date"},
                        {fields({{"to", "demain"}}), "to", "bad_date"},
                        {fields({{"period", "2w"}}), "period", "bad_period"},
                        {fields({{"number_type", "phone"}}), "number_type", "bad_number_type"}};
  for (const auto& c : cases) {
    const auto filter = parse_filter(c.query, kToday);
    ASSERT_FALSE(filter.ok());
    ASSERT_EQ(filter.error().fields.size(), 1u);
    EXPECT_EQ(filter.error().fields.front().field, c.field);
    EXPECT_EQ(filter.error().fields.front().code, c.code);
  }
}

}  // namespace
}  // namespace recours::sales
