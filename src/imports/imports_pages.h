// Administration › Imports: files handed over, what they would do, the work and its report.
#pragma once

#include "accounts/site.h"
#include "attachments/attachment_actions.h"

namespace recours::imports {

// `depot` outlives the site.
void register_imports_pages(accounts::Site& site, const attachments::Depot& depot);

}  // namespace recours::imports
