// Joining files to a registered complaint: each is joined by itself (attachments), this is the end of it.
#pragma once

#include <string>

#include "accounts/viewer.h"
#include "base/date.h"
#include "db/database.h"

namespace recours::complaints {

// The form was sent: its phones are told so.
void finish_upload(db::Database& database, const accounts::Viewer& viewer, const std::string& form_key, Instant now);

}  // namespace recours::complaints
