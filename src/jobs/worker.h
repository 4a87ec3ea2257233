// The job loop: one thread that runs each listed job at its pace. Jobs are shallow (they call one step of a feature) and
// safe to run twice, here or in another process. The list is handed in by the command line; nothing here knows a feature.
#pragma once

#include <chrono>
#include <functional>
#include <stop_token>
#include <string>
#include <thread>
#include <vector>

#include "base/clock.h"
#include "db/database.h"

namespace recours::jobs {

struct Job {
  std::string name;
  std::chrono::milliseconds every;
  // `now` is when this run begins. A long job looks at the token between two steps.
  std::function<void(db::Database&, Instant now, const std::stop_token&)> run;
};

// Runs a job once. Its exception is logged and goes no further.
void run_job(const Job& job, db::Database& database, Instant now, const std::stop_token& stop = {});

class Worker {
 public:
  // Starts at once: every job runs first, then at its own pace, measured on the monotonic clock.
  Worker(db::Database& database, const Clock& clock, std::vector<Job> jobs);
  // Asks the running job to stop and waits for it.
  ~Worker();
  Worker(const Worker&) = delete;
  Worker& operator=(const Worker&) = delete;

 private:
  void loop(const std::stop_token& stop);

  db::Database& database_;
  const Clock& clock_;
  std::vector<Job> jobs_;
  std::jthread thread_;  // last: it uses the others
};

}  // namespace recours::jobs
