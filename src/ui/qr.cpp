#include "ui/qr.h"

#include <memory>
#include <stdexcept>

#include <zint.h>

namespace recours::ui {
namespace {

constexpr int kQuietModules = 4;
constexpr int kLevelM = 2;

struct DeleteSymbol {
  void operator()(zint_symbol* symbol) const { ZBarcode_Delete(symbol); }
};
using Symbol = std::unique_ptr<zint_symbol, DeleteSymbol>;

Symbol encoded(std::string_view text) {
  Symbol symbol(ZBarcode_Create());
  if (!symbol) throw std::bad_alloc();
  symbol->symbology = BARCODE_QRCODE;
  symbol->input_mode = UNICODE_MODE;
  symbol->option_1 = kLevelM;
  const int code =
      ZBarcode_Encode(symbol.get(), reinterpret_cast<const unsigned char*>(text.data()), static_cast<int>(text.size()));
  if (code >= ZINT_ERROR) throw std::length_error(std::string("no QR code of this text: ") + symbol->errtxt);
  return symbol;
}

bool is_dark(const zint_symbol& symbol, int row, int column) {
  return (symbol.encoded_data[row][column / 8] >> (column % 8) & 1) != 0;
}

// One bar for each run of dark modules in a row.
std::string dark_bars(const zint_symbol& symbol) {
  std::string path;
  for (int row = 0; row < symbol.rows; ++row) {
    for (int start = 0; start < symbol.width;) {
      int end = start;
      while (end < symbol.width && is_dark(symbol, row, end)) ++end;
      if (end > start) {
        const std::string length = std::to_string(end - start);
        path += "M" + std::to_string(start + kQuietModules) + " " + std::to_string(row + kQuietModules) + "h" + length +
                "v1h-" + length + "z";
      }
      start = end + 1;
    }
  }
  return path;
}

}  // namespace

Html qr_code(std::string_view text, const std::string& label) {
  const Symbol symbol = encoded(text);
  const std::string side = std::to_string(symbol->width + 2 * kQuietModules);
  return el("svg",
            {{"class", "qr"},
             {"viewBox", "0 0 " + side + " " + side},
             {"role", "img"},
             {"aria-label", label},
             {"shape-rendering", "crispEdges"}},
            el("rect", {{"width", side}, {"height", side}, {"fill", "#fff"}}),
            el("path", {{"d", dark_bars(*symbol)}, {"fill", "#000"}}));
}

}  // namespace recours::ui
