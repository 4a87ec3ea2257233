#include "http/worker_pool.h"

#include <algorithm>
#include <utility>

namespace recours::http {

WorkerPool::WorkerPool(int threads, std::size_t most_waiting)
    : most_waiting_(most_waiting), most_heavy_(static_cast<std::size_t>(std::max(threads / 2, 1))) {
  for (int i = 0; i < threads; ++i) threads_.emplace_back([this] { work(); });
}

WorkerPool::~WorkerPool() {
  std::deque<Waiting> dropped_light;
  std::deque<Waiting> dropped_heavy;
  {
    const std::lock_guard lock(mutex_);
    ending_ = true;
    dropped_light.swap(light_);
    dropped_heavy.swap(heavy_);
  }
  changed_.notify_all();
  for (auto& thread : threads_) thread.join();
}

bool WorkerPool::offer(Job job, Weight weight) {
  {
    const std::lock_guard lock(mutex_);
    if (ending_ || light_.size() + heavy_.size() >= most_waiting_) return false;
    (weight == Weight::Heavy ? heavy_ : light_).push_back({next_turn_++, std::move(job)});
  }
  changed_.notify_one();
  return true;
}

WorkerPool::Load WorkerPool::load() const {
  const std::lock_guard lock(mutex_);
  return {running_, light_.size() + heavy_.size()};
}

void WorkerPool::work() {
  std::unique_lock lock(mutex_);
  while (true) {
    changed_.wait(lock, [this] { return ending_ || has_work(); });
    if (ending_) return;
    const bool is_heavy = takes_heavy();
    auto& queue = is_heavy ? heavy_ : light_;
    Job job = std::move(queue.front().job);
    queue.pop_front();
    ++running_;
    running_heavy_ += is_heavy;
    lock.unlock();
    job();
    job = nullptr;
    lock.lock();
    --running_;
    running_heavy_ -= is_heavy;
  }
}

}  // namespace recours::http
