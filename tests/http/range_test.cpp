// R-820 Which part of a file was asked for, and how it is answered.
#include "http/range.h"

#include <gtest/gtest.h>

#include <string>

namespace recours::http {
namespace {

constexpr std::string_view kTag = "\"abc\"";

Request asking(std::vector<std::pair<std::string, std::string>> headers, Method method = Method::Get) {
  Request request;
  request.method = method;
  request.headers = std::move(headers);
  return request;
}

// "whole", "none" or "offset+length".
std::string wanted(const Request& request, std::uint64_t size) {
  const auto answer = wanted_range(request, size, kTag);
  if (std::holds_alternative<WholeFile>(answer)) return "whole";
  if (std::holds_alternative<Unsatisfiable>(answer)) return "none";
  const auto range = std::get<ByteRange>(answer);
  return std::to_string(range.offset) + "+" + std::to_string(range.length);
}

TEST(WantedRange, FollowsTheHeader) {
  struct Case {
    std::string range;
    std::uint64_t size;
    std::string expected;
  };
  const Case cases[] = {
      {"bytes=0-0", 100, "0+1"},
      {"bytes=0-99", 100, "0+100"},
      {"bytes=0-100", 100, "0+100"},
      {"bytes=10-19", 100, "10+10"},
      {"bytes=99-", 100, "99+1"},
      {"bytes=0-", 100, "0+100"},
      {"bytes=99-99", 100, "99+1"},
      {"bytes=100-", 100, "none"},
      {"bytes=100-200", 100, "none"},
      {"bytes=-1", 100, "99+1"},
      {"bytes=-100", 100, "0+100"},
      {"bytes=-101", 100, "0+100"},
      {"bytes=-0", 100, "none"},
      {"bytes=-00", 100, "none"},
      {"Bytes= 1-2 ", 100, "1+2"},
      {"bytes=001-002", 100, "1+2"},
      {"bytes=0-0", 1, "0+1"},
      {"bytes=1-", 1, "none"},
      {"bytes=0-", 0, "none"},
      {"bytes=0-0", 0, "none"},
      {"bytes=-5", 0, "whole"},
      {"bytes=5-18446744073709551615", 100, "5+95"},
      {"bytes=5-99999999999999999999999", 100, "5+95"},
      {"bytes=-99999999999999999999999", 100, "0+100"},
      {"bytes=18446744073709551615-", 100, "none"},
      {"bytes=18446744073709551616-", 100, "none"},
      {"bytes=0-18446744073709551615", 18446744073709551615u, "0+18446744073709551615"},
      {"bytes=2-1", 100, "whole"},
      {"bytes=0-1,5-6", 100, "whole"},
      {"bytes=", 100, "whole"},
      {"bytes=-", 100, "whole"},
      {"bytes=5", 100, "whole"},
      {"bytes=a-b", 100, "whole"},
      {"bytes=1-2x", 100, "whole"},
      {"bytes=+1-2", 100, "whole"},
      {"bytes=1 - 2", 100, "whole"},
      {"bytes=--2", 100, "whole"},
      {"bytes 1-2", 100, "whole"},
      {"items=1-2", 100, "whole"},
      {"", 100, "whole"},
  };
  for (const auto& each : cases) {
    EXPECT_EQ(wanted(asking({{"range", each.range}}), each.size), each.expected) << each.range << " of " << each.size;
  }
}

TEST(WantedRange, IsForGetAlone) {
  for (const auto method : {Method::Head, Method::Post, Method::Put}) {
    EXPECT_EQ(wanted(asking({{"range", "bytes=0-1"}}, method), 100), "whole");
  }
  EXPECT_EQ(wanted(asking({}), 100), "whole");
  EXPECT_EQ(wanted(asking({{"range", "bytes=0-1"}, {"range", "bytes=2-3"}}), 100), "whole");
}

TEST(WantedRange, ComparesIfRangeStrongly) {
  const std::pair<std::string, std::string> cases[] = {
      {"\"abc\"", "0+2"},   {" \"abc\" ", "0+2"},
      {"\"xyz\"", "whole"}, {"W/\"abc\"", "whole"},
      {"abc", "whole"},     {"Sun, 06 Nov 1994 08:49:37 GMT", "whole"},
      {"", "0+2"},
  };
  for (const auto& [tag, expected] : cases) {
    EXPECT_EQ(wanted(asking({{"range", "bytes=0-1"}, {"if-range", tag}}), 100), expected) << tag;
  }
}

TEST(NamesEtag, ComparesWeaklyInALists) {
  for (const auto list : {"\"abc\"", "W/\"abc\"", "\"x\", \"abc\"", "\"x\",W/\"abc\" ", "*"})
    EXPECT_TRUE(names_etag(list, kTag)) << list;
  for (const auto list : {"", "abc", "\"x\"", "\"abc", "w/\"abc\""}) EXPECT_FALSE(names_etag(list, kTag)) << list;
}

FileBody file_of(std::uint64_t offset, std::uint64_t length) {
  return {std::make_shared<const Descriptor>(), offset, length};
}

TEST(AnswerWithFile, SendsTheWholeFile) {
  for (const auto method : {Method::Get, Method::Head}) {
    const auto response = answer_with_file(asking({}, method), file_of(0, 100), kTag);
    EXPECT_EQ(response.status, 200);
    EXPECT_EQ(response.header("Accept-Ranges"), "bytes");
    EXPECT_EQ(response.header("ETag"), kTag);
    EXPECT_EQ(response.header("Content-Range"), "");
    ASSERT_TRUE(response.file);
    EXPECT_EQ(response.file->length, 100u);
  }
}

TEST(AnswerWithFile, SendsAPartOfAPart) {
  const auto response = answer_with_file(asking({{"range", "bytes=10-19"}}), file_of(1000, 100), kTag);
  EXPECT_EQ(response.status, 206);
  EXPECT_EQ(response.header("Content-Range"), "bytes 10-19/100");
  ASSERT_TRUE(response.file);
  EXPECT_EQ(response.file->offset, 1010u);
  EXPECT_EQ(response.file->length, 10u);
}

TEST(AnswerWithFile, SaysTheSizeWhenNothingIsThere) {
  const auto response = answer_with_file(asking({{"range", "bytes=100-"}}), file_of(0, 100), kTag);
  EXPECT_EQ(response.status, 416);
  EXPECT_EQ(response.header("Content-Range"), "bytes */100");
  EXPECT_FALSE(response.file);
}

TEST(AnswerWithFile, SendsNothingToWhoHasIt) {
  for (const auto method : {Method::Get, Method::Head}) {
    const auto response = answer_with_file(asking({{"if-none-match", "W/\"abc\""}, {"range", "bytes=0-1"}}, method),
                                           file_of(0, 100), kTag);
    EXPECT_EQ(response.status, 304);
    EXPECT_EQ(response.header("ETag"), kTag);
    EXPECT_FALSE(response.file);
  }
  EXPECT_EQ(answer_with_file(asking({{"if-none-match", "\"old\""}}), file_of(0, 100), kTag).status, 200);
}

TEST(AnswerWithFile, SendsAnEmptyFile) {
  const auto response = answer_with_file(asking({{"range", "bytes=-5"}}), file_of(0, 0), kTag);
  EXPECT_EQ(response.status, 200);
  ASSERT_TRUE(response.file);
  EXPECT_EQ(response.file->length, 0u);
}

}  // namespace
}  // namespace recours::http
