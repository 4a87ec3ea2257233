#include <algorithm>
#include <limits>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "db/sample.h"
#include "support/clock.h"

namespace recours::db {
namespace {

using testing_support::instant;

class ConversionTest : public SampleTest {
 protected:
  // What comes back of a value that went through a column.
  template <class T, class V>
  T through(const std::string& column, const V& given) {
    execute("DELETE FROM sample");
    execute("INSERT INTO sample (id, " + column + ") VALUES (1, :given)", {{"given", given}});
    return value<T>("SELECT " + column + " AS value FROM sample");
  }
};

TEST_P(ConversionTest, IntegersOfEverySizeComeBack) {
  for (const auto whole : {std::int64_t{0}, std::int64_t{-1}, std::int64_t{1} << 53,
                           std::numeric_limits<std::int64_t>::max(), std::numeric_limits<std::int64_t>::min()}) {
    EXPECT_EQ(through<std::int64_t>("whole", whole), whole);
  }
  EXPECT_EQ(through<int>("whole", 2'147'483'647), 2'147'483'647);
}

TEST_P(ConversionTest, AnIntegerThatDoesNotFitIsRefused) {
  EXPECT_THROW(through<int>("whole", std::int64_t{2'147'483'648}), Error);
  EXPECT_THROW(through<unsigned>("whole", -1), Error);
  EXPECT_THROW(through<std::int8_t>("whole", 128), Error);
}

TEST_P(ConversionTest, BooleansComeBack) {
  EXPECT_TRUE(through<bool>("flag", true));
  EXPECT_FALSE(through<bool>("flag", false));
}

TEST_P(ConversionTest, TextsComeBackByteForByte) {
  for (const std::string text :
       {"", "a", "l’été à Noël 🎄", "it's \"quoted\" \\ {1,2} :name $1 ?1", "line\nbreak\ttab"}) {
    EXPECT_EQ(through<std::string>("word", text), text);
  }
  const std::string long_text(2000, 'x');
  EXPECT_EQ(through<std::string>("word", long_text), long_text);
}

TEST_P(ConversionTest, ATextWithNulIsKeptWholeOrRefusedNeverCut) {
  const std::string text("before\0after", 12);
  if (is_postgres())
    EXPECT_THROW(through<std::string>("word", text), Error);
  else
    EXPECT_EQ(through<std::string>("word", text), text);
}

TEST_P(ConversionTest, BytesComeBack) {
  std::string all;
  for (int byte = 0; byte < 256; ++byte) all += static_cast<char>(byte);
  for (const std::string& bytes : {std::string(), std::string("\0", 1), all}) {
    EXPECT_EQ(through<Blob>("bytes", Blob{bytes}).bytes, bytes);
  }
}

TEST_P(ConversionTest, DomainTypesComeBack) {
  EXPECT_EQ(through<Date>("word", Date::of(2024, 2, 29)), Date::of(2024, 2, 29));
  EXPECT_EQ(through<Instant>("word", instant("2026-01-08T13:28:00.007Z")), instant("2026-01-08T13:28:00.007Z"));
  EXPECT_EQ(through<Decimal>("whole", Decimal::of_micros(-1)), Decimal::of_micros(-1));
  using SampleId = Id<struct SampleNoun>;
  EXPECT_EQ(through<SampleId>("whole", SampleId{7}), SampleId{7});
}

TEST_P(ConversionTest, ATextThatIsNoDateOrInstantIsRefused) {
  EXPECT_THROW(through<Date>("word", "2023-02-29"), Error);
  EXPECT_THROW(through<Instant>("word", "2026-01-08 13:28:00"), Error);
}

TEST_P(ConversionTest, NullOnlyFitsAnOptional) {
  for (const std::string column : {"whole", "flag", "word", "bytes"}) {
    EXPECT_EQ(through<std::optional<int>>("whole", std::nullopt), std::nullopt) << column;
  }
  EXPECT_EQ(through<std::optional<bool>>("flag", std::optional<bool>()), std::nullopt);
  EXPECT_EQ(through<std::optional<Date>>("word", std::optional<Date>()), std::nullopt);
  EXPECT_EQ(through<std::optional<Date>>("word", std::optional(Date::of(2026, 1, 1))), Date::of(2026, 1, 1));
  EXPECT_THROW(through<int>("whole", std::nullopt), Error);
  EXPECT_THROW(through<bool>("flag", std::nullopt), Error);
  EXPECT_THROW(through<std::string>("word", std::nullopt), Error);
  EXPECT_THROW(through<Blob>("bytes", std::nullopt), Error);
}

TEST_P(ConversionTest, AnEmptyTextIsNotNull) {
  EXPECT_EQ(through<std::optional<std::string>>("word", std::string_view()), "");
  EXPECT_EQ(through<std::optional<Blob>>("bytes", Blob{}), Blob{});
}

TEST_P(ConversionTest, NothingIsReadAsAnotherType) {
  EXPECT_THROW(through<std::string>("whole", 1), Error);
  EXPECT_THROW(through<Blob>("word", "text"), Error);
  EXPECT_THROW(through<std::string>("bytes", Blob{"text"}), Error);
  EXPECT_THROW(through<int>("word", "12"), Error);
  EXPECT_THROW(through<bool>("word", "t"), Error);
  EXPECT_THROW(through<bool>("whole", 2), Error);
  EXPECT_THROW(value<int>("SELECT 1.5 AS value"), Error);
}

TEST_P(ConversionTest, TheErrorNamesTheColumn) {
  execute("INSERT INTO sample (id, word) VALUES (1, 'x')");
  try {
    database().reader()->each("SELECT word FROM sample", {}, [](const Row& row) { row.get<int>("word"); });
    FAIL() << "read a text as a number";
  } catch (const Error& error) {
    EXPECT_NE(std::string(error.what()).find("word"), std::string::npos) << error.what();
    EXPECT_NE(std::string(error.what()).find("CAST"), std::string::npos) << error.what();
  }
}

TEST_P(ConversionTest, ColumnsAreFoundByNameInAnyOrder) {
  const auto sum = database().reader()->require("SELECT 1 AS a, 2 AS b, 3 AS c", {}, [](const Row& row) {
    return std::vector{row.get<int>("c"), row.get<int>("a"), row.get<int>("b"), row.get<int>("b")};
  });
  EXPECT_EQ(sum, (std::vector{3, 1, 2, 2}));
  EXPECT_THROW(database().reader()->each("SELECT 1 AS a", {}, [](const Row& row) { row.get<int>("A"); }), Error);
  EXPECT_THROW(database().reader()->each("SELECT 1 AS a, 2 AS a", {}, [](const Row&) {}), Error);
}

TEST_P(ConversionTest, TextsSortByBytesOnBothEngines) {
  std::vector<std::string> words = {"e",      "é",   "E",  "É",   "f",  "z", "Z", "œuvre",
                                    "oeuvre", "a b", "ab", "a-b", "10", "9", ""};
  for (const auto& word : words) execute("INSERT INTO sample (word) VALUES (:word)", {{"word", word}});
  std::sort(words.begin(), words.end());
  const auto text = [](const Row& row) { return row.get<std::string>("word"); };
  EXPECT_EQ(database().reader()->list("SELECT word FROM sample ORDER BY word", {}, text), words);
  EXPECT_EQ(database().reader()->list("SELECT word FROM sample WHERE word > :after ORDER BY word LIMIT 2",
                                      {{"after", "e"}}, text),
            (std::vector<std::string>{"f", "oeuvre"}));
  EXPECT_EQ(database().reader()->list("SELECT word FROM sample WHERE word LIKE 'e%'", {}, text),
            std::vector<std::string>{"e"});
}

RECOURS_ON_BOTH_ENGINES(ConversionTest);

}  // namespace
}  // namespace recours::db
