// How many items of a list are asked for, and behind which one it goes on: the bounds, and what is none.
#include "accounts/list_request.h"

#include <gtest/gtest.h>

#include "base/id.h"

namespace recours::accounts {
namespace {

using SomeId = Id<struct SomeNoun>;

http::Fields query(const std::string& text) { return http::parse_urlencoded(text); }

TEST(ListLimit, IsFiftyUnlessAskedForAndTwoHundredAtMost) {
  const std::pair<const char*, int> good[] = {{"", 50},       {"limit=", 50},   {"limit=+", 50},
                                              {"limit=1", 1}, {"limit=+7+", 7}, {"limit=200", 200}};
  for (const auto& [text, expected] : good) {
    const auto limit = list_limit(query(text));
    ASSERT_TRUE(limit) << text;
    EXPECT_EQ(*limit, expected) << text;
  }
  for (const char* text : {"limit=0", "limit=-1", "limit=201", "limit=x", "limit=1.5", "limit=99999999999999999999"}) {
    const auto limit = list_limit(query(text));
    ASSERT_FALSE(limit) << text;
    EXPECT_EQ(limit.error().code, "invalid_filter") << text;
    ASSERT_EQ(limit.error().fields.size(), 1U) << text;
    EXPECT_EQ(limit.error().fields[0].field, "limit") << text;
    EXPECT_EQ(limit.error().fields[0].code, "bad_limit") << text;
  }
}

TEST(ListCursor, IsAnIdOrNothing) {
  EXPECT_EQ(list_cursor<SomeId>(query("after=3"), "before"), std::nullopt);
  EXPECT_EQ(list_cursor<SomeId>(query("before=3"), "before"), SomeId{3});
  for (const char* text :
       {"before=", "before=0", "before=-3", "before=x", "before=1e3", "before=99999999999999999999"}) {
    EXPECT_THROW(list_cursor<SomeId>(query(text), "before"), Malformed) << text;
  }
}

}  // namespace
}  // namespace recours::accounts
