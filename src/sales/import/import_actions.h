// Importing sales documents: a first pass reads and checks every file and writes nothing, the second writes whole
// invoices in chunks. The same file twice changes nothing.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "journal/journal.h"
#include "sales/import/document.h"

namespace recours::sales {

struct ImportOptions {
  std::optional<std::string> customer_no; // --account
  bool dry_run = false;
};

struct FileReport {
  std::string file;
  std::string format;                     // empty when not recognised
  std::int64_t documents = 0;
  std::int64_t lines = 0;
  std::int64_t created = 0;               // documents written now (dry run: that would be)
  std::int64_t unchanged = 0;             // already there, same content
  std::int64_t changed = 0;               // rows of a table brought up to date (invoices are never changed)
  std::vector<Finding> findings;
  bool refused = false;
};

struct ImportReport {
  std::vector<FileReport> files;
  bool dry_run = false;
  bool refused() const;                   // some file was refused: nothing of any file was written
};

struct ImportFile {
  std::string name;
  std::string bytes;
};

using Progress = std::function<void(std::int64_t done, std::int64_t total)>;

ImportReport import_invoices(db::Database& database, const std::vector<ImportFile>& files, const ImportOptions& options,
                             const journal::Actor& actor, Instant now, const Progress& progress = {});

// Other hand-overs of the ERP as CSV (interface.md): accounts, articles, deliveries, serials.
enum class TableKind { Accounts, Articles, Deliveries, Serials };
ImportReport import_table(db::Database& database, TableKind kind, const ImportFile& file, bool dry_run,
                          const journal::Actor& actor, Instant now);

}  // namespace recours::sales
