#include "ui/command_menu.h"

#include "ui/components.h"

namespace recours::ui {

Html command_menu(Language language, Html items) {
  return el("details", {{"class", "menu"}},
            el("summary", {{"class", "btn btn-secondary btn-icon"}, {"aria-label", tr(language, "More commands")}},
               icon("dots")),
            el("div", {{"class", "menu-panel"}}, std::move(items)));
}

}  // namespace recours::ui
