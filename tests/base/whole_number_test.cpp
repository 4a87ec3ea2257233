#include "base/whole_number.h"

#include <gtest/gtest.h>

namespace recours {
namespace {

TEST(WholeNumber, IsDigitsAndNothingElse) {
  EXPECT_EQ(whole_number("0"), 0);
  EXPECT_EQ(whole_number("-12"), -12);
  EXPECT_EQ(whole_number("0042"), 42);
  EXPECT_EQ(whole_number("9223372036854775807"), INT64_MAX);
  for (const char* text : {"", " 1", "1 ", "+1", "1.0", "0x10", "9223372036854775808", "-", "1e3", "٣"}) {
    EXPECT_EQ(whole_number(text), std::nullopt) << text;
  }
}

}  // namespace
}  // namespace recours
