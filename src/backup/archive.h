// The file a backup is: a tar compressed by zstd (any tar reads it), written aside and given its name when it is whole.
// Knows entries and bytes; what they mean is in contents.h.
#pragma once

#include <cstdint>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>

#include "base/date.h"
#include "base/descriptor.h"

namespace recours::backup {

// Not an archive, cut off, altered, or not what its own summary says.
class ArchiveDamaged : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

// Failures of the disk are std::system_error (ENOSPC: it is full); nothing is left of a file that was not kept.
class ArchiveWriter {
 public:
  // For its owner only: it holds everything the database holds.
  ArchiveWriter(const std::string& path, Instant made_at);
  ~ArchiveWriter();
  ArchiveWriter(const ArchiveWriter&) = delete;
  ArchiveWriter& operator=(const ArchiveWriter&) = delete;

  void add(const std::string& name, std::string_view bytes);
  void add(const std::string& name, const Descriptor& file);
  // Durable under its name; what had this name before is replaced. Returns its size.
  std::uint64_t keep();

 private:
  struct State;
  const std::unique_ptr<State> state_;
};

class ArchiveReader {
 public:
  // Throws std::system_error where there is no such file.
  explicit ArchiveReader(const std::string& path);
  ~ArchiveReader();
  ArchiveReader(const ArchiveReader&) = delete;
  ArchiveReader& operator=(const ArchiveReader&) = delete;

  // The next entry; false after the last one. What was not read of the one before is passed over.
  bool next();
  const std::string& name() const;
  // The next piece of the entry, valid until the next call; empty at its end.
  std::string_view piece();
  // The rest of the entry; ArchiveDamaged when it is longer than anything an archive of ours holds in one.
  std::string whole();
  // How much of the file was read, of how much: for progress.
  std::uint64_t bytes_read() const;
  std::uint64_t bytes() const;

 private:
  struct State;
  const std::unique_ptr<State> state_;
};

}  // namespace recours::backup
