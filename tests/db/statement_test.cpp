#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "db/sample.h"

namespace recours::db {
namespace {

class StatementTest : public SampleTest {
 protected:
  std::vector<int> ids(std::string_view sql, Params params) {
    return database().reader()->list(sql, params, [](const Row& row) { return row.get<int>("id"); });
  }
};

TEST_P(StatementTest, AParameterMayBeUsedTwiceAndLooksAlikeStayApart) {
  execute("INSERT INTO sample (word) VALUES ('w')");
  EXPECT_EQ(
      value<std::string>("SELECT ':a' || :a || \"word\" || :a AS value -- :b\n FROM sample /* :c */", {{"a", "-"}}),
      ":a-w-");
}

TEST_P(StatementTest, MissingUnusedRepeatedAndMistakenParametersAreRefused) {
  EXPECT_THROW(value<int>("SELECT CAST(:a AS BIGINT) AS value"), Error);
  EXPECT_THROW(value<int>("SELECT CAST(:a AS BIGINT) AS value", {{"b", 1}}), Error);
  EXPECT_THROW(value<int>("SELECT CAST(:a AS BIGINT) AS value", {{"a", 1}, {"b", 1}}), Error);
  EXPECT_THROW(value<int>("SELECT CAST(:a AS BIGINT) AS value", {{"a", 1}, {"a", 1}}), Error);
  EXPECT_THROW(ids("SELECT id FROM sample WHERE id IN (:a[])", {{"a", 1}}), Error);
  EXPECT_THROW(ids("SELECT id FROM sample WHERE id IN (:a)", {{"a", std::vector<std::int64_t>{1}}}), Error);
  EXPECT_THROW(ids("SELECT id FROM sample WHERE id IN (:a[])", {{"a", std::vector<std::string>{"1"}}}), Error);
}

TEST_P(StatementTest, ListsMatchAnyOfTheirValues) {
  for (int id = 1; id <= 5; ++id) {
    execute("INSERT INTO sample (id, word) VALUES (:id, :word)", {{"id", id}, {"word", "w\"\\," + std::to_string(id)}});
  }
  using Integers = std::vector<std::int64_t>;
  using Texts = std::vector<std::string>;
  EXPECT_EQ(ids("SELECT id FROM sample WHERE id IN (:a[]) ORDER BY id", {{"a", Integers{4, 2, 9, 2}}}),
            (std::vector{2, 4}));
  EXPECT_EQ(ids("SELECT id FROM sample WHERE id NOT IN (:a[]) ORDER BY id", {{"a", Integers{4, 2}}}),
            (std::vector{1, 3, 5}));
  EXPECT_EQ(ids("SELECT id FROM sample WHERE word IN (:a[text]) ORDER BY id",
                {{"a", Texts{"w\"\\,5", "", "w\"\\,1", "é\n"}}}),
            (std::vector{1, 5}));
  EXPECT_EQ(ids("SELECT id FROM sample WHERE EXISTS (SELECT 1 FROM (:a[text]) asked WHERE word = asked.value)",
                {{"a", Texts{"w\"\\,2"}}}),
            std::vector{2})
      << "a list is a table of one column too, called value";
  EXPECT_TRUE(ids("SELECT id FROM sample WHERE id IN (:a[])", {{"a", Integers{}}}).empty());
  EXPECT_TRUE(ids("SELECT id FROM sample WHERE word IN (:a[text])", {{"a", Texts{}}}).empty());
  EXPECT_EQ(ids("SELECT id FROM sample WHERE id NOT IN (:a[]) ORDER BY id", {{"a", Integers{}}}).size(), 5u);
}

TEST_P(StatementTest, AListMayBeLong) {
  std::vector<std::int64_t> many(100'000);
  for (std::size_t i = 0; i < many.size(); ++i) many[i] = static_cast<std::int64_t>(i) - 50'000;
  insert(7, 0);
  EXPECT_EQ(ids("SELECT id FROM sample WHERE id IN (:a[])", {{"a", many}}), std::vector{7});
}

TEST_P(StatementTest, ATextWithNulInAListIsRefused) {
  EXPECT_THROW(ids("SELECT id FROM sample WHERE word IN (:a[text])", {{"a", std::vector{std::string("a\0b", 3)}}}),
               Error);
}

TEST_P(StatementTest, ANullParameterIsNull) {
  insert(1, 5);
  const std::string_view sql = "SELECT id FROM sample WHERE (whole = :whole OR :whole IS NULL)";
  EXPECT_EQ(ids(sql, {{"whole", std::optional<int>(5)}}).size(), 1u);
  EXPECT_EQ(ids(sql, {{"whole", std::optional<int>(6)}}).size(), 0u);
  EXPECT_EQ(ids(sql, {{"whole", std::optional<int>()}}).size(), 1u);
}

TEST_P(StatementTest, TheSameStatementMayBeNested) {
  for (int id = 1; id <= 3; ++id) insert(id, id);
  const std::string_view sql = "SELECT id FROM sample WHERE id >= :from ORDER BY id";
  std::vector<int> seen;
  const auto reader = database().reader();
  reader->each(sql, {{"from", 1}}, [&](const Row& outer) {
    seen.push_back(outer.get<int>("id"));
    reader->each(sql, {{"from", 2}}, [&](const Row& inner) { seen.push_back(10 * inner.get<int>("id")); });
  });
  EXPECT_EQ(seen, (std::vector{1, 20, 30, 2, 20, 30, 3, 20, 30}));
}

TEST_P(StatementTest, AnExceptionFromACallbackLeavesTheStatementUsable) {
  for (int id = 1; id <= 3; ++id) insert(id, id);
  const auto reader = database().reader();
  const auto stop = [](const Row&) { throw NotFound(); };
  EXPECT_THROW(reader->each("SELECT id FROM sample", {}, stop), NotFound);
  int rows = 0;
  reader->each("SELECT id FROM sample", {}, [&](const Row&) { ++rows; });
  EXPECT_EQ(rows, 3);
}

TEST_P(StatementTest, MoreTextsThanTheCacheHoldsStillRun) {
  const auto reader = database().reader();
  for (int i = 0; i < 1100; ++i) {
    EXPECT_EQ(reader->value<int>("SELECT " + std::to_string(i) + " AS value"), i);
  }
  EXPECT_EQ(reader->value<int>("SELECT 0 AS value"), 0);
}

TEST_P(StatementTest, FindAndRequireTakeTheFirstRow) {
  const auto id = [](const Row& row) { return row.get<int>("id"); };
  const auto reader = database().reader();
  EXPECT_EQ(reader->find("SELECT id FROM sample", {}, id), std::nullopt);
  EXPECT_THROW(reader->require("SELECT id FROM sample", {}, id), NotFound);
  for (int i = 1; i <= 2; ++i) insert(i, i);
  EXPECT_EQ(reader->find("SELECT id FROM sample ORDER BY id DESC", {}, id), 2);
}

TEST_P(StatementTest, ExecuteCountsTheRowsItChanged) {
  for (int id = 1; id <= 3; ++id) insert(id, id);
  EXPECT_EQ(execute("UPDATE sample SET whole = 0 WHERE id > :id", {{"id", 1}}), 2);
  EXPECT_EQ(execute("DELETE FROM sample WHERE id = 99"), 0);
  EXPECT_EQ(execute("SELECT id FROM sample"), 0);
  EXPECT_EQ(execute("INSERT INTO sample (id) VALUES (3) ON CONFLICT (id) DO NOTHING"), 0);
}

TEST_P(StatementTest, MistakesInTheSqlAreErrors) {
  EXPECT_THROW(execute("SELEC 1"), Error);
  EXPECT_THROW(execute("SELECT 1; DELETE FROM sample"), Error);
  EXPECT_THROW(execute("SELECT nothing FROM sample"), Error);
  EXPECT_THROW(execute("SELECT \"a text\" FROM sample"), Error);
  EXPECT_THROW(execute("SELECT 'open"), Error);
  EXPECT_NO_THROW(execute("SELECT 1;  -- the end\n"));
}

TEST_P(StatementTest, AReaderCannotWrite) {
  const auto reader = database().reader();
  const auto ignore = [](const Row&) {};
  EXPECT_THROW(reader->each("INSERT INTO sample (id) VALUES (1)", {}, ignore), Error);
  EXPECT_THROW(reader->each("CREATE TABLE other (id BIGINT)", {}, ignore), Error);
  EXPECT_THROW(reader->each("INSERT INTO sample (id) VALUES (1) RETURNING id", {}, ignore), Error);
  EXPECT_FALSE(value<bool>("SELECT EXISTS (SELECT 1 FROM sample) AS value"));
}

RECOURS_ON_BOTH_ENGINES(StatementTest);

}  // namespace
}  // namespace recours::db
