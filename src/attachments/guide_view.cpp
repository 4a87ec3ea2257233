#include "attachments/guide_view.h"

#include "attachments/attachment_view.h"

namespace recours::attachments {
namespace {

using ui::el;
using ui::tr;

ui::Html file_limits(accounts::Visit& visit) {
  const auto l = visit.language();
  return el("p", {},
            tr(l, "At most {1} each, and {2} files of together at most {3} in one declaration or claim.",
               size_label(l, kMostFileBytes), kMostFiles, size_label(l, kMostTogetherBytes)));
}

}  // namespace

std::vector<guide::Insert> guide_inserts() { return {{"file-limits", file_limits}}; }

}  // namespace recours::attachments
