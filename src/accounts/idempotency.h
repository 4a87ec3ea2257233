// Idempotency keys: what was done once under a key is answered the same again for 24 h. The answer is written in the
// transaction of the deed, so a crash between the two cannot double it; a second request with the same key that arrives
// while the first runs waits for it.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/date.h"
#include "base/refusal.h"
#include "base/result.h"
#include "db/database.h"
#include "http/message.h"
#include "journal/journal.h"

namespace recours::accounts {

struct IdempotencyKey {
  UserId user;
  std::string route;                     // "basket/confirmation"
  std::string key;
  std::string request_hash;              // SHA-256 of the body: the same key with another body is refused
};

// From the Idempotency-Key header, or for pages the form field `idempotency_key`; none when absent.
std::optional<IdempotencyKey> idempotency_key(UserId user, std::string_view route, const http::Request& request);

struct KeptAnswer {
  int status = 0;
  std::string body;
};

// First thing in the action's transaction. A kept answer: return it and do nothing. None: do it and call keep().
// Refusal `idempotency_key_reused` when the key was used with another body.
Result<std::optional<KeptAnswer>, Refusal> recall(db::Transaction& transaction, const IdempotencyKey& key, Instant now);
// Last thing. A lost race for the same key throws db::RetryableError, so that the action runs again and recalls.
void keep(db::Transaction& transaction, const IdempotencyKey& key, const KeptAnswer& answer, Instant now);

}  // namespace recours::accounts
