// When each background job last ran, and whether it failed: written by whichever process runs the jobs, read by the
// page of the system's state.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "jobs/worker.h"

namespace recours::jobs {

// The job as it was, with a note of its runs: once a minute at most, and at once when a failure begins or ends.
Job noted(Job job);

struct JobRun {
  std::string name;
  std::chrono::seconds every{0};
  Instant ran_at;
  std::optional<Instant> failed_at;  // none: the last run went well
};
std::vector<JobRun> list_job_runs(db::Reader& reader);

// R-123 Whether it should have run again long ago: twice its pace and five minutes, which a long run may take.
bool is_overdue(const JobRun& run, Instant now);

}  // namespace recours::jobs
