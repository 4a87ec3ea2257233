#include <algorithm>
#include <set>

#include "attachments/blob_rows.h"
#include "backup/restore_actions.h"
#include "db/migrate.h"

namespace recours::backup {
namespace {

// Takes every entry in, then compares all of them with the summary, which is the last.
class Inspection {
 public:
  Inspection(const std::string& path, const Told& told) : archive_(path), told_(told) {}

  Manifest inspect() {
    if (!archive_.next() || archive_.name() != kManifest) throw ArchiveDamaged("it does not begin with a manifest");
    const auto manifest = take_manifest();
    bool is_summed_up = false;
    while (archive_.next()) {
      if (is_summed_up) throw ArchiveDamaged("something follows its end");
      is_summed_up = archive_.name() == kSummary;
      if (is_summed_up) {
        summary_ = summary_of(archive_.whole());
      } else {
        take(archive_.name());
      }
    }
    if (!is_summed_up) throw ArchiveDamaged("its end is missing");
    compare(manifest);
    return manifest;
  }

 private:
  Manifest take_manifest() {
    const auto text = archive_.whole();
    parts_.emplace_back(kManifest, attachments::sha256_of(text));
    return manifest_of(text);
  }

  void take(const std::string& entry) {
    const auto sha256 = sha256_in(entry);
    if (!sha256.empty()) return take_file(std::string(sha256));
    const std::string table(table_of(entry));
    if (table.empty()) throw ArchiveDamaged("an entry that is not known: " + entry);
    attachments::Sha256 hash;
    for (auto piece = archive_.piece(); !piece.empty(); piece = archive_.piece()) {
      hash.add(piece);
      rows_[table] += std::count(piece.begin(), piece.end(), '\n');
    }
    parts_.emplace_back(entry, hash.hex());
    tell(entry);
  }

  void take_file(const std::string& sha256) {
    attachments::Sha256 hash;
    for (auto piece = archive_.piece(); !piece.empty(); piece = archive_.piece()) {
      hash.add(piece);
      file_bytes_ += piece.size();
    }
    if (hash.hex() != sha256) throw ArchiveDamaged("the file " + sha256 + " was altered");
    names_.add(sha256 + "\n");
    ++files_;
    tell(file_name(sha256));
  }

  void compare(const Manifest& manifest) {
    if (parts_ != summary_.parts) throw ArchiveDamaged("a part is missing or was altered");
    if (files_ != summary_.files || file_bytes_ != summary_.file_bytes || names_.hex() != summary_.files_sha256) {
      throw ArchiveDamaged("files are missing or were added");
    }
    for (const auto& table : manifest.tables) {
      if (rows_[table.name] != summary_.rows[table.name]) throw ArchiveDamaged("rows are missing in " + table.name);
    }
    if (rows_.size() != manifest.tables.size()) throw ArchiveDamaged("a table that is not in its manifest");
  }

  void tell(const std::string& what) const {
    if (told_)
      told_(what,
            static_cast<std::int64_t>(100 * archive_.bytes_read() / std::max<std::uint64_t>(1, archive_.bytes())));
  }

  ArchiveReader archive_;
  const Told& told_;
  Summary summary_;
  std::map<std::string, std::int64_t> rows_;
  std::vector<std::pair<std::string, std::string>> parts_;
  attachments::Sha256 names_;
  std::int64_t files_ = 0;
  std::uint64_t file_bytes_ = 0;
};

// R-182 Rows of one schema do not fit into another.
std::optional<Refusal> objection_to(const std::vector<std::string>& migrations) {
  const auto known = db::known_migrations();
  if (migrations == known) return std::nullopt;
  const auto newest = migrations.empty() ? std::string() : migrations.back();
  const bool is_newer = std::find(known.begin(), known.end(), newest) == known.end();
  if (is_newer) {
    return Refusal{
        "archive_newer",
        msg("The backup was made by a newer version of Recours, with migration {1}: restore it with that version",
            newest),
        {}};
  }
  return Refusal{
      "archive_older",
      msg("The backup was made by an older version of Recours, whose last migration is {1}: restore it with that "
          "version, then run `recours migrate` with this one",
          newest),
      {}};
}

}  // namespace

Result<Manifest, Refusal> check_archive(const std::string& path, const Told& told) {
  auto manifest = Inspection(path, told).inspect();
  if (auto objection = objection_to(manifest.migrations)) return fail(std::move(*objection));
  return manifest;
}

}  // namespace recours::backup
