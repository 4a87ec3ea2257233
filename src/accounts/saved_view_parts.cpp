#include "accounts/saved_view_parts.h"

#include <algorithm>

#include "accounts/page_words.h"
#include "accounts/saved_view_store.h"
#include "ui/hidden_field.h"

namespace recours::accounts {

using namespace page_words;

Html panel_menu(const std::string& label, const char* icon, const Html& panel) {
  return el("details", {{"class", "menu"}},
            el("summary", {{"class", "btn btn-secondary"}}, ui::icon(icon), label, ui::icon("chevron-down")),
            el("div", {{"class", "menu-panel"}}, panel));
}

Html panel_item(const std::string& href, const char* icon, const std::string& label, bool chosen) {
  return el("a",
            {{"class", "menu-item"},
             {"href", href},
             {"aria-current", chosen ? std::optional<std::string>("true") : std::nullopt}},
            ui::icon(icon), el("span", {{"class", "menu-label"}}, label));
}

namespace {

Html saving_form(const Visit& visit, const ViewedList& list, const std::string& kept_now) {
  const Language l = visit.language();
  const ui::Field name{"view_name", tr(l, "Keep this filter as"), "", "", "", true};
  return ui::post_form(list.views_path, visit.frame.csrf,
                       ui::hidden("query", kept_now) +
                           ui::text_field(l, name, {{"name", "name"}, {"maxlength", 60}, {"autocomplete", "off"}}) +
                           ui::button(ui::Weight::Secondary, tr(l, "Save the view")),
                       {{"class", "menu-form"}});
}

}  // namespace

Html view_menu(const Visit& visit, const ViewedList& list, const std::string& kept_now) {
  const Language l = visit.language();
  const auto views = list_saved_views(visit.reader, visit.viewer.id, list.page);
  Html items = ui::each(views, [&](const SavedView& view) {
    return panel_item(list.address(view.query), view.is_default ? "home" : "bookmark", view.name,
                      view.query == kept_now);
  });
  if (!views.empty()) items += panel_item(list.views_path, "settings", tr(l, "Rename or delete views"), false);
  return panel_menu(tr(l, "Views"), "bookmark", items + saving_form(visit, list, kept_now));
}

std::string default_view_address(const Visit& visit, const ViewedList& list) {
  if (list.opening == ViewedList::Opening::Plain) return {};
  const auto views = list_saved_views(visit.reader, visit.viewer.id, list.page);
  const auto found = std::find_if(views.begin(), views.end(), [](const SavedView& view) { return view.is_default; });
  return found == views.end() ? std::string() : list.address(found->query);
}

}  // namespace recours::accounts
