#include "http/message.h"

#include <gtest/gtest.h>

#include <stdexcept>

namespace recours::http {
namespace {

using Pairs = std::vector<std::pair<std::string, std::string>>;

struct FormCase {
  std::string_view text;
  Pairs fields;
};

TEST(ParseUrlencoded, ReadsWhatBrowsersSend) {
  const std::vector<FormCase> cases{
      {"", {}},
      {"a=1", {{"a", "1"}}},
      {"a=1&a=2&b=", {{"a", "1"}, {"a", "2"}, {"b", ""}}},
      {"a", {{"a", ""}}},
      {"=x", {{"", "x"}}},
      {"&&a=1&", {{"a", "1"}}},
      {"q=deux+mots%2Bplus", {{"q", "deux mots+plus"}}},
      {"n=caf%C3%A9", {{"n", "café"}}},
      {"n=caf\xC3\xA9", {{"n", "café"}}},
      {"a=b=c", {{"a", "b=c"}}},
      {"a%3Db=%26", {{"a=b", "&"}}},
  };
  for (const auto& each : cases) EXPECT_EQ(parse_urlencoded(each.text).items(), each.fields) << each.text;
}

TEST(ParseUrlencoded, RefusesBadEscapesAndText) {
  const std::string_view cases[] = {"a=%", "a=%4", "a=%zz", "a=%g0", "a=%00", "%00=a", "a=%FF", "a=%C3", "a=\xC3\x28",
                                    "a=%ED%A0%80", "a=%C0%AF", std::string_view("a=\0", 3)};
  for (const auto each : cases) EXPECT_THROW(parse_urlencoded(each), Malformed) << each;
}

TEST(ParseUrlencoded, TakesTwoThousandFieldsAndNotOneMore) {
  std::string text;
  for (int i = 0; i < 2000; ++i) text += "a=1&";
  EXPECT_EQ(parse_urlencoded(text).items().size(), 2000u);
  EXPECT_THROW(parse_urlencoded(text + "a=1"), Malformed);
}

TEST(Urlencode, IsReadBackAsItWas) {
  for (const std::string text : {"", "F-2026/00017", "à & b = c + d %", "~._-"}) {
    EXPECT_EQ(parse_urlencoded("x=" + urlencode(text)).text("x"), text);
    EXPECT_EQ(percent_decode(urlencode(text)), text);
  }
  EXPECT_EQ(urlencode("a b/é"), "a%20b%2F%C3%A9");
}

TEST(Fields, GiveTheFirstOrAll) {
  Fields fields;
  fields.add("a", "1");
  fields.add("a", "2");
  EXPECT_EQ(fields.text("a"), "1");
  EXPECT_EQ(fields.text("b"), "");
  EXPECT_FALSE(fields.has("b"));
  EXPECT_EQ(fields.all("a"), (std::vector<std::string>{"1", "2"}));
}

TEST(Cookie, IsReadLeniently) {
  Request request;
  request.headers = {{"cookie", "a=1; session=\"abc\";b = 2 ;broken; empty=; session=second"}, {"cookie", "late=x=y"}};
  EXPECT_EQ(request.cookie("a"), "1");
  EXPECT_EQ(request.cookie("session"), "abc");
  EXPECT_EQ(request.cookie("b"), "2");
  EXPECT_EQ(request.cookie("empty"), "");
  EXPECT_EQ(request.cookie("late"), "x=y");
  EXPECT_EQ(request.cookie("broken"), std::nullopt);
  EXPECT_EQ(request.cookie("ession"), std::nullopt);
}

TEST(Form, NeedsItsContentType) {
  Request request;
  request.body = "a=1";
  EXPECT_THROW(request.form(), Malformed);
  for (const auto type : {"application/x-www-form-urlencoded", "Application/X-WWW-form-urlencoded ; charset=UTF-8"}) {
    request.headers = {{"content-type", type}};
    EXPECT_EQ(request.form().text("a"), "1");
  }
  for (const auto type : {"application/json", "text/plain", "application/x-www-form-urlencoded2", ""}) {
    request.headers = {{"content-type", type}};
    EXPECT_THROW(request.form(), Malformed) << type;
  }
}

struct Thing;

TEST(PathId, IsAPositiveNumberOrNotFound) {
  Request request;
  const auto id_of = [&](std::string text) {
    request.path_values["id"] = std::move(text);
    return request.path_id<Id<Thing>>("id").value;
  };
  EXPECT_EQ(id_of("1"), 1);
  EXPECT_EQ(id_of("9223372036854775807"), 9223372036854775807);
  for (const auto text : {"", "0", "01", "-1", "+1", " 1", "1 ", "1.0", "0x1", "9223372036854775808",
                          "99999999999999999999999999", "abc", "1/2"}) {
    EXPECT_THROW(id_of(text), NotFound) << text;
  }
  EXPECT_THROW(request.path_value("other"), std::logic_error);
}

TEST(LocalPath, LeavesNoWayToAnotherSite) {
  for (const auto path : {"/", "/factures?q=1#x", "/a//b", "/http://x"}) EXPECT_TRUE(is_local_path(path)) << path;
  for (const auto path : {"", "x", "//evil.example", "/\\evil.example", "\\\\evil", "https://evil.example", "/a\r\nSet-Cookie: x",
                          "/\t/evil.example", "javascript:alert(1)", " /"}) {
    EXPECT_FALSE(is_local_path(path)) << path;
    EXPECT_EQ(Response::redirect(path).header("location"), "/") << path;
  }
}

TEST(Redirect, Is303WithAnAsciiLocation) {
  const auto response = Response::redirect("/clients?q=é x");
  EXPECT_EQ(response.status, 303);
  EXPECT_EQ(response.header("Location"), "/clients?q=%C3%A9%20x");
}

TEST(ResponseHeaders, ReplaceExceptCookies) {
  Response response = Response::html("x");
  response.set("content-type", "text/plain").set("Set-Cookie", "a=1").set("Set-Cookie", "b=2");
  EXPECT_EQ(response.header("Content-Type"), "text/plain");
  EXPECT_EQ(response.headers.size(), 3u);
}

TEST(ResponseHeaders, CannotBreakTheFraming) {
  Response response;
  using namespace std::string_literals;
  for (const auto& value : {"a\r\nX: y"s, "a\nb"s, "a\rb"s, "a\0b"s}) {
    EXPECT_THROW(response.set("X", value), std::logic_error);
  }
  for (const std::string name : {"", "X Y", "X:", "X\r\n", "é"}) EXPECT_THROW(response.set(name, "v"), std::logic_error);
  EXPECT_TRUE(response.headers.empty());
  EXPECT_NO_THROW(response.set("X", "tab\tand é"));
}

}  // namespace
}  // namespace recours::http
