// A tile: the way into one thing, with its icon, its name and what is found there. Tiles stand in div.tiles.
#pragma once

#include <string>
#include <string_view>

#include "ui/components.h"

namespace recours::ui {

inline Html tile(std::string_view symbol, const std::string& href, const std::string& title, const std::string& text) {
  return el("a", {{"class", "tile"}, {"href", href}}, el("span", {{"class", "tile-icon"}}, icon(symbol)),
            el("span", {{"class", "tile-title"}}, title), el("span", {{"class", "tile-text"}}, text));
}

}  // namespace recours::ui
