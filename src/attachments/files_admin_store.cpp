#include "attachments/files_admin_store.h"

namespace recours::attachments {

ScanNumbers count_scans(db::Reader& reader) {
  ScanNumbers numbers = reader.require(
      "SELECT COUNT(*) AS waiting, MIN(uploaded_at) AS since FROM attachment WHERE scan = 'waiting' AND removed_at IS "
      "NULL",
      {}, [](const db::Row& row) {
        return ScanNumbers{row.get<std::int64_t>("waiting"), row.get<std::optional<Instant>>("since"), 0};
      });
  numbers.never_scanned = reader.value<std::int64_t>(
      "SELECT COUNT(*) AS value FROM attachment WHERE scan = 'not_configured' AND removed_at IS NULL");
  return numbers;
}

std::vector<InfectedFile> list_infected(db::Reader& reader, int limit) {
  return reader.list(
      "SELECT id, uploaded_by_name, source, uploaded_at, removed_at, sha256 FROM attachment WHERE scan = 'infected'"
      " ORDER BY id DESC LIMIT :limit",
      {{"limit", limit}}, [](const db::Row& row) {
        return InfectedFile{row.get<AttachmentId>("id"),
                            row.get<std::string>("uploaded_by_name"),
                            source_named(row.get<std::string_view>("source")).value_or(Source::Desk),
                            row.get<Instant>("uploaded_at"),
                            row.get<std::optional<Instant>>("removed_at"),
                            row.get<std::string>("sha256")};
      });
}

}  // namespace recours::attachments
