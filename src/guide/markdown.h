// Markdown people write, as HTML that is safe to show: raw HTML is left out, and so are links that run something
// (javascript:, data:). For texts that are no topic of the guide too.
#pragma once

#include <string_view>

#include "ui/html.h"

namespace recours::guide {

ui::Html markdown(std::string_view text);

}  // namespace recours::guide
