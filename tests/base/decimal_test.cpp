#include <limits>
#include <stdexcept>
#include <string>

#include <gtest/gtest.h>

#include "base/decimal.h"

namespace recours {
namespace {

struct WrittenDecimal {
  std::string text;
  std::int64_t micros;
  bool rounded = false;
};

TEST(DecimalTest, ParsesWhatPeopleAndErpsWrite) {
  for (const auto& [text, micros, rounded] :
       {WrittenDecimal{"3", 3'000'000},
        {"-0.5", -500'000},
        {"1,25", 1'250'000},
        {"+7", 7'000'000},
        {".5", 500'000},
        {"5.", 5'000'000},
        {" 12.345678 ", 12'345'678},
        {"0.000001", 1},
        {"-0", 0},
        {"007", 7'000'000},
        {"999999999999.999999", 999'999'999'999'999'999},
        {"1.0000000", 1'000'000},
        {"0.0000001", 0, true},
        // Half to even: the last kept digit decides, unless anything follows the half.
        {"0.0000005", 0, true},
        {"0.0000015", 2, true},
        {"0.0000025", 2, true},
        {"0.00000250000000001", 3, true},
        {"0.0000026", 3, true},
        {"-0.0000015", -2, true},
        {"0.9999999", 1'000'000, true}}) {
    const auto parsed = Decimal::parse(text);
    ASSERT_TRUE(parsed) << text;
    EXPECT_EQ(parsed->value.micros(), micros) << text;
    EXPECT_EQ(parsed->rounded, rounded) << text;
  }
}

TEST(DecimalTest, RefusesEverythingElse) {
  for (const std::string text : {"",
                                 " ",
                                 "-",
                                 "+",
                                 ".",
                                 ",",
                                 "-.",
                                 "1e3",
                                 "1 000",
                                 "1.000,50",
                                 "1,000.50",
                                 "1.2.3",
                                 "--1",
                                 "+-1",
                                 "abc",
                                 "1x",
                                 "0x1",
                                 "NaN",
                                 "inf",
                                 "1.-5",
                                 "- 1",
                                 "1234567890123",
                                 "0.1234567890123456789012345678901",
                                 "٣"}) {
    EXPECT_FALSE(Decimal::parse(text)) << text;
  }
}

TEST(DecimalTest, WritesTheShortestForm) {
  for (const auto& [text, micros, rounded] : {WrittenDecimal{"3", 3'000'000},
                                              {"0.5", 500'000},
                                              {"-12.345678", -12'345'678},
                                              {"0", 0},
                                              {"-0.000001", -1},
                                              {"100", 100'000'000},
                                              {"-9223372036854.775808", std::numeric_limits<std::int64_t>::min()}}) {
    EXPECT_EQ(Decimal::of_micros(micros).text(), text);
    EXPECT_FALSE(rounded);
  }
}

TEST(DecimalTest, ArithmeticIsExactOrThrows) {
  const auto greatest = Decimal::of_micros(std::numeric_limits<std::int64_t>::max());
  EXPECT_EQ((Decimal::of_micros(1) + Decimal::of(2)).text(), "2.000001");
  EXPECT_EQ((Decimal::of(2) - Decimal::of(3)).text(), "-1");
  EXPECT_THROW(greatest + Decimal::of_micros(1), std::overflow_error);
  EXPECT_THROW(Decimal() - greatest - Decimal::of_micros(2), std::overflow_error);
  EXPECT_TRUE(Decimal::of(2).is_whole());
  EXPECT_FALSE(Decimal::of_micros(2'000'001).is_whole());
  EXPECT_LT(Decimal::of_micros(-1), Decimal());
}

TEST(MoneyTest, WritesTwoPlaces) {
  for (const auto& [text, cents, rounded] :
       {WrittenDecimal{"190.00", 19'000}, {"0.05", 5}, {"-0.05", -5}, {"-12.30", -1'230}, {"0.00", 0}}) {
    EXPECT_EQ((Money{cents, "EUR"}.amount()), text);
    EXPECT_FALSE(rounded);
  }
}

TEST(MoneyTest, ParsesAmounts) {
  EXPECT_EQ(Money::parse_cents("190"), 19'000);
  EXPECT_EQ(Money::parse_cents("-0,05"), -5);
  EXPECT_EQ(Money::parse_cents("0.10"), 10);
  EXPECT_EQ(Money::parse_cents("x"), std::nullopt);
  EXPECT_EQ(Money::parse_cents("0.00000001"), std::nullopt);
  EXPECT_EQ(Money::parse_cents("190.000"), 19'000) << "noughts say nothing new";
  for (const char* finer : {"190.005", "190.001", "0,999", "-1.234567"}) {
    EXPECT_EQ(Money::parse_cents(finer), std::nullopt) << finer;
  }
}

TEST(MoneyTest, LineAmountsAreRoundedHalfToEven) {
  const auto cents = [](const char* quantity, const char* price) {
    return cents_of(Decimal::parse(quantity)->value, Decimal::parse(price)->value);
  };
  EXPECT_EQ(cents("3", "190"), 57'000);
  EXPECT_EQ(cents("1", "0.005"), 0);
  EXPECT_EQ(cents("1", "0.015"), 2);
  EXPECT_EQ(cents("1", "0.025"), 2);
  EXPECT_EQ(cents("1", "0.025001"), 3);
  EXPECT_EQ(cents("-1", "0.015"), -2);
  EXPECT_EQ(cents("0.000001", "0.000001"), 0);
  EXPECT_EQ(cents("1000000", "9223372"), 922'337'200'000'000);
  EXPECT_THROW(cents("999999999999", "999999999999"), std::overflow_error);
}

TEST(MoneyTest, AShareOfALineIsRoundedHalfToEven) {
  EXPECT_EQ(share_of_cents(1'000, Decimal::of(1), Decimal::of(3)), 333);
  EXPECT_EQ(share_of_cents(1'000, Decimal::of(3), Decimal::of(3)), 1'000);
  EXPECT_EQ(share_of_cents(5, Decimal::of(1), Decimal::of(2)), 2);
  EXPECT_EQ(share_of_cents(7, Decimal::of(1), Decimal::of(2)), 4);
  EXPECT_EQ(share_of_cents(-5, Decimal::of(1), Decimal::of(2)), -2);
  EXPECT_EQ(share_of_cents(0, Decimal::of(1), Decimal::of(2)), 0);
}

}  // namespace
}  // namespace recours
