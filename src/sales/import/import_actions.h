// Importing sales documents: a first pass reads and checks every file and writes nothing, the second reads them
// again and writes whole invoices in short transactions. The same file twice changes nothing, so an import that was cut off
// is completed by doing it again (decision 19). Memory does not grow with the files.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/import_report.h"
#include "journal/journal.h"
#include "sales/import/document.h"
#include "sales/import/import_kind.h"
#include "sales/import/import_source.h"

namespace recours::sales {

ImportReport import_invoices(db::Database& database, const std::vector<ImportSource>& sources, const ImportOptions& options,
                             const journal::Actor& actor, Instant now);
// Small files in memory.
ImportReport import_invoices(db::Database& database, const std::vector<ImportFile>& files, const ImportOptions& options,
                             const journal::Actor& actor, Instant now);

ImportReport import_table(db::Database& database, TableKind kind, const std::vector<ImportSource>& sources,
                          const ImportOptions& options, const journal::Actor& actor, Instant now);
ImportReport import_table(db::Database& database, TableKind kind, const ImportFile& file, bool dry_run,
                          const journal::Actor& actor, Instant now);

}  // namespace recours::sales
