// What a form carries with it unseen: a version, a key, where to go back to.
#pragma once

#include <string_view>

#include "ui/html.h"

namespace recours::ui {

inline Html hidden(std::string_view name, std::string_view value) {
  return el("input", {{"type", "hidden"}, {"name", name}, {"value", value}});
}

}  // namespace recours::ui
