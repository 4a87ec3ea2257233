// The address people reach this site by, as it was configured, kept in the database: whoever writes a mail there, and
// not the request of somebody, says what its links begin with.
#pragma once

#include <string>

#include "db/database.h"

namespace recours::accounts {

// As the configuration says; written, and in the journal, only when it is another one than last time.
void note_public_url(db::Database& database, const std::string& public_url, Instant now);

// Empty: none is configured, or nobody served yet.
std::string noted_public_url(db::Reader& reader);

}  // namespace recours::accounts
