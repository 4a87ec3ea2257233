// A fixed number of threads and a queue with an end: who comes when it is full is told so at once. Jobs that may take
// long (files to be opened) have at most half of the threads, so that pages always find one.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace recours::http {

//
enum class Weight { Light, Heavy };

class WorkerPool {
 public:
  using Job = std::function<void()>;  // must not throw

  WorkerPool(int threads, std::size_t most_waiting);
  // Waits for running jobs; waiting ones are dropped.
  ~WorkerPool();
  WorkerPool(const WorkerPool&) = delete;
  WorkerPool& operator=(const WorkerPool&) = delete;

  // False when `most_waiting` jobs wait already.
  [[nodiscard]] bool offer(Job job, Weight weight = Weight::Light);

  struct Load {
    std::size_t running = 0;
    std::size_t waiting = 0;
  };
  Load load() const;

 private:
  struct Waiting {
    std::uint64_t turn;
    Job job;
  };
  void work();
  bool may_run_heavy() const { return !heavy_.empty() && running_heavy_ < most_heavy_; }
  bool has_work() const { return !light_.empty() || may_run_heavy(); }
  // Of the two queues the one whose first came first.
  bool takes_heavy() const { return may_run_heavy() && (light_.empty() || heavy_.front().turn < light_.front().turn); }

  const std::size_t most_waiting_;
  const std::size_t most_heavy_;
  mutable std::mutex mutex_;  // guards all below
  std::condition_variable changed_;
  std::deque<Waiting> light_;
  std::deque<Waiting> heavy_;
  std::uint64_t next_turn_ = 0;
  std::size_t running_ = 0;
  std::size_t running_heavy_ = 0;
  bool ending_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace recours::http
