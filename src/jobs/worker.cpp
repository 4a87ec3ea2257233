#include "jobs/worker.h"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <condition_variable>
#include <mutex>

namespace recours::jobs {

void run_job(const Job& job, db::Database& database, Instant now, const std::stop_token& stop) {
  try {
    job.run(database, now, stop);
  } catch (const std::exception& failure) {
    spdlog::error("job {}: {}", job.name, failure.what());
  }
}

Worker::Worker(db::Database& database, const Clock& clock, std::vector<Job> jobs)
    : database_(database),
      clock_(clock),
      jobs_(std::move(jobs)),
      thread_([this](const std::stop_token& stop) { loop(stop); }) {}

Worker::~Worker() = default;

void Worker::loop(const std::stop_token& stop) {
  using Steady = std::chrono::steady_clock;
  std::vector<Steady::time_point> due(jobs_.size(), Steady::now());
  std::mutex mutex;
  std::condition_variable_any woken;
  while (!stop.stop_requested() && !jobs_.empty()) {
    auto next = Steady::time_point::max();
    for (std::size_t i = 0; i < jobs_.size() && !stop.stop_requested(); ++i) {
      if (due[i] <= Steady::now()) {
        run_job(jobs_[i], database_, clock_.now(), stop);
        due[i] = Steady::now() + jobs_[i].every;
      }
      next = std::min(next, due[i]);
    }
    std::unique_lock lock(mutex);
    woken.wait_until(lock, stop, next, [] { return false; });
  }
}

}  // namespace recours::jobs
