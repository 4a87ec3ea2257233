// R-642 Where a version may begin, what it ends, what is left without any: last good day, first bad day, absurd.
#include "claims/timeline.h"

#include <gtest/gtest.h>

namespace recours::claims {
namespace {

Date day(int number) { return Date::of(2026, 11, 1).plus_days(number - 1); }
const Date kToday = day(12);

DataVersion version(std::int64_t id, Date from, std::optional<Date> to = {}) { return {id, {from, to}, {}}; }
std::string text(const std::optional<Date>& date) { return date ? date->iso() : "-"; }
std::string text(const Validity& validity) { return validity.from.iso() + ".." + text(validity.to); }

struct PlaceCase {
  const char* name;
  std::vector<DataVersion> versions;
  Validity wanted;
  std::string expected;  // validity and what it ends, or the refusal and its field
};

std::string placed(const PlaceCase& one) {
  const auto placement = place(one.versions, one.wanted, kToday);
  if (!placement) return placement.error().fields.front().code + " " + placement.error().fields.front().field;
  std::string told = text(placement->validity);
  if (placement->ends) told += " ends " + std::to_string(placement->ends->id) + " " + text(placement->ends->to);
  return told;
}

TEST(Timeline, PlacesAVersion) {
  const auto since2000 = version(1, Date::of(2000, 1, 1));
  const PlaceCase cases[] = {
      {"the first of all, today", {}, {kToday, {}}, "2026-11-12..-"},
      {"yesterday", {}, {day(11), {}}, "in_the_past valid_from"},
      {"long ago", {since2000}, {Date::of(1999, 1, 1), {}}, "in_the_past valid_from"},
      {"today ends the one in force yesterday", {since2000}, {kToday, {}}, "2026-11-12..- ends 1 2026-11-11"},
      {"later", {since2000}, {day(20), {}}, "2026-11-20..- ends 1 2026-11-19"},
      {"one day only", {since2000}, {day(20), day(20)}, "2026-11-20..2026-11-20 ends 1 2026-11-19"},
      {"ends before it begins", {since2000}, {day(20), day(19)}, "before_start valid_to"},
      {"the same day as another", {since2000, version(2, day(20))}, {day(20), {}}, "day_taken valid_from"},
      {"before a planned one, open: cut",
       {since2000, version(2, day(20))},
       {day(15), {}},
       "2026-11-15..2026-11-19 ends 1 2026-11-14"},
      {"before a planned one, to the day before",
       {since2000, version(2, day(20))},
       {day(15), day(19)},
       "2026-11-15..2026-11-19 ends 1 2026-11-14"},
      {"into a planned one", {since2000, version(2, day(20))}, {day(15), day(20)}, "overlaps valid_to"},
      {"after a gap ends nothing", {version(1, Date::of(2000, 1, 1), day(5))}, {day(20), {}}, "2026-11-20..-"},
      {"begun today cannot be begun again", {since2000, version(2, kToday)}, {kToday, {}}, "day_taken valid_from"},
  };
  for (const auto& one : cases) {
    EXPECT_EQ(placed(one), one.expected) << one.name;
  }
}

TEST(Timeline, WithdrawsWhatHasNotBegun) {
  const std::vector<DataVersion> cut{version(1, Date::of(2000, 1, 1), day(19)), version(2, day(20))};
  const auto again = withdraw(cut, 2, kToday);
  ASSERT_TRUE(again.ok() && again->has_value());
  EXPECT_EQ((*again)->id, 1);
  EXPECT_EQ(text((*again)->to), "-");
  EXPECT_EQ(withdraw(cut, 2, day(20)).error().fields.front().code, "has_begun") << "its first day";
  EXPECT_TRUE(withdraw(cut, 2, day(19)).ok()) << "the day before";
  EXPECT_EQ(withdraw(cut, 1, kToday).error().fields.front().code, "has_begun");
  EXPECT_THROW((void)withdraw(cut, 3, kToday), NotFound);
  const std::vector<DataVersion> apart{version(1, Date::of(2000, 1, 1), day(15)), version(2, day(20))};
  const auto untouched = withdraw(apart, 2, kToday);
  ASSERT_TRUE(untouched.ok());
  EXPECT_FALSE(untouched->has_value()) << "the one before had its own end";
}

TEST(Timeline, EndsNothingThatIsPast) {
  const std::vector<DataVersion> versions{version(1, Date::of(2000, 1, 1), day(19)), version(2, day(20))};
  EXPECT_EQ(text(end_on(versions, 1, kToday, kToday).value().to), "2026-11-12");
  EXPECT_EQ(end_on(versions, 1, day(11), kToday).error().fields.front().code, "in_the_past");
  EXPECT_EQ(end_on(versions, 1, day(20), kToday).error().fields.front().code, "overlaps");
  EXPECT_EQ(text(end_on(versions, 1, day(19), kToday).value().to), "2026-11-19");
  EXPECT_EQ(end_on(versions, 2, day(19), kToday).error().fields.front().code, "before_start");
  EXPECT_EQ(end_on({version(1, Date::of(2000, 1, 1), day(5))}, 1, day(30), kToday).error().fields.front().code,
            "in_the_past")
      << "what is over is not revived";
}

TEST(Timeline, NamesGaps) {
  const auto gaps = [](const std::vector<DataVersion>& versions) {
    std::string told;
    for (const auto& gap : gaps_after(versions, kToday)) told += text(gap) + " ";
    return told;
  };
  EXPECT_EQ(gaps({}), "");
  EXPECT_EQ(gaps({version(1, Date::of(2000, 1, 1))}), "");
  EXPECT_EQ(gaps({version(1, Date::of(2000, 1, 1), day(19)), version(2, day(20))}), "");
  EXPECT_EQ(gaps({version(1, Date::of(2000, 1, 1), day(18)), version(2, day(20))}), "2026-11-19..2026-11-19 ");
  EXPECT_EQ(gaps({version(1, Date::of(2000, 1, 1), day(18))}), "2026-11-19..- ");
  EXPECT_EQ(gaps({version(1, Date::of(2000, 1, 1), day(5)), version(2, day(20), day(21))}),
            "2026-11-12..2026-11-19 2026-11-22..- ")
      << "what is past is not told";
}

TEST(Timeline, ReadsDays) {
  const auto typed = [](const char* from, const char* to) {
    return Draft().set("valid_from", from).set("valid_to", to);
  };
  EXPECT_EQ(text(validity_typed(typed("2026-11-20", "")).value()), "2026-11-20..-");
  EXPECT_EQ(text(validity_typed(typed("20/11/2026", "30/11/2026")).value()), "2026-11-20..2026-11-30");
  EXPECT_EQ(validity_typed(typed("", "")).error().fields.front().code, "required");
  EXPECT_EQ(validity_typed(typed("2026-02-30", "")).error().fields.front().code, "not_a_date");
  EXPECT_EQ(validity_typed(typed("2026-11-20", "soon")).error().fields.front().field, "valid_to");
}

}  // namespace
}  // namespace recours::claims
