// What a page says after a form: a refusal beside its fields, a success in the words of the page's table.
#include <gtest/gtest.h>

#include "ui/done_notice.h"
#include "ui/refusal_errors.h"

namespace recours::ui {
namespace {

Refusal refusal_with(std::vector<FieldRefusal> fields) { return {"refused", msg("Not found"), std::move(fields)}; }

TEST(ErrorsOf, StandBesideTheFieldsTheyName) {
  const auto errors =
      errors_of(Language::English, refusal_with({{"name", "required", msg("Name")}, {"zone", "x", msg("Date")}}));
  ASSERT_EQ(errors.items.size(), 2U);
  EXPECT_EQ(errors.of("name"), "Name");
  EXPECT_EQ(errors.of("zone"), "Date");
  EXPECT_EQ(errors.of(""), "");
}

TEST(ErrorsOf, StandOnTopWhereNoFieldIsNamed) {
  const auto errors = errors_of(Language::English, refusal_with({}));
  ASSERT_EQ(errors.items.size(), 1U);
  EXPECT_EQ(errors.of(""), "Not found");
  EXPECT_TRUE(field_errors(Language::English, refusal_with({}).fields).empty());
}

constexpr DoneWord kDone[]{{"saved", "Saved"}, {"half", "Half of it", Notice::Kind::Warning}};

http::Request asking(const std::string& query) {
  http::Request request;
  request.query = http::parse_urlencoded(query);
  return request;
}

TEST(DoneNotices, SayWhatThePageKnowsAndNothingElse) {
  const auto saved = done_notices(Language::English, asking("done=saved"), kDone);
  ASSERT_EQ(saved.size(), 1U);
  EXPECT_EQ(saved[0].text.str(), "Saved");
  EXPECT_EQ(saved[0].kind, Notice::Kind::Success);
  const auto half = done_notices(Language::English, asking("done=half"), kDone);
  ASSERT_EQ(half.size(), 1U);
  EXPECT_EQ(half[0].kind, Notice::Kind::Warning);
  for (const char* query : {"", "done=", "done=else", "saved"}) {
    EXPECT_TRUE(done_notices(Language::English, asking(query), kDone).empty()) << query;
  }
}

}  // namespace
}  // namespace recours::ui
