// R-615 « Plusieurs lignes à la fois »: the page on which a list is pasted or a file chosen, looked through and put into
// the basket, and its twin for programs.
#pragma once

#include "accounts/site.h"

namespace recours::claims {

void register_line_list_pages(accounts::Site& site);
void register_line_list_api(accounts::Site& site);

}  // namespace recours::claims
