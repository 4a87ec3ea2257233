// Small charts drawn by the server: bars side by side, or one below the other. Pictures with a name for screen readers;
// the figures themselves stand in a table beside them. Colours come from the style sheet, never alone: each bar carries
// its number.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "ui/html.h"
#include "ui/language.h"

namespace recours::ui {

struct Bars {
  std::string label;                 // of the group: a month
  std::vector<std::int64_t> values;  // one for each series
};
struct Chart {
  std::string title;
  std::vector<std::string> series;  // names, in the order of the values; at most two
  std::vector<Bars> groups;
};
// Groups from left to right, each with a bar for each series; a legend where there are two.
Html column_chart(Language language, const Chart& chart);
// One bar a row, its label above it; the first series only.
Html row_chart(Language language, const Chart& chart);

}  // namespace recours::ui
