#include "complaints/list_menus_view.h"

#include "complaints/saved_view_store.h"
#include "contacts/contact_parts.h"
#include "ui/hidden_field.h"

namespace recours::complaints {

using ui::el;
using ui::Html;
using ui::Language;
using ui::tr;

namespace {

Html menu(const std::string& label, const char* icon, const Html& panel) {
  return el("details", {{"class", "menu"}},
            el("summary", {{"class", "btn btn-secondary"}}, ui::icon(icon), label, ui::icon("chevron-down")),
            el("div", {{"class", "menu-panel"}}, panel));
}

Html item(const std::string& href, const char* icon, const std::string& label, bool chosen) {
  return el("a",
            {{"class", "menu-item"},
             {"href", href},
             {"aria-current", chosen ? std::optional<std::string>("true") : std::nullopt}},
            ui::icon(icon), el("span", {{"class", "menu-label"}}, label));
}

Html saving_form(const accounts::Visit& visit, const FilterForm& form) {
  const Language l = visit.language();
  const ui::Field name{"view_name", tr(l, "Keep this filter as"), "", "", "", true};
  return ui::post_form(kViewsPath, visit.frame.csrf,
                       ui::hidden("query", kept_query(form)) +
                           ui::text_field(l, name, {{"name", "name"}, {"maxlength", 60}, {"autocomplete", "off"}}) +
                           ui::button(ui::Weight::Secondary, tr(l, "Save the view")),
                       {{"class", "menu-form"}});
}

}  // namespace

std::string kept_query(const FilterForm& form) {
  const std::string address = form.address();
  const auto mark = address.find('?');
  return mark == std::string::npos ? std::string() : address.substr(mark + 1);
}

std::string address_of_view(const std::string& query) { return FilterForm(http::parse_urlencoded(query)).address(); }

Html view_menu(const accounts::Visit& visit, const FilterForm& form) {
  const Language l = visit.language();
  const auto views = list_saved_views(visit.reader, visit.viewer.id);
  const std::string now = kept_query(form);
  Html items = ui::each(views, [&](const SavedView& view) {
    return item(address_of_view(view.query), "bookmark", view.name, view.query == now);
  });
  if (!views.empty()) items += item(kViewsPath, "settings", tr(l, "Rename or delete views"), false);
  return menu(tr(l, "Views"), "bookmark", items + saving_form(visit, form));
}

Html export_menu(const accounts::Visit& visit, const FilterForm& form) {
  if (!visit.viewer.can(accounts::Right::ExportComplaints)) return {};
  const Language l = visit.language();
  return menu(
      tr(l, "Export"), "download",
      item(ui::address("/complaints/export.xlsx", form.query()), "list-details", tr(l, "Spreadsheet (XLSX)"), false) +
          item(ui::address("/complaints/export.csv", form.query()), "file-text", tr(l, "Text (CSV)"), false));
}

}  // namespace recours::complaints
