#include "ui/chart.h"

#include <algorithm>

namespace recours::ui {
namespace {

constexpr int kWidth = 480, kHeight = 200;
constexpr int kLeft = 34, kTop = 10, kBottom = 24;  // room for the scale and the labels
constexpr int kPlot = kHeight - kTop - kBottom;
constexpr int kRow = 40, kBar = 12;
constexpr int kGridLines = 4;
constexpr int kLabelRoom = 44;  // of five characters

std::int64_t highest(const Chart& chart) {
  std::int64_t most = 0;
  for (const auto& group : chart.groups) {
    for (const auto value : group.values) most = std::max(most, value);
  }
  return most;
}

// The step of the scale: 1, 2 or 5 times a power of ten, so that at most kGridLines of them hold everything.
std::int64_t step_for(std::int64_t most) {
  for (std::int64_t power = 1;; power *= 10) {
    for (const std::int64_t factor : {1, 2, 5}) {
      if (factor * power * kGridLines >= most) return factor * power;
    }
  }
}

std::string number(Language language, std::int64_t value) { return format_number(language, Decimal::of(value)); }

Html text(int x, int y, const char* anchor, const std::string& words) {
  return el("text", {{"x", x}, {"y", y}, {"text-anchor", anchor}}, words);
}

Html bar(int x, int y, int width, int height, std::size_t series) {
  return el("rect", {{"class", "chart-bar chart-" + std::to_string(series + 1)},
                     {"x", x},
                     {"y", y},
                     {"width", width},
                     {"height", height},
                     {"rx", 2}});
}

Html scale(Language language, std::int64_t step) {
  Html lines;
  for (int line = 0; line <= kGridLines; ++line) {
    const int y = kTop + kPlot - kPlot * line / kGridLines;
    lines += el("line", {{"class", "chart-line"}, {"x1", kLeft}, {"x2", kWidth}, {"y1", y}, {"y2", y}}) +
             text(kLeft - 6, y + 4, "end", number(language, step * line));
  }
  return lines;
}

Html columns_of(const Chart& chart, std::int64_t top) {
  const int count = static_cast<int>(chart.groups.size());
  const int room = (kWidth - kLeft) / std::max(count, 1);
  const int width = std::max(room - 10, 4) / static_cast<int>(std::max<std::size_t>(chart.series.size(), 1));
  Html bars;
  for (int at = 0; at < count; ++at) {
    const auto& group = chart.groups[static_cast<std::size_t>(at)];
    for (std::size_t series = 0; series < group.values.size(); ++series) {
      const int height = static_cast<int>(kPlot * group.values[series] / top);
      const int x = kLeft + at * room + 5 + static_cast<int>(series) * width;
      if (height > 0) bars += bar(x, kTop + kPlot - height, width - 1, height, series);
    }
    // Where there is little room every second label stands, the last one among them.
    if (room >= kLabelRoom || (count - at) % 2 == 1) {
      bars += text(kLeft + at * room + room / 2, kHeight - 6, "middle", group.label);
    }
  }
  return bars;
}

Html legend(const Chart& chart) {
  if (chart.series.size() < 2) return {};
  Html items;
  for (std::size_t series = 0; series < chart.series.size(); ++series) {
    items += el("li", {},
                el("svg", {{"class", "chart-key"}, {"width", 12}, {"height", 12}, {"aria-hidden", "true"}},
                   bar(0, 0, 12, 12, series)),
                chart.series[series]);
  }
  return el("ul", {{"class", "chart-legend"}}, items);
}

Html picture(const Chart& chart, int height, const Html& content) {
  return el("svg",
            {{"class", "chart"},
             {"viewBox", "0 0 " + std::to_string(kWidth) + " " + std::to_string(height)},
             {"role", "img"},
             {"aria-label", chart.title}},
            el("title", {}, chart.title), content);
}

}  // namespace

Html column_chart(Language language, const Chart& chart) {
  const std::int64_t step = step_for(highest(chart));
  return legend(chart) + picture(chart, kHeight, scale(language, step) + columns_of(chart, step * kGridLines));
}

Html row_chart(Language language, const Chart& chart) {
  const std::int64_t most = std::max<std::int64_t>(highest(chart), 1);
  Html rows;
  int y = 0;
  for (const auto& group : chart.groups) {
    const std::int64_t value = group.values.empty() ? 0 : group.values.front();
    const int width = static_cast<int>(kWidth * value / most);
    rows += text(0, y + 14, "start", group.label) + text(kWidth, y + 14, "end", number(language, value)) +
            el("rect",
               {{"class", "chart-ground"}, {"x", 0}, {"y", y + 20}, {"width", kWidth}, {"height", kBar}, {"rx", 2}});
    if (width > 0) rows += bar(0, y + 20, width, kBar, 0);
    y += kRow;
  }
  return picture(chart, y, rows);
}

}  // namespace recours::ui
