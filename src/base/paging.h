// One page of a list by keyset: where the previous page ended, never a row count. Values only.
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace recours {

// Keyset position, opaque to the outside ("cursor" of the API).
struct Page {
  std::string after;  // empty: the first; cursor of the previous page's end
  int limit = 50;
};

template <class Item>
struct PageOf {
  std::vector<Item> items;
  std::optional<std::string> next;  // cursor of what follows, if any
};

}  // namespace recours
