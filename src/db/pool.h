// Connections lent to one thread at a time, opened when first needed, at most `limit` at once. Internal to src/db.
// A connection that reports usable() == false is thrown away instead of being lent again.
#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <vector>

#include "db/database.h"
#include "db/pool_use.h"

namespace recours::db {

template <class Connection>
class Pool {
 public:
  using Open = std::function<std::unique_ptr<Connection>()>;

  class Return {
   public:
    explicit Return(Pool* pool = nullptr) : pool_(pool) {}
    void operator()(Connection* connection) const { pool_->take_back(std::unique_ptr<Connection>(connection)); }

   private:
    Pool* pool_;
  };
  using Lease = std::unique_ptr<Connection, Return>;

  Pool(int limit, Open open) : limit_(limit), open_(std::move(open)) {}

  Lease lend() {
    std::unique_lock lock(mutex_);
    ++waiting_;
    // Whoever waits this long is better served by a 503 than by waiting on: a thread may even wait for itself.
    const bool is_free = returned_.wait_for(lock, kPatience, [&] { return !idle_.empty() || open_count_ < limit_; });
    --waiting_;
    if (!is_free) {
      throw ConnectionError("every database connection is in use");
    }
    if (!idle_.empty()) {
      auto connection = std::move(idle_.back());
      idle_.pop_back();
      if (connection->usable()) return Lease(connection.release(), Return(this));
      lock.unlock();
      connection.reset();
      return opened();
    }
    ++open_count_;
    lock.unlock();
    return opened();
  }

  PoolUse use() const {
    const std::lock_guard lock(mutex_);
    return {limit_, open_count_, open_count_ - static_cast<int>(idle_.size()), waiting_};
  }

 private:
  static constexpr std::chrono::seconds kPatience{20};

  // The place was counted before.
  Lease opened() {
    try {
      return Lease(open_().release(), Return(this));
    } catch (...) {
      leave();
      throw;
    }
  }
  void take_back(std::unique_ptr<Connection> connection) {
    if (!connection->usable()) {
      connection.reset();
      leave();
      return;
    }
    {
      const std::lock_guard lock(mutex_);
      idle_.push_back(std::move(connection));
    }
    returned_.notify_one();
  }
  void leave() {
    {
      const std::lock_guard lock(mutex_);
      --open_count_;
    }
    returned_.notify_one();
  }

  const int limit_;
  const Open open_;
  mutable std::mutex mutex_;
  std::condition_variable returned_;
  std::vector<std::unique_ptr<Connection>> idle_;
  int open_count_ = 0;
  int waiting_ = 0;
};

}  // namespace recours::db
