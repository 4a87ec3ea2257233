#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "base/text.h"

namespace recours {
namespace {

struct Changed {
  std::string given;
  std::string expected;
};

TEST(TextTest, TrimsBlanksAtBothEnds) {
  for (const auto& [given, expected] :
       {Changed{"", ""}, {" \t\r\n ", ""}, {" a b ", "a b"}, {"a", "a"}, {"\na", "a"}}) {
    EXPECT_EQ(trim(given), expected);
  }
}

TEST(TextTest, FoldsCaseAndAccents) {
  for (const auto& [given, expected] : {Changed{"Éléphant", "elephant"},
                                        {"ÇA VA", "ca va"},
                                        {"Œuvre", "oeuvre"},
                                        {"œuf", "oeuf"},
                                        {"Ærø", "aerø"},
                                        {"STRASSE", "strasse"},
                                        {"Straße", "strasse"},
                                        {"ＡＢＣ", "abc"},
                                        {"e\xCC\x81t\xC3\xA9", "ete"},
                                        {"", ""},
                                        {"ABC-12", "abc-12"}}) {
    EXPECT_EQ(fold(given), expected) << given;
  }
}

TEST(TextTest, NumbersCompareWithoutBlanksCaseAndLeadingZeros) {
  for (const auto& [given, expected] : {Changed{"0033442137", "33442137"},
                                        {"33442137", "33442137"},
                                        {" 33 442 137\t", "33442137"},
                                        {"fr-001", "FR-001"},
                                        {"00a0", "A0"},
                                        {"000", "0"},
                                        {"0", "0"},
                                        {"", ""},
                                        {" ", ""},
                                        {"0é", "é"}}) {
    EXPECT_EQ(number_key(given), expected) << given;
  }
}

TEST(TextTest, SlugsHaveLettersDigitsAndSingleDashes) {
  for (const auto& [given, expected] : {Changed{"Hélios & Fils", "helios-fils"},
                                        {"  --A--  ", "a"},
                                        {"3M™ France", "3mtm-france"},
                                        {"&&&", ""},
                                        {"", ""},
                                        {"日本", ""}}) {
    EXPECT_EQ(slug(given), expected) << given;
  }
}

TEST(TextTest, SplitsAndJoins) {
  using Parts = std::vector<std::string>;
  EXPECT_EQ(split("a,b,,c", ','), (Parts{"a", "b", "", "c"}));
  EXPECT_EQ(split("", ','), Parts{""});
  EXPECT_EQ(split(",", ','), (Parts{"", ""}));
  EXPECT_EQ(join(Parts{"a", "", "b"}, ", "), "a, , b");
  EXPECT_EQ(join(Parts{}, ", "), "");
}

TEST(TextTest, WritesBytesAsHexadecimal) { EXPECT_EQ(hex(std::string("\x00\x7f\x80\xff", 4)), "007f80ff"); }

TEST(TextTest, TellsValidUtf8) {
  for (const std::string text : {"", "abc", "é", "€", "🎄", "\x7f"}) EXPECT_TRUE(is_valid_utf8(text)) << text;
  EXPECT_TRUE(is_valid_utf8(std::string("a\0b", 3)));
  // A lone continuation, a cut letter, an overlong slash, a surrogate, beyond Unicode, Latin-1.
  for (const std::string text : {"\x80", "\xC3", "\xC0\xAF", "\xED\xA0\x80", "\xF4\x90\x80\x80", "caf\xE9"})
    EXPECT_FALSE(is_valid_utf8(text));
}

TEST(TextTest, TellsOneLineOfText) {
  for (const std::string text : {"", "Léa Martin", "🎄 & Cie", "a\xC2\xA0" "b"}) EXPECT_TRUE(is_one_line(text)) << text;
  EXPECT_FALSE(is_one_line(std::string("a\0b", 3)));
  // Tab, line break, escape, delete, a control character beyond ASCII, what is no UTF-8.
  for (const std::string text : {"a\tb", "a\n", "\x1B[2J", "\x7F", "a\xC2\x85" "b", "caf\xE9"}) EXPECT_FALSE(is_one_line(text));
}

TEST(TextTest, CountsCodePoints) {
  EXPECT_EQ(length(""), 0u);
  EXPECT_EQ(length("été"), 3u);
  EXPECT_EQ(length("🎄"), 1u);
}

TEST(TextTest, RecognisesAddresses) {
  for (const std::string text : {"a@b.fr", "a@b-c.fr", "a@xn--caf-dma.fr", "jeanne.martin+rma@sous.exemple.fr", "x@1.2"})
    EXPECT_TRUE(is_email(text)) << text;
  for (const std::string text : {"", "a", "@b.fr", "a@", "a@b", "a@.fr", "a@b.", "a@b@c.fr", "a b@c.fr",
                                 "a@c.fr\r\nBcc: x@y.fr", "a,b@c.fr", "<a@b.fr>", "\"a\"@b.fr", "a;@b.fr",
                                 "a@-b..example", "a@b..fr", "a@-b.fr", "a@b-.fr", "a@b.-fr", "a@b.fr-", "a@b.c-.fr"}) {
    EXPECT_FALSE(is_email(text)) << text;
  }
  EXPECT_TRUE(is_email(std::string(249, 'a') + "@b.fr"));
  EXPECT_FALSE(is_email(std::string(250, 'a') + "@b.fr"));
}

}  // namespace
}  // namespace recours
