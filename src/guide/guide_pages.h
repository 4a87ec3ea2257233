// The user guide at /guide: a list of topics for whom they are, one page each.
#pragma once

#include <functional>
#include <string_view>
#include <vector>

#include "accounts/site.h"

namespace recours::guide {

// What a feature draws where a topic says {{name}}, from the data in force.
struct Insert {
  std::string_view name;
  std::function<ui::Html(accounts::Visit&)> draw;
};

void register_guide(accounts::Site& site, std::vector<Insert> inserts);

}  // namespace recours::guide
