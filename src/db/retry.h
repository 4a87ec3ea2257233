// Starting again what lost against another writer, and what must not be started twice. Internal to src/db.
#pragma once

#include <functional>

namespace recours::db {

class Database;

// Runs `attempt` until it does not throw RetryableError, with growing random pauses; lets the error out after ten tries
// or half a minute. Any other exception ends it at once.
void with_retries(const std::function<void()>& attempt);

// While it lives this thread writes to `database`. Throws Error when it already does: the inner write would wait for
// the outer one for ever, or be kept when the outer one is undone.
class WriteScope {
 public:
  explicit WriteScope(const Database* database);
  ~WriteScope();
  WriteScope(const WriteScope&) = delete;
  WriteScope& operator=(const WriteScope&) = delete;

 private:
  const Database* const outer_;
};

}  // namespace recours::db
