#include "db/retry.h"

#include <algorithm>
#include <chrono>
#include <thread>

#include <sodium.h>

#include "db/database.h"

namespace recours::db {
namespace {

constexpr int kTries = 10;
constexpr std::chrono::seconds kPatience{30};
thread_local const Database* written = nullptr;

// Random, so that two who lost against each other do not meet again.
std::chrono::microseconds pause_after(int tries) {
  const auto longest = std::min(400'000, 2'000 << tries);
  return std::chrono::microseconds(randombytes_uniform(static_cast<std::uint32_t>(longest)));
}

}  // namespace

void with_retries(const std::function<void()>& attempt) {
  const auto deadline = std::chrono::steady_clock::now() + kPatience;
  for (int tries = 1;; ++tries) {
    try {
      return attempt();
    } catch (const RetryableError&) {
      if (tries >= kTries || std::chrono::steady_clock::now() > deadline) throw;
    }
    std::this_thread::sleep_for(pause_after(tries));
  }
}

WriteScope::WriteScope(const Database* database) : outer_(written) {
  if (outer_ == database) throw Error("a write was begun inside another write of the same thread");
  written = database;
}

WriteScope::~WriteScope() { written = outer_; }

}  // namespace recours::db
