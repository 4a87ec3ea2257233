#include "ui/language.h"

#include <gtest/gtest.h>

#include "base/embedded.h"
#include "catalogue.h"

namespace recours::ui {
namespace {

constexpr Language kFrench = Language::French;
constexpr Language kEnglish = Language::English;
const Date kToday = Date::of(2026, 11, 9);

TEST(Language, Codes) {
  EXPECT_EQ(language_of("en"), kEnglish);
  EXPECT_EQ(language_of("fr"), kFrench);
  EXPECT_EQ(language_of("de"), kFrench);
  EXPECT_EQ(language_of(""), kFrench);
  EXPECT_EQ(code_of(kEnglish), "en");
  EXPECT_EQ(code_of(kFrench), "fr");
}

TEST(Language, TextComesFromTheCatalogue) {
  EXPECT_EQ(tr(kFrench, "tomorrow"), "demain");
  EXPECT_EQ(tr(kEnglish, "tomorrow"), "tomorrow");
}

TEST(Language, AnUnknownTextStaysEnglish) {
  EXPECT_EQ(tr(kFrench, "Nobody translated this."), "Nobody translated this.");
  EXPECT_EQ(tr(kFrench, ""), "");
  EXPECT_EQ(trn(kFrench, "{1} nobody", "{1} nobodies", 1), "1 nobody");
  EXPECT_EQ(trn(kFrench, "{1} nobody", "{1} nobodies", 3), "3 nobodies");
}

TEST(Language, ArgumentsFollowTheReader) {
  const auto text = [](Language language) {
    return tr(language, "{1}|{2}|{3}|{4}", std::string("a"), 12345, kToday, Money{1234567, "EUR"});
  };
  EXPECT_EQ(text(kFrench), "a|12\u202F345|09/11/2026|12\u202F345,67\u00A0€");
  EXPECT_EQ(text(kEnglish), "a|12,345|09/11/2026|€12,345.67");
}

TEST(Language, PlaceholdersMayRepeatMoveOrBeMissing) {
  EXPECT_EQ(tr(kEnglish, "{2} {1} {2}", "a", "b"), "b a b");
  EXPECT_EQ(tr(kEnglish, "{1} {2}", "a"), "a {2}");
  EXPECT_EQ(tr(kEnglish, "{x} { {1", "a"), "{x} { {1");
  EXPECT_EQ(tr(kEnglish, "{1}", "{2}", "b"), "{2}") << "an argument is not a text with placeholders";
}

TEST(Language, PluralsOfBothLanguages) {
  struct Case { std::int64_t n; const char* french; const char* english; };
  for (const auto& [n, french, english] : {Case{0, "dans 0 jour", "in 0 days"}, Case{1, "dans 1 jour", "in 1 day"},
                                           Case{2, "dans 2 jours", "in 2 days"},
                                           Case{1000, "dans 1\u202F000 jours", "in 1,000 days"}}) {
    EXPECT_EQ(trn(kFrench, "in {1} day", "in {1} days", n), french);
    EXPECT_EQ(trn(kEnglish, "in {1} day", "in {1} days", n), english);
  }
}

TEST(Language, Numbers) {
  struct Case { const char* number; const char* french; const char* english; };
  for (const auto& [number, french, english] :
       {Case{"0", "0", "0"}, Case{"999", "999", "999"}, Case{"1000", "1\u202F000", "1,000"},
        Case{"1234567.5", "1\u202F234\u202F567,5", "1,234,567.5"}, Case{"-1234.500", "-1\u202F234,5", "-1,234.5"},
        Case{"0.000001", "0,000001", "0.000001"}, Case{"12.340", "12,34", "12.34"}}) {
    const Decimal value = Decimal::parse(number)->value;
    EXPECT_EQ(format_number(kFrench, value), french);
    EXPECT_EQ(format_number(kEnglish, value), english);
  }
}

TEST(Language, Amounts) {
  struct Case { Money money; const char* french; const char* english; };
  for (const auto& [money, french, english] :
       {Case{{0, "EUR"}, "0,00\u00A0€", "€0.00"}, Case{{19000, "EUR"}, "190,00\u00A0€", "€190.00"},
        Case{{-123456, "EUR"}, "-1\u202F234,56\u00A0€", "-€1,234.56"}, Case{{5, "USD"}, "0,05\u00A0$", "$0.05"},
        Case{{100, "CHF"}, "1,00\u00A0CHF", "CHF\u00A01.00"}}) {
    EXPECT_EQ(format_money(kFrench, money), french);
    EXPECT_EQ(format_money(kEnglish, money), english);
  }
}

TEST(Language, DatesSayHowFarTheyAre) {
  struct Case { int days; const char* french; const char* english; };
  for (const auto& [days, french, english] :
       {Case{3, "12/11/2026 (dans 3 jours)", "12/11/2026 (in 3 days)"}, Case{1, "10/11/2026 (demain)", "10/11/2026 (tomorrow)"},
        Case{0, "09/11/2026 (aujourd’hui)", "09/11/2026 (today)"}, Case{-1, "08/11/2026 (hier)", "08/11/2026 (yesterday)"},
        Case{-2, "07/11/2026 (il y a 2 jours)", "07/11/2026 (2 days ago)"}}) {
    EXPECT_EQ(format_date_with_distance(kFrench, kToday.plus_days(days), kToday), french);
    EXPECT_EQ(format_date_with_distance(kEnglish, kToday.plus_days(days), kToday), english);
  }
}

TEST(Language, InstantsAreShownInParis) {
  const Instant at = *Instant::parse("2020-01-08T13:28:00.000Z");
  EXPECT_EQ(format_instant(kFrench, at), "08/01/2020 14:28");
}

// ---- the French catalogue as a whole

TEST(Catalogue, BothLanguagesAreBuiltIn) {
  EXPECT_FALSE(testing_support::catalogue("fr").empty());
  EXPECT_NO_THROW(testing_support::catalogue("en"));
}

TEST(Catalogue, EveryTranslationKeepsThePlaceholdersOfItsKey) {
  for (const auto& entry : testing_support::catalogue("fr")) {
    for (std::size_t form = 0; form < entry.translations.size() && form < entry.keys.size(); ++form) {
      EXPECT_EQ(testing_support::placeholders(entry.keys[form]), testing_support::placeholders(entry.translations[form]))
          << entry.keys[form];
    }
  }
}

TEST(Catalogue, NoTranslationIsEmptyAndPluralsAreComplete) {
  for (const auto& entry : testing_support::catalogue("fr")) {
    EXPECT_EQ(entry.translations.size(), entry.keys.size()) << entry.keys.front();
    for (const auto& translation : entry.translations) EXPECT_FALSE(translation.empty()) << entry.keys.front();
  }
}

TEST(Catalogue, FrenchTypography) {
  for (const auto& entry : testing_support::catalogue("fr")) {
    for (const auto& text : entry.translations) {
      for (const char* wrong : {" ;", " !", " ?", " :", "« ", " »", "'"}) {
        EXPECT_EQ(text.find(wrong), std::string::npos) << "\"" << wrong << "\" in: " << text;
      }
    }
  }
}

}  // namespace
}  // namespace recours::ui
