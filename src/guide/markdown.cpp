#include "guide/markdown.h"

#include <cstdlib>
#include <memory>

#include <cmark.h>

namespace recours::guide {

ui::Html markdown(std::string_view text) {
  const std::unique_ptr<char, decltype(&std::free)> html(
      cmark_markdown_to_html(text.data(), text.size(), CMARK_OPT_DEFAULT), std::free);
  return ui::Html::trusted(html.get());
}

}  // namespace recours::guide
