// R-180 A whole database with its files as one archive, read from one moment of it while others go on writing. Reads
// only.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "attachments/blobs.h"
#include "base/date.h"
#include "db/database.h"

namespace recours::backup {

// What is being read or written, and how far: rows of a table, or files.
using Told = std::function<void(const std::string& what, std::int64_t done)>;

struct Report {
  std::int64_t tables = 0;
  std::int64_t rows = 0;
  std::int64_t files = 0;
  std::uint64_t file_bytes = 0;
  std::uint64_t archive_bytes = 0;
  std::vector<std::string> lost_files;  // SHA-256 of what the source had lost: named there, its bytes gone or altered
  std::int64_t waiting_mail = 0;        // not sent yet at that moment
};

struct Source {
  const std::string& address;  // of the database
  db::Database& database;      // the same, as it is by now
  attachments::Blobs& blobs;
};

// The archive has its name once it is whole; nothing is left of it otherwise. Throws std::system_error.
Report back_up(const Source& source, const std::string& path, Instant now, const Told& told = {});

}  // namespace recours::backup
