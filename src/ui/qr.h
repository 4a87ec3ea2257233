// QR codes as inline SVG (ISO/IEC 18004): dark on white whatever the appearance of the page, with the quiet zone of
// four modules scanners need. Nothing is loaded and no style is inlined, so the Content-Security-Policy stays as it is.
#pragma once

#include <string>
#include <string_view>

#include "ui/html.h"

namespace recours::ui {

// R-835 `text` in a QR code of error correction level M; `label` says to screen readers what it leads to. Throws
// std::length_error when the text does not fit.
Html qr_code(std::string_view text, const std::string& label);

}  // namespace recours::ui
