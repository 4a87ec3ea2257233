// What an administrator is told of all files together: numbers, and who sent an infected one. Never names or contents:
// whose case it is may be none of their business.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "attachments/attachment.h"
#include "db/database.h"

namespace recours::attachments {

struct ScanNumbers {
  std::int64_t waiting = 0;              // came in while the scanner was down
  std::optional<Instant> waiting_since;  // the first of them
  std::int64_t never_scanned = 0;        // came in while there was none
};
ScanNumbers count_scans(db::Reader& reader);

// Let in unscanned, found by the scanner later and removed.
struct InfectedFile {
  AttachmentId id;
  std::string uploaded_by_name;
  Source source = Source::Desk;
  Instant uploaded_at;
  std::optional<Instant> removed_at;
  std::string sha256;
};
// Newest first.
std::vector<InfectedFile> list_infected(db::Reader& reader, int limit);

}  // namespace recours::attachments
