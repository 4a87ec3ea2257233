#include "backup/backup.h"

#include <fmt/format.h>

#include "attachments/blob_rows.h"
#include "backup/archive.h"
#include "backup/contents.h"
#include "backup/tables.h"
#include "db/migrate.h"
#include "db/snapshot.h"

namespace recours::backup {
namespace {

constexpr std::size_t kPartBytes = 4 * 1024 * 1024;
constexpr std::int64_t kToldEvery = 1000;

class Maker {
 public:
  Maker(const Source& source, const std::string& path, Instant now, const Told& told)
      : source_(source), told_(told), snapshot_(db::Snapshot::open(source.address)), archive_(path, now), now_(now) {}

  Report make() {
    write_manifest();
    for (const auto& table : tables_) write_table(table);
    write_files();
    archive_.add(std::string(kSummary), to_json(summary_));
    return {.tables = static_cast<std::int64_t>(tables_.size()),
            .rows = rows_,
            .files = summary_.files,
            .file_bytes = summary_.file_bytes,
            .archive_bytes = archive_.keep(),
            .lost_files = summary_.lost_files,
            .waiting_mail = count_waiting_mail(*snapshot_)};
  }

 private:
  void write_manifest() {
    tables_ = archived_tables(*snapshot_, snapshot_->engine());
    write_part(std::string(kManifest),
               to_json(Manifest{now_.iso(), std::string(snapshot_->engine()), db::known_migrations(), tables_}));
  }

  void write_part(const std::string& name, std::string_view bytes) {
    archive_.add(name, bytes);
    summary_.parts.emplace_back(name, attachments::sha256_of(bytes));
  }

  void write_table(const db::Table& table) {
    std::string lines;
    int part = 0;
    auto& rows = summary_.rows[table.name];
    snapshot_->stream(db::select_all(table), [&](const db::Row& row) {
      append_line(lines, row, table);
      if (lines.size() >= kPartBytes) {
        write_part(part_name(table.name, ++part), lines);
        lines.clear();
      }
      if (++rows % kToldEvery == 0) tell(table.name, rows);
    });
    if (!lines.empty()) write_part(part_name(table.name, ++part), lines);
    rows_ += rows;
    tell(table.name, rows);
  }

  void write_files() {
    attachments::Sha256 names;
    snapshot_->stream("SELECT sha256 FROM blob ORDER BY sha256", [&](const db::Row& row) {
      const auto sha256 = row.get<std::string>("sha256");
      if (!write_file(sha256)) return;
      names.add(sha256 + "\n");
      tell("files", ++summary_.files);
    });
    summary_.files_sha256 = names.hex();
  }

  // False: its bytes are gone.
  bool write_file(const std::string& sha256) {
    try {
      const auto file = source_.blobs.open(*snapshot_, sha256);
      archive_.add(file_name(sha256), *file);
      summary_.file_bytes += size_of(*file);
      return true;
    } catch (const attachments::BlobLost&) {
      // Collected since the moment of the snapshot: then nobody named it at that moment either.
      if (is_kept_now(sha256)) summary_.lost_files.push_back(sha256);
      return false;
    }
  }

  bool is_kept_now(const std::string& sha256) {
    return source_.database.reader()->value<std::int64_t>("SELECT COUNT(*) AS value FROM blob WHERE sha256 = :sha256",
                                                          {{"sha256", sha256}}) > 0;
  }

  void tell(const std::string& what, std::int64_t done) const {
    if (told_) told_(what, done);
  }

  const Source& source_;
  const Told& told_;
  const std::unique_ptr<db::Snapshot> snapshot_;
  ArchiveWriter archive_;
  const Instant now_;
  std::vector<db::Table> tables_;
  Summary summary_;
  std::int64_t rows_ = 0;
};

}  // namespace

Report back_up(const Source& source, const std::string& path, Instant now, const Told& told) {
  return Maker(source, path, now, told).make();
}

}  // namespace recours::backup
