// R-641 The data of claims in the database, by kind and name: what there is, with its versions
// and who changed it. The rules read the same tables through policy_store; writing is in claim_data_writes_store.h.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "claims/policy_store.h"
#include "claims/timeline.h"
#include "db/database.h"

namespace recours::claims {

// In their order, by name where they have none. Articles: only those that are not taken back, the first 200 whose
// number begins with `beginning`.
std::vector<DataSubject> list_subjects(db::Reader& reader, DataKind kind, std::string_view beginning = {});
// With versions empty where there is none; NotFound for a setting or a department nobody knows.
DataSubject load_subject(db::Reader& reader, DataKind kind, std::string_view key);
DataSubject require_subject(db::Reader& reader, DataKind kind, std::string_view key);

// Who did what to it, newest first: from the journal.
struct DataChange {
  Instant at;
  std::string actor_name, action;                   // version_added, version_withdrawn, version_ended, changed
  std::vector<std::array<std::string, 3>> changes;  // name of the value, from, to
};
std::vector<DataChange> list_changes(db::Reader& reader, DataKind kind, std::string_view key);
// What journal entries of it are about.
inline constexpr const char* kJournalSubject = "claim_data";
std::string journal_id(DataKind kind, std::string_view key);  // types/CS-22

}  // namespace recours::claims
