// R-645 Where the documents of a procedure are put. The files themselves are the attachments' (upload, remove,
// journal).
#pragma once

#include <string_view>

#include "accounts/viewer.h"
#include "attachments/attachment.h"
#include "db/database.h"

namespace recours::claims {

// The shelf of this procedure, made when there is none yet. Forbidden for who may not edit procedures.
attachments::Owner open_shelf(db::Database& database, const accounts::Viewer& viewer, std::string_view slug);

}  // namespace recours::claims
