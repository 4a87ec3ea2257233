#include "ui/html.h"

#include <gtest/gtest.h>

namespace recours::ui {
namespace {

TEST(Html, TextIsEscaped) {
  struct Case { const char* text; const char* html; };
  for (const auto& [text, html] : {Case{"", ""},
                                   Case{"Hélios & Fils", "Hélios &amp; Fils"},
                                   Case{"<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"},
                                   Case{"27\" d'écran", "27&quot; d&#39;écran"},
                                   Case{"&amp;", "&amp;amp;"}}) {
    EXPECT_EQ(Html(text).str(), html);
    EXPECT_EQ(Html(std::string(text)).str(), html);
    EXPECT_EQ(el("p", {}, text).str(), "<p>" + std::string(html) + "</p>");
  }
}

TEST(Html, AttributeValuesAreEscaped) {
  EXPECT_EQ(el("a", {{"href", "/x?a=1&b=\"2\""}, {"title", std::string("l'<un>")}}, "y").str(),
            "<a href=\"/x?a=1&amp;b=&quot;2&quot;\" title=\"l&#39;&lt;un&gt;\">y</a>");
}

TEST(Html, AttributesOfEveryKind) {
  const std::string name = "n";
  EXPECT_EQ(el("input", {{"name", name}, {"value", 42}, {"checked", true}, {"disabled", false},
                         {"min", std::optional<int>()}, {"max", std::optional<int>(7)},
                         {"id", std::optional<std::string>("i")}}).str(),
            "<input name=\"n\" value=\"42\" checked max=\"7\" id=\"i\">");
  EXPECT_EQ(el("p", {{"class", ""}}).str(), "<p class=\"\"></p>");
}

TEST(Html, ChildrenStayInOrderAndHtmlIsNotEscapedTwice) {
  const Html bold = el("b", {}, "a < b");
  EXPECT_EQ(el("p", {}, "x ", bold, std::string(" & "), std::string_view("y")).str(), "<p>x <b>a &lt; b</b> &amp; y</p>");
  EXPECT_EQ((Html("a") + bold).str(), "a<b>a &lt; b</b>");
}

TEST(Html, VoidElementsHaveNoEnd) {
  EXPECT_EQ(el("br", {}).str(), "<br>");
  EXPECT_EQ(el("div", {}).str(), "<div></div>");
}

TEST(Html, EachAndWhen) {
  const std::vector<std::string> names = {"a", "<b>"};
  EXPECT_EQ(each(names, [](const auto& name) { return el("li", {}, name); }).str(), "<li>a</li><li>&lt;b&gt;</li>");
  EXPECT_TRUE(when(false, Html("x")).empty());
  EXPECT_EQ(when(true, Html("x")).str(), "x");
}

TEST(Html, ElementFromSpans) {
  const Attribute attributes[] = {{"class", "c"}};
  const Html children[] = {Html("1 < 2"), el("i", {}, "x")};
  EXPECT_EQ(element("p", attributes, children).str(), "<p class=\"c\">1 &lt; 2<i>x</i></p>");
}

TEST(Html, AnAttributeOwnsWhatWouldNotLast) {
  const Attribute attribute("href", std::string("/a rather long address that no small string holds"));
  const Attribute copy = attribute;
  EXPECT_EQ(copy.value(), "/a rather long address that no small string holds");
}

}  // namespace
}  // namespace recours::ui
