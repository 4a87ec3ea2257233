#include "attachments/blob_rows.h"

#include <sodium.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <array>
#include <stdexcept>

#include "attachments/blobs.h"
#include "base/text.h"

namespace recours::attachments {
namespace {

// What no import waits for and no attachment names, as itself, its preview or its thumbnail. A removed attachment names its content until it
// was removed for long enough.
constexpr std::string_view kNobodyNames =
    " NOT EXISTS (SELECT 1 FROM import_file f WHERE f.sha256 = blob.sha256)"
    " AND NOT EXISTS (SELECT 1 FROM attachment a WHERE a.sha256 = blob.sha256"
    " AND (a.removed_at IS NULL OR a.removed_at >= :before))"
    " AND NOT EXISTS (SELECT 1 FROM attachment a WHERE a.preview_sha256 = blob.sha256"
    " AND (a.removed_at IS NULL OR a.removed_at >= :before))"
    " AND NOT EXISTS (SELECT 1 FROM attachment a WHERE a.thumbnail_sha256 = blob.sha256"
    " AND (a.removed_at IS NULL OR a.removed_at >= :before))";

constexpr std::int64_t kNoContent = -1;  // size of a row that only holds the place of one

std::vector<std::string> list_collectable(db::Reader& reader, Instant before) {
  static const std::string kSql =
      "SELECT sha256 FROM blob WHERE stored_at < :before AND" + std::string(kNobodyNames) + " ORDER BY sha256";
  return reader.list(kSql, {{"before", before}}, [](const db::Row& row) { return row.get<std::string>("sha256"); });
}

}  // namespace

struct Sha256::State {
  crypto_hash_sha256_state hash;
};

Sha256::Sha256() : state_(std::make_unique<State>()) { crypto_hash_sha256_init(&state_->hash); }

Sha256::~Sha256() = default;

void Sha256::add(std::string_view bytes) {
  crypto_hash_sha256_update(&state_->hash, reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
}

std::string Sha256::hex() {
  std::array<unsigned char, crypto_hash_sha256_BYTES> digest;
  crypto_hash_sha256_final(&state_->hash, digest.data());
  return recours::hex({reinterpret_cast<const char*>(digest.data()), digest.size()});
}

std::string sha256_of(std::string_view bytes) {
  Sha256 hash;
  hash.add(bytes);
  return hash.hex();
}

bool is_sha256(std::string_view text) {
  return text.size() == 64 &&
         std::all_of(text.begin(), text.end(), [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

void put_row(db::Transaction& transaction, const std::string& sha256, std::size_t size, Instant now) {
  if (!is_sha256(sha256)) throw std::logic_error("not a SHA-256: " + sha256);
  transaction.execute(
      "INSERT INTO blob (sha256, size, stored_at) VALUES (:sha256, :size, :now)"
      " ON CONFLICT (sha256) DO UPDATE SET stored_at = excluded.stored_at",
      {{"sha256", sha256}, {"size", size}, {"now", now}});
}

int collect_rows(db::Database& database, Instant before, const TakeBytes& take_bytes) {
  static const std::string kDelete =
      "DELETE FROM blob WHERE sha256 = :sha256 AND stored_at < :before AND" + std::string(kNobodyNames);
  int collected = 0;
  for (const auto& sha256 : list_collectable(*database.reader(), before)) {
    collected += database.write([&](db::Transaction& transaction) {
      if (transaction.execute(kDelete, {{"sha256", sha256}, {"before", before}}) == 0) return 0;
      take_bytes(transaction, sha256);
      return 1;
    });
  }
  return collected;
}

void with_row_held(db::Transaction& transaction, const std::string& sha256, const std::function<void(Row)>& work) {
  const auto size = transaction.value<std::int64_t>(
      "INSERT INTO blob (sha256, size, stored_at) VALUES (:sha256, :none, '')"
      " ON CONFLICT (sha256) DO UPDATE SET stored_at = blob.stored_at RETURNING size AS value",
      {{"sha256", sha256}, {"none", kNoContent}});
  work(size == kNoContent ? Row::Absent : Row::There);
  transaction.execute("DELETE FROM blob WHERE sha256 = :sha256 AND size = :none",
                      {{"sha256", sha256}, {"none", kNoContent}});
}

BlobTotals count_blobs(db::Reader& reader) {
  return reader.require("SELECT COUNT(*) AS files, CAST(COALESCE(SUM(size), 0) AS BIGINT) AS bytes FROM blob", {},
                        [](const db::Row& row) {
                          return BlobTotals{row.get<std::int64_t>("files"), row.get<std::int64_t>("bytes")};
                        });
}

void throw_lost(const std::string& sha256, std::string_view why) {
  spdlog::error("stored file {} is lost: {}", sha256, why);
  throw BlobLost(sha256);
}

}  // namespace recours::attachments
