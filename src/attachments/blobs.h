// Where the bytes of files lie, under their SHA-256: a folder for one machine, the database when several processes
// share it. One content is kept once, and known by its row in table blob, whichever the place.
//
// Why a collection never takes what an upload relies on. The row is the lock: put() writes it first (INSERT, or a new
// stored_at where it is there already) and holds it until its transaction ends; only then it touches the bytes.
// collect() deletes the row first, under the condition that it is old and named by nobody, and takes the bytes before
// it commits.
//   - put() first: the DELETE waits. When put() commits, PostgreSQL looks at the row again, which is young now, and
//     deletes nothing; when it rolls back, the row is as it was, and so is the right to delete it.
//   - collect() first: the INSERT waits for the row that goes. When collect() commits, put() writes a new row and then
//     the bytes, which it never takes for granted. When collect() fails after it took bytes, a row without bytes stays
//     that nobody names: the next put() of them writes them again, for the same reason.
//   - Bytes without a row (of an upload that rolled back) are taken in the same way: by writing the row first.
// SQLite has one writer at a time, which is the same with less waiting. That the clocks of machines differ only matters
// by the age asked for: a day.
#pragma once

#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

#include "base/date.h"
#include "base/descriptor.h"
#include "db/database.h"

namespace recours::attachments {

class Blobs {
 public:
  virtual ~Blobs() = default;
  Blobs(const Blobs&) = delete;
  Blobs& operator=(const Blobs&) = delete;

  // Durable when the transaction is (nothing is left of it when it rolls back but what collect() finds). `sha256` in
  // hex is of `bytes`. Safe against a collection that runs at the same time.
  virtual void put(db::Transaction& transaction, const std::string& sha256, std::string_view bytes, Instant now) = 0;
  // R-825 The bytes in an open file, checked against the SHA-256; throws BlobLost when they are not there or not the
  // same.
  virtual std::shared_ptr<const Descriptor> open(db::Reader& reader, const std::string& sha256) = 0;
  // R-826 Removes what was put before this instant and no attachment names any more: none at all, or only ones removed
  // before it. So leave what may be taken back a margin. Returns how many.
  virtual int collect(db::Database& database, Instant before) = 0;
  // For the admin page: the folder; empty: in the database.
  virtual std::string folder() const = 0;

 protected:
  Blobs() = default;
};

// What is promised in the database is not on the disk, or altered.
class BlobLost : public std::runtime_error {
 public:
  explicit BlobLost(const std::string& sha256) : std::runtime_error("stored file lost or altered: " + sha256) {}
};

// Folder of its own, made when missing (the one above it must be there), 0700; throws std::system_error.
std::unique_ptr<Blobs> blobs_in_folder(const std::string& folder);
// Chunks of 256 KiB in table blob_chunk. `spool_folder`: where open() puts bytes for a moment.
std::unique_ptr<Blobs> blobs_in_database(const std::string& spool_folder);

struct BlobTotals {
  std::int64_t files = 0;
  std::int64_t bytes = 0;
};
BlobTotals count_blobs(db::Reader& reader);

std::string sha256_of(std::string_view bytes);  // hex

}  // namespace recours::attachments
