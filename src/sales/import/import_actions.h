// Importing sales documents: a first pass reads and checks every file and writes nothing, the second writes whole
// invoices in chunks. The same file twice changes nothing.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/import_report.h"
#include "journal/journal.h"
#include "sales/import/document.h"

namespace recours::sales {

struct ImportOptions {
  std::optional<std::string> customer_no; // --account
  bool dry_run = false;
};

ImportReport import_invoices(db::Database& database, const std::vector<ImportFile>& files, const ImportOptions& options,
                             const journal::Actor& actor, Instant now, const Progress& progress = {});

// Other hand-overs of the ERP as CSV (interface.md): accounts, articles, deliveries, serials.
enum class TableKind { Accounts, Articles, Deliveries, Serials };
ImportReport import_table(db::Database& database, TableKind kind, const ImportFile& file, bool dry_run,
                          const journal::Actor& actor, Instant now);

}  // namespace recours::sales
