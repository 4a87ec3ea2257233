// Bytes in the database: chunks beside the row, by and gone with its transaction.
#include "attachments/blob_rows.h"
#include "attachments/blobs.h"

namespace recours::attachments {
namespace {

constexpr std::size_t kChunkBytes = 256 * 1024;

class DatabaseBlobs final : public Blobs {
 public:
  explicit DatabaseBlobs(std::string spool_folder) : spool_folder_(std::move(spool_folder)) {}

  void put(db::Transaction& transaction, const std::string& sha256, std::string_view bytes, Instant now) override {
    put_row(transaction, sha256, bytes.size(), now);
    if (is_whole(transaction, sha256, bytes.size())) return;
    transaction.execute("DELETE FROM blob_chunk WHERE sha256 = :sha256", {{"sha256", sha256}});
    for (std::size_t start = 0; start < bytes.size(); start += kChunkBytes) {
      transaction.execute("INSERT INTO blob_chunk (sha256, position, bytes) VALUES (:sha256, :position, :bytes)",
                          {{"sha256", sha256},
                           {"position", start / kChunkBytes},
                           {"bytes", db::Blob{std::string(bytes.substr(start, kChunkBytes))}}});
    }
  }

  std::shared_ptr<const Descriptor> open(db::Reader& reader, const std::string& sha256) override {
    auto file = temporary_file(spool_folder_.c_str());
    Sha256 hash;
    reader.each("SELECT bytes FROM blob_chunk WHERE sha256 = :sha256 ORDER BY position", {{"sha256", sha256}},
                [&](const db::Row& row) {
                  const auto chunk = row.get<db::Blob>("bytes");
                  hash.add(chunk.bytes);
                  write_all(file, chunk.bytes);
                });
    if (hash.hex() != sha256) throw_lost(sha256, "its chunks in the database are not there or not the same");
    return std::make_shared<const Descriptor>(std::move(file));
  }

  int collect(db::Database& database, Instant before) override {
    return collect_rows(database, before, [](db::Transaction&, const std::string&) {});  // the chunks go with the row
  }

  std::string folder() const override { return ""; }

 private:
  static bool is_whole(db::Transaction& transaction, const std::string& sha256, std::size_t size) {
    const auto chunks = transaction.value<std::int64_t>(
        "SELECT COUNT(*) AS value FROM blob_chunk WHERE sha256 = :sha256", {{"sha256", sha256}});
    return static_cast<std::size_t>(chunks) == (size + kChunkBytes - 1) / kChunkBytes;
  }

  const std::string spool_folder_;
};

}  // namespace

std::unique_ptr<Blobs> blobs_in_database(const std::string& spool_folder) {
  return std::make_unique<DatabaseBlobs>(spool_folder);
}

}  // namespace recours::attachments
