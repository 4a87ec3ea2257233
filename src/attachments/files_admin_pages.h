// Files as the administrator sees them: where they are kept, how many, the virus scanner and what it found.
// /admin/files
#pragma once

#include "accounts/site.h"
#include "attachments/attachment_actions.h"

namespace recours::attachments {

// `depot` outlives the site.
void register_files_admin_pages(accounts::Site& site, const Depot& depot);

}  // namespace recours::attachments
