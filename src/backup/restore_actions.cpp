#include "backup/restore_actions.h"

#include <fcntl.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <system_error>

#include "backup/tables.h"
#include "base/descriptor.h"
#include "db/snapshot.h"

namespace recours::backup {
namespace {

namespace fs = std::filesystem;

constexpr std::int64_t kToldEvery = 1000;

// Folders of files: two hexadecimal digits. What else is there (the spool) is not ours to judge.
std::vector<fs::path> folders_of_files(const std::string& folder) {
  std::vector<fs::path> found;
  std::error_code absent;
  for (const auto& entry : fs::directory_iterator(folder, absent)) {
    const auto name = entry.path().filename().string();
    if (name.size() == 2 && name.find_first_not_of("0123456789abcdef") == std::string::npos)
      found.push_back(entry.path());
  }
  return found;
}

// Beside the folders while files are put there: what a restore left that was killed is its own and may go.
fs::path mark_in(const std::string& folder) { return fs::path(folder) / ".restoring"; }

bool holds_files(const std::string& folder) {
  if (fs::exists(mark_in(folder))) return false;
  for (const auto& outer : folders_of_files(folder)) {
    for (const auto& entry : fs::recursive_directory_iterator(outer)) {
      if (!entry.is_directory()) return true;
    }
  }
  return false;
}

// The folder was empty: what is in it when this ends without keep() was put there for nothing.
class FilesOnTrial {
 public:
  explicit FilesOnTrial(std::string folder) : folder_(std::move(folder)) {
    if (folder_.empty()) return;
    clear();
    const Descriptor mark(::open(mark_in(folder_).c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600));
    if (!mark) throw std::system_error(errno, std::generic_category(), folder_);
  }
  ~FilesOnTrial() {
    if (folder_.empty()) return;
    if (!kept_) clear();
    std::error_code ignored;
    fs::remove(mark_in(folder_), ignored);
  }
  FilesOnTrial(const FilesOnTrial&) = delete;
  FilesOnTrial& operator=(const FilesOnTrial&) = delete;
  void keep() { kept_ = true; }

 private:
  void clear() const {
    std::error_code ignored;
    for (const auto& outer : folders_of_files(folder_)) fs::remove_all(outer, ignored);
  }

  const std::string folder_;
  bool kept_ = false;
};

class Restorer {
 public:
  Restorer(db::Loading& loading, attachments::Blobs& blobs, const std::string& path, const Told& told)
      : loading_(loading),
        blobs_(blobs),
        archive_(path),
        told_(told),
        tables_(archived_tables(loading, loading.engine())) {}

  Report restore() {
    if (!archive_.next()) throw ArchiveDamaged("it is empty");
    const auto manifest = manifest_of(archive_.whole());
    require_same_tables(manifest.tables);
    // What migrations put in is in the archive too, as it was by then.
    for (auto table = tables_.rbegin(); table != tables_.rend(); ++table)
      loading_.execute("DELETE FROM " + table->name);
    while (archive_.next()) take(archive_.name(), manifest.tables);
    end_table();
    report_.tables = static_cast<std::int64_t>(tables_.size());
    report_.waiting_mail = count_waiting_mail(loading_);
    report_.archive_bytes = archive_.bytes();
    loading_.commit(tables_);
    return report_;
  }

 private:
  void take(const std::string& entry, const std::vector<db::Table>& tables) {
    if (entry == kSummary) {
      report_.lost_files = summary_of(archive_.whole()).lost_files;
      return;
    }
    if (const auto sha256 = sha256_in(entry); !sha256.empty()) return put_file(std::string(sha256));
    const auto table =
        std::find_if(tables.begin(), tables.end(), [&](const auto& one) { return one.name == table_of(entry); });
    if (table == tables.end()) throw ArchiveDamaged("an entry that is not known: " + entry);
    begin_table(*table);
    take_rows(*table);
  }

  void begin_table(const db::Table& table) {
    if (current_ == table.name) return;
    end_table();
    std::vector<std::string> columns;
    for (const auto& column : table.columns) columns.push_back(column.name);
    loading_.begin_table(table, columns);
    current_ = table.name;
    rows_ = 0;
  }
  void end_table() {
    if (current_.empty()) return;
    loading_.end_table();
    tell(current_, rows_);
    current_.clear();
  }

  void take_rows(const db::Table& table) {
    const auto lines = archive_.whole();
    std::vector<db::Value> values;
    for (std::size_t start = 0; start < lines.size();) {
      const auto end = std::min(lines.find('\n', start), lines.size());
      cells(std::string_view(lines).substr(start, end - start), table, values);
      loading_.add_row(values);
      start = end + 1;
      ++report_.rows;
      if (++rows_ % kToldEvery == 0) tell(current_, rows_);
    }
  }

  void put_file(const std::string& sha256) {
    end_table();
    const auto bytes = archive_.whole();
    if (attachments::sha256_of(bytes) != sha256) throw ArchiveDamaged("the file " + sha256 + " was altered");
    const auto stored_at = loading_.find("SELECT stored_at FROM blob WHERE sha256 = :sha256", {{"sha256", sha256}},
                                         [](const db::Row& row) { return row.get<Instant>("stored_at"); });
    if (!stored_at) throw ArchiveDamaged("a file without its row: " + sha256);
    blobs_.put(loading_, sha256, bytes, *stored_at);
    report_.file_bytes += bytes.size();
    tell("files", ++report_.files);
  }

  void require_same_tables(std::vector<db::Table> archived) const {
    const auto shape = [](std::vector<db::Table> tables) {
      std::map<std::string, std::vector<std::pair<std::string, db::ColumnKind>>> shapes;
      for (auto& table : tables) {
        auto& columns = shapes[table.name];
        for (const auto& column : table.columns) columns.emplace_back(column.name, column.kind);
        std::sort(columns.begin(), columns.end());
      }
      return shapes;
    };
    if (shape(std::move(archived)) != shape(tables_))
      throw ArchiveDamaged("its tables are not those of its migrations");
  }

  void tell(const std::string& what, std::int64_t done) const {
    if (told_) told_(what, done);
  }

  db::Loading& loading_;
  attachments::Blobs& blobs_;
  ArchiveReader archive_;
  const Told& told_;
  const std::vector<db::Table> tables_;
  std::string current_;
  std::int64_t rows_ = 0;
  Report report_;
};

}  // namespace

Result<Report, Refusal> restore(const Target& target, const std::string& path, const Told& told) {
  const auto loading = db::Loading::begin(target.address);
  if (const auto used = used_table(*loading)) {
    return fail(
        Refusal{"database_used", msg("The database is not empty (table {1}): restore into a new one", *used), {}});
  }
  const auto folder = target.blobs.folder();
  if (!folder.empty() && holds_files(folder)) {
    return fail(
        Refusal{"files_used",
                msg("The folder {1} holds files already: empty it, or name another one with RECOURS_FILES", folder),
                {}});
  }
  FilesOnTrial files(folder);
  auto report = Restorer(*loading, target.blobs, path, told).restore();
  files.keep();
  return report;
}

}  // namespace recours::backup
