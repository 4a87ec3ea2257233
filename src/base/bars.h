// A code scanners read, as dark rectangles on a light ground; whoever draws it says how large a module is. A bar code
// has one row, to be stretched as high as there is room for.
#pragma once

#include <vector>

namespace recours {

struct Bars {
  struct Bar {
    int column, row, length;  // in modules; one module high
  };
  int columns = 0, rows = 0;  // without the light margin
  int margin = 0;             // what scanners need around it, in modules
  std::vector<Bar> dark = {};
};

}  // namespace recours
