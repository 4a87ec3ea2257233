// R-615 The columns of a list of lines in words: what each is called, what stands in it. Rendering only.
#pragma once

#include <string>
#include <string_view>

#include "claims/line_list.h"
#include "ui/html.h"

namespace recours::claims {

// « État du produit » for condition; the name of the column where it has no other.
std::string column_label(ui::Language language, std::string_view field);

// Every column by its name in the list, with what is expected there.
ui::Html columns_table(ui::Language language);

}  // namespace recours::claims
