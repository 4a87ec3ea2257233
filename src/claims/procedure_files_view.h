// R-645 The documents of a procedure as resellers see them, and the way to add some for those who write it.
#pragma once

#include <string>

#include "accounts/site.h"
#include "attachments/attachment_actions.h"

namespace recours::claims {

// Nothing where there is nothing to see and nobody to add.
ui::Html procedure_files(accounts::Visit& visit, const std::string& slug);
void register_procedure_files_pages(accounts::Site& site, const attachments::Depot& depot);

}  // namespace recours::claims
