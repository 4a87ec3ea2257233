#include "ui/done_notice.h"

#include <algorithm>

namespace recours::ui {

std::vector<Notice> done_notices(Language language, const http::Request& request, std::span<const DoneWord> words) {
  const auto done = request.query.text("done");
  const auto found = std::find_if(words.begin(), words.end(), [&](const DoneWord& one) { return one.word == done; });
  if (found == words.end()) return {};
  return {{found->kind, tr(language, found->sentence)}};
}

}  // namespace recours::ui
