// The frame around every page: side bar with the desks, top bar with search, language, theme, person; the content with
// its title line. Knows no feature: the entries of the side bar are handed to it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "ui/html.h"
#include "ui/language.h"

namespace recours::ui {

struct NavEntry {
  std::string label = {};
  std::string href = {};
  std::string icon = {};                  // Tabler icon name: "receipt"
  std::optional<std::int64_t> count = {}; // badge beside the label (basket, to do); 0 is not shown
};
struct NavGroup {
  std::string label = {};                 // desk: "Litiges & SAV"
  std::vector<NavEntry> entries = {};
};

struct Notice {
  enum class Kind { Success, Info, Warning, Danger };
  Kind kind = Kind::Success;
  Html text = {};
};

struct Crumb {
  std::string label = {};
  std::string href = {};
};

// Who looks and how; nothing of it when nobody is signed in.
struct Frame {
  Language language = Language::French;
  std::string theme = "auto";             // auto, light, dark
  std::string organisation = {};
  std::string person = {};                // name; empty: nobody is signed in (plain frame without bars)
  std::string person_detail = {};         // account or role
  std::string csrf = {};                  // token for the forms of the frame (language, theme, sign out)
  std::string current_path = {};          // path and query, to mark the entry and to come back to
  std::vector<NavGroup> navigation = {};
  std::optional<std::string> search_action = {};  // where the top bar's search leads; none: no search box
};

struct Page {
  std::string title = {};                 // of the window, and the h1 unless heading is given
  Html heading = {};                      // richer h1
  Html lead = {};                         // beside or under the title: count, state badge
  Html actions = {};                      // right of the title: primary action last in reading, first in weight
  std::vector<Crumb> crumbs = {};
  std::vector<Notice> notices = {};
  Html content = {};
};

// A whole document.
std::string render(const Frame& frame, const Page& page);

}  // namespace recours::ui
