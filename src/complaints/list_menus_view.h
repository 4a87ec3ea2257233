// The menus beside the list's filter: « Vues ▾ » with one's own saved views, « Exporter ▾ » of what is filtered.
#pragma once

#include "complaints/complaint_filter_form.h"

namespace recours::complaints {

inline constexpr const char* kViewsPath = "/complaints/views";

ui::Html view_menu(const accounts::Visit& visit, const FilterForm& form);
// Empty for who may not export.
ui::Html export_menu(const accounts::Visit& visit, const FilterForm& form);

// The filter as it is kept: the query of its address.
std::string kept_query(const FilterForm& form);
// And back; an address of the list whatever was kept.
std::string address_of_view(const std::string& query);

}  // namespace recours::complaints
