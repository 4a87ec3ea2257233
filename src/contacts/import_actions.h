// R-459 recours import contacts|projects|contracts|losses: a first pass checks every row and writes nothing, the second
// writes in short transactions. A file with an error changes nothing; the same file twice changes nothing the second
// time.
#pragma once

#include "base/import_report.h"
#include "contacts/import_rows.h"
#include "db/database.h"
#include "journal/journal.h"

namespace recours::contacts {

enum class ImportRun { Dry, Real };

// Findings are those of the first 200 refused rows, then how many more; rows are the first 200.
ImportReport import_contacts(db::Database& database, ImportKind kind, const ImportFile& file, ImportRun run,
                             const journal::Actor& actor, Instant now, const Progress& progress = {});

}  // namespace recours::contacts
