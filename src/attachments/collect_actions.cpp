// What nobody needs any more goes, and what came in unscanned is scanned (attachment_actions.h). Called by jobs.
#include <chrono>

#include <spdlog/spdlog.h>
#include <boost/json.hpp>

#include "attachments/attachment_actions.h"

namespace recours::attachments {
namespace {

constexpr std::chrono::hours kFormAge{24 * kFormDays};
// An hour more than people have to take a file back, so that no clock that goes wrong by minutes takes its bytes first.
constexpr std::chrono::hours kBytesAge{kUndoHours + 1};
constexpr std::chrono::hours kLinkAge{24};  // a phone is told for a while that its code is too old
constexpr int kFormsAtOnce = 20;
constexpr int kFilesAtOnce = 100;
constexpr int kScansAtOnce = 50;

journal::Actor job() { return {std::nullopt, "Recours", "job"}; }

struct Gone {
  AttachmentId id;
  std::string sha256;
  std::int64_t size = 0;
};

Gone gone_of(const db::Row& row) {
  return {row.get<AttachmentId>("id"), row.get<std::string>("sha256"), row.get<std::int64_t>("size")};
}

void note_gone(db::Transaction& transaction, const std::vector<Gone>& files, const journal::Subject& subject,
               Instant now) {
  for (const auto& file : files) {
    journal::append(transaction, job(), now, "attachment.collected", subject,
                    {{"attachment_id", file.id.value}, {"sha256", file.sha256}, {"size", file.size}});
  }
}

// A form nobody opened or added to for kFormDays, or that was sent that long ago.
constexpr const char* kIsAbandoned =
    "COALESCE(f.closed_at, f.opened_at) <= :before AND NOT EXISTS (SELECT 1 FROM attachment a "
    "WHERE a.owner_kind = 'form' AND a.owner_id = f.id AND a.uploaded_at > :before) ";

std::vector<UploadFormId> list_abandoned(db::Reader& reader, Instant before) {
  return reader.list(std::string("SELECT f.id FROM upload_form f WHERE ") + kIsAbandoned + "ORDER BY f.id LIMIT :limit",
                     {{"before", before}, {"limit", kFormsAtOnce}},
                     [](const db::Row& row) { return row.get<UploadFormId>("id"); });
}

// Its rows go as well: they never belonged to a case. Row ids may come again, so nothing is left under this one.
void drop_form(db::Database& database, UploadFormId form, Instant before, Instant now) {
  database.write([&](db::Transaction& transaction) {
    transaction.lock_rows("upload_form", {form.value});
    const auto still = transaction.find(
        std::string("SELECT f.id FROM upload_form f WHERE f.id = :id AND ") + kIsAbandoned,
        {{"id", form}, {"before", before}}, [](const db::Row& row) { return row.get<UploadFormId>("id"); });
    if (!still) return;
    const auto files = transaction.list(
        "DELETE FROM attachment WHERE owner_kind = 'form' AND owner_id = :id RETURNING id, sha256, size",
        {{"id", form}}, gone_of);
    note_gone(transaction, files, {"upload_form", std::to_string(form.value)}, now);
    transaction.execute("DELETE FROM upload_form WHERE id = :id", {{"id", form}});
  });
}

void drop_abandoned_forms(db::Database& database, Instant now) {
  const auto before = now.plus(-kFormAge);
  for (;;) {
    const auto forms = list_abandoned(*database.reader(), before);
    for (const auto form : forms) drop_form(database, form, before, now);
    if (static_cast<int>(forms.size()) < kFormsAtOnce) return;
  }
}

// Files nobody named.
void drop_loose_files(db::Database& database, Instant now) {
  const auto before = now.plus(-kFormAge);
  for (std::size_t dropped = kFilesAtOnce; dropped == kFilesAtOnce;) {
    dropped = database.write([&](db::Transaction& transaction) {
      const auto files = transaction.list(
          "DELETE FROM attachment WHERE id IN (SELECT id FROM attachment WHERE owner_kind = 'user' "
          "AND placed_at <= :before ORDER BY id LIMIT :limit) AND owner_kind = 'user' AND placed_at <= :before "
          "RETURNING id, sha256, size",
          {{"before", before}, {"limit", kFilesAtOnce}}, gone_of);
      note_gone(transaction, files, {"attachment", "loose"}, now);
      return files.size();
    });
  }
}

void drop_old_links(db::Database& database, Instant now) {
  database.write([&](db::Transaction& transaction) {
    transaction.execute("DELETE FROM phone_link WHERE expires_at <= :before", {{"before", now.plus(-kLinkAge)}});
  });
}

// What the scanner said of a file that is there already. One that changed meanwhile waits for the next run.
void note_scan(db::Database& database, const Depot& depot, Attachment file, ScanResult result, Instant now) {
  const bool infected = result == ScanResult::Infected;
  file.scan = infected ? Scan::Infected : Scan::Clean;
  if (infected) file.removed_at = now;
  try {
    database.write([&](db::Transaction& transaction) {
      Attachment updated = file;
      update_attachment(transaction, updated);
      if (!infected) return;
      const auto [type, id] = subject_of(transaction, depot.owners, file.owner);
      journal::append(
          transaction, job(), now, "attachment.removed", {type, id},
          {{"attachment_id", file.id.value}, {"sha256", file.sha256}, {"size", file.size}, {"reason", "virus_found"}});
    });
  } catch (const Conflict&) {
    return;
  }
  if (infected) spdlog::warn("infected file removed: attachment {}, SHA-256 {}", file.id.value, file.sha256);
}

ScanResult scan_stored(db::Database& database, const Depot& depot, const Attachment& file) {
  const auto stored = depot.blobs->open(*database.reader(), file.sha256);
  const MappedFile bytes(*stored);
  return depot.scanner->scan(bytes.bytes());
}

}  // namespace

void collect_abandoned(db::Database& database, const Depot& depot, Instant now) {
  drop_abandoned_forms(database, now);
  drop_loose_files(database, now);
  drop_old_links(database, now);
  depot.blobs->collect(database, now.plus(-kBytesAge));
}

void scan_waiting(db::Database& database, const Depot& depot, Instant now) {
  if (!depot.scanner) return;
  AttachmentId after;
  for (;;) {
    const auto files = list_waiting_for_scan(*database.reader(), after, kScansAtOnce);
    for (const auto& file : files) {
      after = file.id;
      try {
        const auto result = scan_stored(database, depot, file);
        if (result == ScanResult::Unavailable) return;
        note_scan(database, depot, file, result, now);
      } catch (const BlobLost& lost) {
        spdlog::error("attachment {} cannot be scanned: {}", file.id.value, lost.what());
      }
    }
    if (static_cast<int>(files.size()) < kScansAtOnce) return;
  }
}

}  // namespace recours::attachments
