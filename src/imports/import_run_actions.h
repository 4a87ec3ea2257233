// Imports of the page: received, checked, confirmed, written. Checking and writing are a job's: they survive the request,
// the process and, the files being kept, the machine (decision 19).
#pragma once

#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "attachments/attachment_actions.h"
#include "imports/import_run_store.h"

namespace recours::imports {

struct HandedOver {
  std::string name;
  std::string_view content;
};

// R-234 One import for each kind of file, recognised by content; their ids in the order in which to confirm them.
std::vector<ImportRunId> receive(db::Database& database, const attachments::Depot& depot, const accounts::Viewer& viewer,
                                 const std::vector<HandedOver>& files, const std::string& customer_no, Instant now);

// R-235 NotFound; Conflict when it is not in a state for it any more.
void confirm(db::Database& database, const accounts::Viewer& viewer, ImportRunId id, Instant now);
void check_again(db::Database& database, const accounts::Viewer& viewer, ImportRunId id, Instant now);
void cancel(db::Database& database, const accounts::Viewer& viewer, ImportRunId id, Instant now);

// R-236 What nobody decided on for a week is given up, and its files with it.
void drop_forgotten(db::Database& database, Instant now);
// The job: everything that waits, one after the other. Safe to run in several processes.
void work_at_imports(db::Database& database, const attachments::Depot& depot, Instant now, const std::stop_token& stop);

}  // namespace recours::imports
