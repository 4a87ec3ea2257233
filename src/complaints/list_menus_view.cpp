#include "complaints/list_menus_view.h"

#include "contacts/contact_parts.h"

namespace recours::complaints {

using ui::el;
using ui::Html;
using ui::Language;
using ui::tr;

namespace {

// The filter as it is kept: the query of its address.
std::string kept_query(const FilterForm& form) {
  const std::string address = form.address();
  const auto mark = address.find('?');
  return mark == std::string::npos ? std::string() : address.substr(mark + 1);
}

FilterForm form_of(const std::string& query) { return FilterForm(http::parse_urlencoded(query)); }

}  // namespace

accounts::ViewedList viewed_list() {
  return {"complaints",
          kListPath,
          "/complaints/views",
          accounts::Right::SeeComplaints,
          [](Language l) { return tr(l, "Complaints"); },
          [](const std::string& query) { return kept_query(form_of(query)); },
          [](const std::string& query) { return form_of(query).address(); }};
}

Html view_menu(const accounts::Visit& visit, const FilterForm& form) {
  return accounts::view_menu(visit, viewed_list(), kept_query(form));
}

Html export_menu(const accounts::Visit& visit, const FilterForm& form) {
  if (!visit.viewer.can(accounts::Right::ExportComplaints)) return {};
  const Language l = visit.language();
  return accounts::panel_menu(tr(l, "Export"), "download",
                              accounts::panel_item(ui::address("/complaints/export.xlsx", form.query()), "list-details",
                                                   tr(l, "Spreadsheet (XLSX)"), false) +
                                  accounts::panel_item(ui::address("/complaints/export.csv", form.query()), "file-text",
                                                       tr(l, "Text (CSV)"), false));
}

}  // namespace recours::complaints
