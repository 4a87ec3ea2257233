// What a text somebody typed may hold, and what counts as nothing.
#include "base/readable.h"

#include <gtest/gtest.h>

namespace recours {
namespace {

struct Case {
  const char* name;
  std::string text;
  bool in_one_line, in_many;  // unreadable
};

TEST(Readable, FindsWhatForgesLinesOrHidesWords) {
  const Case cases[]{
      {"empty", "", false, false},
      {"accents and emoji", "Été — 100 % « réussi » 🌿", false, false},
      {"line break", "a\nb", true, false},
      {"carriage return", "a\r\nb", true, false},
      {"line separator", "a\u2028b", true, false},
      {"tab", "a\tb", true, false},
      {"zero", std::string("a\0b", 3), true, true},
      {"escape", "a\x1b[2Jb", true, true},
      {"delete", "a\x7f", true, true},
      {"C1 control", "a\u0085b", true, true},
      {"right to left override", "facture\u202Efdp", true, true},
      {"isolate", "a\u2066b", true, true},
      {"not UTF-8", "a\xff", true, true},
      {"joined family stays", "👨\u200D👩", false, false},
  };
  for (const auto& one : cases) {
    EXPECT_EQ(has_unreadable(one.text, Lines::One), one.in_one_line) << one.name;
    EXPECT_EQ(has_unreadable(one.text, Lines::Many), one.in_many) << one.name;
  }
}

TEST(Readable, BlankIsWhatNobodyCouldSee) {
  for (const char* text : {"", "  \t\n", "\u00a0", "\u200b", "\u2800", "\u00ad"}) EXPECT_TRUE(is_blank(text)) << text;
  for (const char* text : {".", " a ", "0", "\u00e9"}) EXPECT_FALSE(is_blank(text)) << text;
}

}  // namespace
}  // namespace recours
