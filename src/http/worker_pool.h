// A fixed number of threads and a queue with an end: who comes when it is full is told so at once.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace recours::http {

class WorkerPool {
 public:
  using Job = std::function<void()>;   // must not throw

  WorkerPool(int threads, std::size_t most_waiting);
  // Waits for running jobs; waiting ones are dropped.
  ~WorkerPool();
  WorkerPool(const WorkerPool&) = delete;
  WorkerPool& operator=(const WorkerPool&) = delete;

  // False when `most_waiting` jobs wait already.
  [[nodiscard]] bool offer(Job job);

 private:
  void work();

  std::size_t most_waiting_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<Job> waiting_;
  bool ending_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace recours::http
