// Charts as markup: a named picture, bars in proportion, every number in reach, no inline style.
#include "ui/chart.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace recours::ui {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

std::size_t count(const std::string& text, const std::string& what) {
  std::size_t found = 0;
  for (std::size_t at = 0; (at = text.find(what, at)) != std::string::npos; at += what.size()) ++found;
  return found;
}

TEST(Chart, ColumnsAreNamedScaledAndExplained) {
  const Chart chart{"Reçues et répondues", {"Reçues", "Répondues"}, {{"10/26", {8, 4}}, {"11/26", {0, 2}}}};
  const auto html = column_chart(Language::French, chart).str();
  EXPECT_THAT(html, HasSubstr(R"(role="img" aria-label="Reçues et répondues")"));
  EXPECT_THAT(html, HasSubstr("<title>Reçues et répondues</title>"));
  EXPECT_THAT(html, HasSubstr(">10/26</text>"));
  EXPECT_THAT(html, HasSubstr("chart-legend"));
  EXPECT_EQ(count(html, "chart-bar"), 2 + 3) << "two keys, three bars: nothing is drawn for zero";
  EXPECT_THAT(html, HasSubstr(R"(height="166")")) << "8 of a scale to 8 is the whole height";
  EXPECT_THAT(html, HasSubstr(R"(height="83")"));
  EXPECT_THAT(html, Not(HasSubstr("style=")));
}

TEST(Chart, TheScaleHoldsEverythingInRoundSteps) {
  struct Case {
    std::int64_t most;
    const char* top;
  };
  for (const auto& one : {Case{0, ">4<"}, {4, ">4<"}, {5, ">8<"}, {9, ">20<"}, {41, ">80<"}, {1'000, ">2 000<"}}) {
    auto html = column_chart(Language::French, {"x", {"a"}, {{"g", {one.most}}}}).str();
    for (std::size_t at = 0; (at = html.find("\u202f")) != std::string::npos;) html.replace(at, 3, " ");
    EXPECT_THAT(html, HasSubstr(one.top)) << one.most;
    EXPECT_THAT(html, Not(HasSubstr("chart-legend"))) << "one series needs none";
  }
}

TEST(Chart, CrowdedLabelsLeaveEverySecondOneAndTheLast) {
  Chart year{"x", {"a"}, {}};
  for (int month = 1; month <= 12; ++month) year.groups.push_back({"m" + std::to_string(month), {1}});
  const auto html = column_chart(Language::French, year).str();
  EXPECT_THAT(html, HasSubstr(">m12</text>"));
  EXPECT_THAT(html, Not(HasSubstr(">m11</text>")));
  EXPECT_THAT(html, HasSubstr(">m2</text>"));
}

TEST(Chart, RowsCarryLabelAndNumber) {
  const auto html = row_chart(Language::French, {"Par état", {"n"}, {{"<Nouveau>", {3}}, {"Répondu", {0}}}}).str();
  EXPECT_THAT(html, HasSubstr("&lt;Nouveau&gt;</text>"));
  EXPECT_THAT(html, HasSubstr(">3</text>"));
  EXPECT_THAT(html, HasSubstr(">0</text>"));
  EXPECT_EQ(count(html, "chart-bar"), 1);
  EXPECT_THAT(column_chart(Language::French, {"Rien", {"a"}, {}}).str(), HasSubstr("role=\"img\""));
}

}  // namespace
}  // namespace recours::ui
