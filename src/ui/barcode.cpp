#include "ui/barcode.h"

#include <memory>
#include <new>
#include <stdexcept>
#include <string>

#include <zint.h>

namespace recours::ui {
namespace {

constexpr int kQrMargin = 4;
constexpr int kCode128Margin = 10;
constexpr int kLevelM = 2;

struct DeleteSymbol {
  void operator()(zint_symbol* symbol) const { ZBarcode_Delete(symbol); }
};
using Symbol = std::unique_ptr<zint_symbol, DeleteSymbol>;

Symbol fresh(int symbology) {
  Symbol symbol(ZBarcode_Create());
  if (!symbol) throw std::bad_alloc();
  symbol->symbology = symbology;
  return symbol;
}

bool is_dark(const zint_symbol& symbol, int row, int column) {
  return (symbol.encoded_data[row][column / 8] >> (column % 8) & 1) != 0;
}

// One bar for each run of dark modules in a row.
Bars encoded(zint_symbol& symbol, std::string_view text, int margin) {
  const int code =
      ZBarcode_Encode(&symbol, reinterpret_cast<const unsigned char*>(text.data()), static_cast<int>(text.size()));
  if (code >= ZINT_ERROR) throw std::length_error(std::string("no code of this text: ") + symbol.errtxt);
  Bars bars{symbol.width, symbol.rows, margin, {}};
  for (int row = 0; row < symbol.rows; ++row) {
    for (int start = 0; start < symbol.width;) {
      int end = start;
      while (end < symbol.width && is_dark(symbol, row, end)) ++end;
      if (end > start) bars.dark.push_back({start, row, end - start});
      start = end + 1;
    }
  }
  return bars;
}

}  // namespace

Bars qr_bars(std::string_view text) {
  const Symbol symbol = fresh(BARCODE_QRCODE);
  symbol->input_mode = UNICODE_MODE;
  symbol->option_1 = kLevelM;
  return encoded(*symbol, text, kQrMargin);
}

Bars code128_bars(std::string_view text) { return encoded(*fresh(BARCODE_CODE128), text, kCode128Margin); }

}  // namespace recours::ui
