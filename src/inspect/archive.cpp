#include "inspect/archive.h"

#include <archive.h>
#include <archive_entry.h>

#include <memory>

#include "inspect/binary.h"
#include "inspect/verdict.h"

namespace recours::inspect {
namespace {

using namespace std::literals;

constexpr std::size_t kMostEntries = 5000;
constexpr std::size_t kMostUnpacked = std::size_t{200} << 20;
constexpr std::size_t kMostRatio = 100;
// Below this a high ratio is no danger: short XML packs well.
constexpr std::size_t kSmall = std::size_t{8} << 20;

struct FreeArchive {
  void operator()(archive* opened) const { archive_read_free(opened); }
};
using Archive = std::unique_ptr<archive, FreeArchive>;

// The end record closes the file and its table lies right before it: nothing is hidden around the archive.
void require_nothing_around(std::string_view bytes) {
  constexpr std::size_t kEndBytes = 22;
  const auto end = bytes.rfind("PK\5\6"sv);
  if (end == bytes.npos || bytes.size() - end < kEndBytes) throw Unacceptable(Reason::Damaged);
  const auto directory_bytes = little_endian(bytes, end + 12, 4), directory_at = little_endian(bytes, end + 16, 4);
  const bool zip64 = directory_bytes == 0xffffffff || directory_at == 0xffffffff;
  if (end + kEndBytes + little_endian(bytes, end + 20, 2) != bytes.size()) throw Unacceptable(Reason::Polyglot);
  if (!zip64 && std::uint64_t{directory_at} + directory_bytes != end) throw Unacceptable(Reason::Polyglot);
}

Archive open_archive(std::string_view bytes) {
  Archive opened(archive_read_new());
  archive_read_support_format_zip_seekable(opened.get());
  if (archive_read_open_memory(opened.get(), bytes.data(), bytes.size()) != ARCHIVE_OK)
    throw Unacceptable(Reason::Damaged);
  return opened;
}

bool leaves_package(std::string_view path) {
  if (path.empty() || path.front() == '/' || path.find('\\') != path.npos || path.find(':') != path.npos) return true;
  return path == ".." || path.starts_with("../") || path.ends_with("/..") || path.find("/../") != path.npos;
}

std::string path_of(archive_entry* entry) {
  const char* path = archive_entry_pathname_utf8(entry);
  if (!path) path = archive_entry_pathname(entry);
  if (!path || leaves_package(path)) throw Unacceptable(Reason::Damaged);
  return path;
}

std::string content_of(archive* opened, std::size_t& unpacked, std::size_t packed) {
  std::string content;
  char chunk[16384];
  for (la_ssize_t read = 0; (read = archive_read_data(opened, chunk, sizeof chunk)) != 0;) {
    if (read < 0) throw Unacceptable(Reason::Damaged);
    unpacked += static_cast<std::size_t>(read);
    if (unpacked > kMostUnpacked || (unpacked > kSmall && unpacked / kMostRatio > packed)) {
      throw Unacceptable(Reason::ArchiveBomb);
    }
    content.append(chunk, static_cast<std::size_t>(read));
  }
  return content;
}

}  // namespace

Parts unpack(std::string_view bytes) {
  require_nothing_around(bytes);
  const auto opened = open_archive(bytes);
  Parts parts;
  std::size_t unpacked = 0, entries = 0;
  archive_entry* entry = nullptr;
  int status = ARCHIVE_OK;
  while ((status = archive_read_next_header(opened.get(), &entry)) == ARCHIVE_OK || status == ARCHIVE_WARN) {
    if (++entries > kMostEntries) throw Unacceptable(Reason::ArchiveBomb);
    if (archive_entry_is_encrypted(entry)) throw Unacceptable(Reason::Encrypted);
    auto path = path_of(entry);
    if (archive_entry_filetype(entry) == AE_IFDIR) continue;
    if (archive_entry_filetype(entry) != AE_IFREG) throw Unacceptable(Reason::Damaged);
    auto content = content_of(opened.get(), unpacked, bytes.size());
    if (!parts.emplace(std::move(path), std::move(content)).second) throw Unacceptable(Reason::Damaged);
  }
  if (status != ARCHIVE_EOF) throw Unacceptable(Reason::Damaged);
  return parts;
}

}  // namespace recours::inspect
