// The topics of the user guide, written in Markdown under docs/guide/fr and docs/guide/en and built into the program, and
// who they are for. Pure: the parts that follow the data in force are named in the text, {{claim-types}}, and drawn by the
// features.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "accounts/viewer.h"
#include "ui/language.h"

namespace recours::guide {

struct Topic {
  std::string_view name;                        // claiming: docs/guide/fr/claiming.md, /guide/claiming
  std::string_view icon;
  std::optional<accounts::Right> right;         // whoever has it reads it; none: everybody
  std::optional<accounts::Right> or_right = {}; // or this one
};
std::span<const Topic> topics();                // in the order of the guide
std::vector<const Topic*> topics_for(const accounts::Viewer& viewer);

// A topic in one language, cut where a feature draws.
struct Part {
  std::string html;                             // of Markdown; raw HTML in it is left out
  std::string insert;                           // instead of text: what is drawn here, claim-types
};
struct Text {
  std::string title, lead;                      // its heading and first paragraph, as plain text
  std::vector<Part> parts;                      // the rest
};
// Throws when the guide lacks it: a test asks for all of them.
Text text_of(const Topic& topic, ui::Language language);
Text parse(std::string_view markdown);

}  // namespace recours::guide
