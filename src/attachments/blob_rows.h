// Table blob: which contents are kept, wherever their bytes lie. Internal to the two places (blobs.h);
// only Sha256 is for backups too.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "db/database.h"

namespace recours::attachments {

// Hashes piece by piece.
class Sha256 {
 public:
  Sha256();
  ~Sha256();
  Sha256(const Sha256&) = delete;
  Sha256& operator=(const Sha256&) = delete;
  void add(std::string_view bytes);
  std::string hex();  // once

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// 64 lower-case hex digits: anything else never becomes a path.
bool is_sha256(std::string_view text);

// The first step of every put(): from here to the end of the transaction no collection takes these bytes.
void put_row(db::Transaction& transaction, const std::string& sha256, std::size_t size, Instant now);

// Deletes the rows that may go, each in a transaction of its own; `take_bytes` is called inside it, once the row is
// gone for everybody who waits for it.
using TakeBytes = std::function<void(db::Transaction&, const std::string& sha256)>;
int collect_rows(db::Database& database, Instant before, const TakeBytes& take_bytes);

// With the row of this content held against everybody: calls back with whether there is such a content. The row stays
// as it was.
enum class Row { There, Absent };
void with_row_held(db::Transaction& transaction, const std::string& sha256, const std::function<void(Row)>& work);

// Logs why and throws BlobLost.
[[noreturn]] void throw_lost(const std::string& sha256, std::string_view why);

}  // namespace recours::attachments
