#include "backup/archive.h"

#include <archive.h>
#include <archive_entry.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <system_error>
#include <vector>

namespace recours::backup {
namespace {

constexpr std::size_t kPieceBytes = 256 * 1024;
constexpr std::size_t kLongestEntry = 256 * 1024 * 1024;

[[noreturn]] void fail(int error, const std::string& path) {
  throw std::system_error(error, std::generic_category(), path);
}

void bring_folder_to_disk(const std::filesystem::path& folder) {
  const Descriptor open(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!open || ::fsync(open.get()) != 0) fail(errno, folder.string());
}

}  // namespace

struct ArchiveWriter::State {
  State(const std::string& wanted_path, Instant when)
      : path(wanted_path), aside(wanted_path + ".part-XXXXXX"), made_at(when), tar(archive_write_new()) {}
  // Apart from making it, so that what fails here is tidied up as well.
  void open() {
    file = Descriptor(::mkostemp(aside.data(), O_CLOEXEC));  // 0600
    if (!file) fail(errno, path);
    archive_write_add_filter_zstd(tar);
    archive_write_set_format_pax_restricted(tar);
    require(archive_write_open_fd(tar, file.get()));
  }
  ~State() {
    if (tar) {
      archive_write_fail(tar);  // or it would write the end of a file that is not kept
      archive_write_free(tar);
    }
    if (!aside.empty()) ::unlink(aside.c_str());
  }
  void require(int code) {
    if (code >= ARCHIVE_OK) return;
    const int error = archive_errno(tar);
    if (error > 0) fail(error, path);
    throw std::runtime_error(path + ": " + archive_error_string(tar));
  }
  void begin(const std::string& name, std::size_t size) {
    const std::unique_ptr<archive_entry, decltype(&archive_entry_free)> entry(archive_entry_new(), &archive_entry_free);
    archive_entry_set_pathname(entry.get(), name.c_str());
    archive_entry_set_size(entry.get(), static_cast<la_int64_t>(size));
    archive_entry_set_filetype(entry.get(), AE_IFREG);
    archive_entry_set_perm(entry.get(), 0600);
    archive_entry_set_mtime(
        entry.get(), std::chrono::duration_cast<std::chrono::seconds>(made_at.time().time_since_epoch()).count(), 0);
    require(archive_write_header(tar, entry.get()));
  }
  void write(std::string_view bytes) {
    while (!bytes.empty()) {
      const auto written = archive_write_data(tar, bytes.data(), bytes.size());
      if (written < 0) require(static_cast<int>(written));
      if (written == 0) throw std::runtime_error(path + ": an entry is longer than was announced");
      bytes.remove_prefix(static_cast<std::size_t>(written));
    }
  }

  const std::string path;
  std::string aside;  // empty once it has its name
  const Instant made_at;
  Descriptor file;
  archive* tar;
};

ArchiveWriter::ArchiveWriter(const std::string& path, Instant made_at)
    : state_(std::make_unique<State>(path, made_at)) {
  state_->open();
}

ArchiveWriter::~ArchiveWriter() = default;

void ArchiveWriter::add(const std::string& name, std::string_view bytes) {
  state_->begin(name, bytes.size());
  state_->write(bytes);
}

void ArchiveWriter::add(const std::string& name, const Descriptor& file) {
  const auto size = size_of(file);
  state_->begin(name, size);
  std::vector<char> piece(kPieceBytes);
  for (std::uint64_t at = 0; at < size;) {
    const std::span<char> part(piece.data(), std::min<std::uint64_t>(piece.size(), size - at));
    read_all(file, at, part);
    state_->write({part.data(), part.size()});
    at += part.size();
  }
}

std::uint64_t ArchiveWriter::keep() {
  auto& state = *state_;
  state.require(archive_write_close(state.tar));
  archive_write_free(std::exchange(state.tar, nullptr));
  const auto size = size_of(state.file);
  if (::fsync(state.file.get()) != 0) fail(errno, state.path);
  if (::rename(state.aside.c_str(), state.path.c_str()) != 0) fail(errno, state.path);
  state.aside.clear();
  bring_folder_to_disk(std::filesystem::absolute(state.path).parent_path());
  return size;
}

struct ArchiveReader::State {
  explicit State(const std::string& path) : file(::open(path.c_str(), O_RDONLY | O_CLOEXEC)) {
    if (!file) fail(errno, path);
    size = size_of(file);
    tar.reset(archive_read_new());
    archive_read_support_filter_zstd(tar.get());
    archive_read_support_filter_none(tar.get());
    archive_read_support_format_tar(tar.get());
    require(archive_read_open_fd(tar.get(), file.get(), kPieceBytes));
  }
  void require(int code) const {
    if (code == ARCHIVE_OK || code == ARCHIVE_EOF) return;
    const char* words = archive_error_string(tar.get());
    throw ArchiveDamaged(words ? words : "not readable");
  }

  Descriptor file;
  std::uint64_t size = 0;
  std::unique_ptr<archive, decltype(&archive_read_free)> tar{nullptr, &archive_read_free};
  std::string name;
  std::string piece = std::string(kPieceBytes, '\0');
};

ArchiveReader::ArchiveReader(const std::string& path) : state_(std::make_unique<State>(path)) {}

ArchiveReader::~ArchiveReader() = default;

bool ArchiveReader::next() {
  archive_entry* entry = nullptr;
  const int code = archive_read_next_header(state_->tar.get(), &entry);
  state_->require(code);
  if (code == ARCHIVE_EOF) return false;
  const char* name = archive_entry_pathname(entry);
  if (!name || archive_entry_filetype(entry) != AE_IFREG) throw ArchiveDamaged("an entry that is no file");
  state_->name = name;
  return true;
}

const std::string& ArchiveReader::name() const { return state_->name; }

std::string_view ArchiveReader::piece() {
  auto& buffer = state_->piece;
  const auto count = archive_read_data(state_->tar.get(), buffer.data(), buffer.size());
  if (count < 0) state_->require(static_cast<int>(count));
  return {buffer.data(), static_cast<std::size_t>(count)};
}

std::string ArchiveReader::whole() {
  std::string bytes;
  for (auto part = piece(); !part.empty(); part = piece()) {
    bytes += part;
    if (bytes.size() > kLongestEntry) throw ArchiveDamaged(name() + " is too long");
  }
  return bytes;
}

std::uint64_t ArchiveReader::bytes_read() const {
  return static_cast<std::uint64_t>(std::max<la_int64_t>(0, archive_filter_bytes(state_->tar.get(), -1)));
}

std::uint64_t ArchiveReader::bytes() const { return state_->size; }

}  // namespace recours::backup
