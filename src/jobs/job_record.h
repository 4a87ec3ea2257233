// When each job ran last and whether it failed, for /metrics. Of this process; another one has its own.
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "jobs/worker.h"

namespace recours::jobs {

struct JobRuns {
  std::uint64_t done = 0;
  std::uint64_t failed = 0;
  std::optional<Instant> last_done;  // when the last run that ended well began
  std::chrono::microseconds last_took{0};
};

enum class JobEnd { Done, Failed };

class JobRecord {
 public:
  void note(const std::string& job, Instant began, std::chrono::microseconds took, JobEnd end);
  std::map<std::string, JobRuns> read() const;

 private:
  mutable std::mutex mutex_;
  std::map<std::string, JobRuns> runs_;
};

// The same jobs, each run noted. `record` outlives them.
std::vector<Job> recorded(std::vector<Job> jobs, JobRecord& record);

}  // namespace recours::jobs
