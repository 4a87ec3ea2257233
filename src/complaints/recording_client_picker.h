// R-773 Who complains: a client the viewer sees, found by search, or somebody without record. Works without script;
// with it the list follows what is typed. Rendering and look-up only.
#pragma once

#include <string>

#include "accounts/site.h"
#include "ui/html.h"

namespace recours::complaints {

struct ClientPicker {
  std::string search_path;  // of the page this stands on, for its search
  std::string chosen_path;  // gets contact=ID, or client=none
};
ui::Html client_picker(const accounts::Visit& visit, const ClientPicker& picker);

}  // namespace recours::complaints
