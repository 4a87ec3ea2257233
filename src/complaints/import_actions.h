// R-791 recours import complaints: an old register taken over. A first pass checks every row and writes nothing, the
// second writes in short transactions; a file with an error changes nothing, a row whose old number is there already is
// left alone.
#pragma once

#include "accounts/viewer.h"
#include "base/import_report.h"
#include "contacts/import_actions.h"

namespace recours::complaints {

using contacts::ImportRun;

// Whose rights and eyes decide; and who is told in the journal, which is the program itself at the command line.
struct Importer {
  accounts::Viewer viewer;
  journal::Actor actor;
};
// At the command line: on behalf of the first person who may import; none: nobody may yet.
std::optional<accounts::Viewer> first_importer(db::Reader& reader, Date today);

// New numbers of this year, flagged as taken over; the reports of rows name the old number and, once written, the new
// one. Throws Forbidden.
ImportReport import_register(db::Database& database, const ImportFile& file, ImportRun run, const Importer& importer,
                             Instant now, const Progress& progress = {});

}  // namespace recours::complaints
