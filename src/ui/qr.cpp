#include "ui/qr.h"

#include "ui/barcode.h"

namespace recours::ui {
namespace {

std::string path_of(const Bars& bars) {
  std::string path;
  for (const auto& bar : bars.dark) {
    const std::string length = std::to_string(bar.length);
    path += "M" + std::to_string(bar.column + bars.margin) + " " + std::to_string(bar.row + bars.margin) + "h" +
            length + "v1h-" + length + "z";
  }
  return path;
}

}  // namespace

Html qr_code(std::string_view text, const std::string& label) {
  const Bars bars = qr_bars(text);
  const std::string side = std::to_string(bars.columns + 2 * bars.margin);
  return el("svg",
            {{"class", "qr"},
             {"viewBox", "0 0 " + side + " " + side},
             {"role", "img"},
             {"aria-label", label},
             {"shape-rendering", "crispEdges"}},
            el("rect", {{"width", side}, {"height", side}, {"fill", "#fff"}}),
            el("path", {{"d", path_of(bars)}, {"fill", "#000"}}));
}

}  // namespace recours::ui
