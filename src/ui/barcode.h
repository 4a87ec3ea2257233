// Codes for scanners: QR (ISO/IEC 18004) and Code 128 (ISO/IEC 15417). Made here, drawn by ui/qr.h on pages and by
// src/print on paper.
#pragma once

#include <string_view>

#include "base/bars.h"

namespace recours::ui {

// Of error correction level M. Both throw std::length_error when the text does not fit.
Bars qr_bars(std::string_view text);
Bars code128_bars(std::string_view text);

}  // namespace recours::ui
