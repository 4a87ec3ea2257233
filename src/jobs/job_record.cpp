#include "jobs/job_record.h"

#include <utility>

namespace recours::jobs {

using Steady = std::chrono::steady_clock;

void JobRecord::note(const std::string& job, Instant began, std::chrono::microseconds took, JobEnd end) {
  const std::lock_guard lock(mutex_);
  JobRuns& runs = runs_[job];
  runs.last_took = took;
  if (end == JobEnd::Failed) {
    ++runs.failed;
    return;
  }
  ++runs.done;
  runs.last_done = began;
}

std::map<std::string, JobRuns> JobRecord::read() const {
  const std::lock_guard lock(mutex_);
  return runs_;
}

std::vector<Job> recorded(std::vector<Job> jobs, JobRecord& record) {
  for (Job& job : jobs) {
    job.run = [&record, name = job.name, run = std::move(job.run)](db::Database& database, Instant now,
                                                                   const std::stop_token& stop) {
      const auto start = Steady::now();
      const auto note = [&](JobEnd end) {
        record.note(name, now, std::chrono::duration_cast<std::chrono::microseconds>(Steady::now() - start), end);
      };
      try {
        run(database, now, stop);
      } catch (...) {
        note(JobEnd::Failed);
        throw;
      }
      note(JobEnd::Done);
    };
  }
  return jobs;
}

}  // namespace recours::jobs
