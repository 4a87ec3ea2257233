// Bytes in a folder: ab/cd/<sha256>, each written aside, brought to the disk and given its name in one step, so that a
// name never stands for half a file.
#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <ctime>
#include <set>
#include <system_error>

#include "attachments/blob_rows.h"
#include "attachments/blobs.h"

namespace recours::attachments {
namespace {

constexpr std::size_t kPieceBytes = 256 * 1024;
constexpr std::string_view kAside = ".part-";  // between hash and six random characters: not whole yet

[[noreturn]] void fail(const std::string& path) { throw std::system_error(errno, std::generic_category(), path); }

Descriptor open_folder(const std::string& path) {
  Descriptor folder(::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!folder) fail(path);
  return folder;
}

void make_folder(const std::string& path) {
  if (::mkdir(path.c_str(), 0700) != 0 && errno != EEXIST) fail(path);
}

// A name is only durable once its folder is.
void bring_to_disk(const std::string& folder) {
  if (::fsync(open_folder(folder).get()) != 0) fail(folder);
}

// A file with a name that is not its last one; removed unless it got that.
class FileAside {
 public:
  explicit FileAside(const std::string& path) : path_(path + std::string(kAside) + "XXXXXX") {
    file_ = Descriptor(::mkostemp(path_.data(), O_CLOEXEC));  // 0600
    if (!file_) fail(path_);
  }
  ~FileAside() {
    if (!path_.empty()) ::unlink(path_.c_str());
  }
  FileAside(const FileAside&) = delete;
  FileAside& operator=(const FileAside&) = delete;

  void write(std::string_view bytes) { write_all(file_, bytes); }
  void become(const std::string& path) {
    if (::fsync(file_.get()) != 0) fail(path_);
    if (::rename(path_.c_str(), path.c_str()) != 0) fail(path);
    path_.clear();
  }

 private:
  std::string path_;
  Descriptor file_;
};

std::string hash_of(const Descriptor& file) {
  Sha256 hash;
  std::string piece(kPieceBytes, '\0');
  for (off_t at = 0;;) {
    const auto count = ::pread(file.get(), piece.data(), piece.size(), at);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) throw std::system_error(errno, std::generic_category(), "read");
    if (count == 0) return hash.hex();
    hash.add({piece.data(), static_cast<std::size_t>(count)});
    at += count;
  }
}

// Names in a folder but for those that begin with a dot; none when there is no such folder.
std::vector<std::string> names_in(const std::string& path) {
  std::vector<std::string> names;
  DIR* const folder = ::opendir(path.c_str());
  if (!folder && (errno == ENOENT || errno == ENOTDIR)) return names;
  if (!folder) fail(path);
  while (const dirent* entry = ::readdir(folder)) {
    if (entry->d_name[0] != '.') names.emplace_back(entry->d_name);
  }
  ::closedir(folder);
  return names;
}

bool is_older(const std::string& path, Instant before) {
  struct stat status {};
  if (::lstat(path.c_str(), &status) != 0 || !S_ISREG(status.st_mode)) return false;
  const auto written = std::chrono::seconds(status.st_mtim.tv_sec);
  return Instant(Instant::Time(written)) < before;
}

class FolderBlobs final : public Blobs {
 public:
  explicit FolderBlobs(std::string folder) : folder_(std::move(folder)) {
    make_folder(folder_);
    if (::chmod(folder_.c_str(), 0700) != 0) fail(folder_);
  }

  void put(db::Transaction& transaction, const std::string& sha256, std::string_view bytes, Instant now) override {
    put_row(transaction, sha256, bytes.size(), now);
    // Also when the name is there: whether its bytes are good is only known by reading all of them, and writing heals.
    const auto outer = folder_ + "/" + sha256.substr(0, 2);
    const auto inner = outer + "/" + sha256.substr(2, 2);
    make_folder(outer);
    make_folder(inner);
    FileAside aside(inner + "/" + sha256);
    aside.write(bytes);
    aside.become(path_of(sha256));
    for (const auto& changed : {inner, outer, folder_}) bring_to_disk(changed);
  }

  std::shared_ptr<const Descriptor> open(db::Reader&, const std::string& sha256) override {
    if (!is_sha256(sha256)) throw_lost(sha256, "not a SHA-256");
    const auto path = path_of(sha256);
    Descriptor file(::open(path.c_str(), O_RDONLY | O_NOFOLLOW | O_CLOEXEC));
    if (!file && errno == ENOENT) throw_lost(sha256, "its file is not in the folder");
    if (!file) fail(path);
    if (hash_of(file) != sha256) throw_lost(sha256, "its file in the folder was altered");
    return std::make_shared<const Descriptor>(std::move(file));
  }

  int collect(db::Database& database, Instant before) override {
    const int rows =
        collect_rows(database, before, [this](db::Transaction&, const std::string& sha256) { take(path_of(sha256)); });
    return rows + collect_rowless(database, before);
  }

  std::string folder() const override { return folder_; }

 private:
  std::string path_of(const std::string& sha256) const {
    return folder_ + "/" + sha256.substr(0, 2) + "/" + sha256.substr(2, 2) + "/" + sha256;
  }

  static void take(const std::string& path) {
    if (::unlink(path.c_str()) != 0 && errno != ENOENT) fail(path);
  }

  // What uploads left that rolled back or were killed.
  int collect_rowless(db::Database& database, Instant before) const {
    int collected = 0;
    for (const auto& outer : names_in(folder_)) {
      if (outer.size() != 2) continue;
      for (const auto& inner : names_in(folder_ + "/" + outer)) {
        collected += collect_rowless_in(database, folder_ + "/" + outer + "/" + inner, before);
      }
    }
    return collected;
  }

  static int collect_rowless_in(db::Database& database, const std::string& folder, Instant before) {
    std::vector<std::string> old;
    std::vector<std::string> hashes;
    for (const auto& name : names_in(folder)) {
      if (!is_sha256(name.substr(0, 64)) || !is_older(folder + "/" + name, before)) continue;
      old.push_back(name);
      hashes.push_back(name.substr(0, 64));
    }
    if (old.empty()) return 0;
    const auto rows =
        database.reader()->list("SELECT sha256 FROM blob WHERE sha256 IN (:hashes[text])", {{"hashes", hashes}},
                                [](const db::Row& row) { return row.get<std::string>("sha256"); });
    const std::set<std::string> known(rows.begin(), rows.end());
    int collected = 0;
    for (const auto& name : old) {
      if (!known.contains(name)) collected += collect_one(database, folder, name);
    }
    return collected;
  }

  // A whole file goes when it has no row; one that never became whole goes in any case. Both while nobody can be
  // writing it.
  static int collect_one(db::Database& database, const std::string& folder, const std::string& name) {
    const auto sha256 = name.substr(0, 64);
    return database.write([&](db::Transaction& transaction) {
      int taken = 0;
      with_row_held(transaction, sha256, [&](Row row) {
        if (row == Row::There && name == sha256) return;
        take(folder + "/" + name);
        taken = 1;
      });
      return taken;
    });
  }

  const std::string folder_;
};

}  // namespace

std::unique_ptr<Blobs> blobs_in_folder(const std::string& folder) { return std::make_unique<FolderBlobs>(folder); }

}  // namespace recours::attachments
