// Views of a list people save for themselves: what a list says about itself so that its views can be kept, listed and
// opened, the menu beside its filter, and the pages behind it.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "accounts/site.h"

namespace recours::accounts {

struct ViewedList {
  enum class Opening { Plain, DefaultView };  // what its bare address shows
  std::string page;                           // name in the database: complaints, queue:rma
  std::string list_path, views_path;          // /complaints, /complaints/views
  Right right;
  std::function<std::string(ui::Language)> label;             // of the list, for the crumb
  std::function<std::string(const std::string&)> kept_query;  // what of a query is a filter of this list
  std::function<std::string(const std::string&)> address;     // of the list under a kept query
  Opening opening = Opening::Plain;
};

// « Vues ▾ »: one's own views, and a form that keeps the filter as it stands now.
ui::Html view_menu(const Visit& visit, const ViewedList& list, const std::string& kept_now);
// One entry and the menu around it, as in « Exporter ▾ ».
ui::Html panel_menu(const std::string& label, const char* icon, const ui::Html& panel);
ui::Html panel_item(const std::string& href, const char* icon, const std::string& label, bool chosen);

// Where the bare address of the list leads; empty: it shows itself.
std::string default_view_address(const Visit& visit, const ViewedList& list);

// GET, POST views_path · POST …/{id}, …/{id}/deletion, and …/{id}/default where a default view opens.
void register_saved_view_pages(Site& site, const ViewedList& list);

}  // namespace recours::accounts
