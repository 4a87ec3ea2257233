// The menus beside the list's filter: « Vues ▾ » with one's own saved views, « Exporter ▾ » of what is filtered.
#pragma once

#include "accounts/saved_view_parts.h"
#include "complaints/complaint_filter_form.h"

namespace recours::complaints {

ui::Html view_menu(const accounts::Visit& visit, const FilterForm& form);
// Empty for who may not export.
ui::Html export_menu(const accounts::Visit& visit, const FilterForm& form);

// What the register says about itself so that its views can be kept.
accounts::ViewedList viewed_list();

}  // namespace recours::complaints
