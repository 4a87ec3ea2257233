// R-715 The letters a firm starts with hold what their kind cannot do without, and nothing unknown.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "complaints/letter_text.h"
#include "support/database.h"

namespace recours::complaints {
namespace {

class SeededLetters : public OnBothEngines {};

TEST_P(SeededLetters, AreComplete) {
  const auto templates = database().reader()->list(
      "SELECT kind, subject, body FROM letter_template", {}, [](const db::Row& row) {
        return Template{row.get<std::string>("kind"), row.get<std::string>("subject"), row.get<std::string>("body"), 1};
      });
  EXPECT_EQ(templates.size(), 6u);
  for (const auto& one : templates) {
    EXPECT_THAT(unknown_placeholders(one), ::testing::IsEmpty()) << one.kind;
    EXPECT_THAT(missing_placeholders(one), ::testing::IsEmpty()) << one.kind;
    EXPECT_FALSE(required_placeholders(one.kind).empty()) << one.kind;
  }
}

RECOURS_ON_BOTH_ENGINES(SeededLetters);

}  // namespace
}  // namespace recours::complaints
