// What the user guide shows of files: their limits, as they are kept.
#pragma once

#include <vector>

#include "guide/guide_pages.h"

namespace recours::attachments {

std::vector<guide::Insert> guide_inserts();

}  // namespace recours::attachments
