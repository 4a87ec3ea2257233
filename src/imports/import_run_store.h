// Tables import_run and import_file.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "db/database.h"
#include "imports/import_run.h"

namespace recours::imports {

// Newest first, those before `before`.
std::vector<ImportRun> list_runs(db::Reader& reader, std::optional<ImportRunId> before, int limit);
// Throws NotFound.
ImportRun require_run(db::Reader& reader, ImportRunId id);
std::vector<RunFile> list_files(db::Reader& reader, ImportRunId id);

ImportRunId insert_run(db::Transaction& transaction, const ImportRun& run);
void insert_file(db::Transaction& transaction, ImportRunId id, std::int64_t position, const RunFile& file);
// Conflict when it is not in state `from` any more.
void set_state(db::Transaction& transaction, ImportRunId id, State from, State to, Instant now);
void set_confirmed(db::Transaction& transaction, ImportRunId id, UserId by);
void release_files(db::Transaction& transaction, ImportRunId id);
// Waited for a decision since before then.
std::vector<ImportRunId> list_forgotten(db::Reader& reader, Instant before);

// ---- for who works at them
// The oldest that has something to do and nobody at it, or nobody that gave a sign of life since `silent_since`.
std::optional<ImportRun> claim_run(db::Transaction& transaction, const std::string& worker, Instant silent_since, Instant now);
struct Sign {
  std::int64_t done_bytes = 0, total_bytes = 0, lines = 0;
};
// False when it is not this worker's any more.
bool give_sign(db::Transaction& transaction, ImportRunId id, const std::string& worker, const Sign& sign, Instant now);
bool finish_run(db::Transaction& transaction, ImportRunId id, const std::string& worker, State state, const std::string& report,
                Instant now);
// Somebody may take it up at once.
void let_go(db::Transaction& transaction, ImportRunId id, const std::string& worker);

}  // namespace recours::imports
