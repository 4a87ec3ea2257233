// What is rarer than the buttons beside it: a menu behind three dots.
#pragma once

#include "ui/html.h"
#include "ui/language.h"

namespace recours::ui {

// `items`: links or buttons of class menu-item.
Html command_menu(Language language, Html items);

}  // namespace recours::ui
