// R-170 What /metrics says, in the text format Prometheus reads: traffic, database connections, mail, jobs, the
// process. Numbers, routes by pattern and job names only: no id, no person, no path. Pure but for process_use().
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "db/pool_use.h"
#include "http/message.h"
#include "http/traffic.h"
#include "jobs/job_record.h"
#include "mail/outbox.h"

namespace recours::cli {

struct ProcessUse {
  double cpu_seconds = 0;
  std::uint64_t resident_bytes = 0;
  std::uint64_t open_files = 0;
  double started_at = 0;  // seconds since 1970
};
ProcessUse process_use();

struct Metrics {
  std::string version;
  std::string engine;
  http::Traffic traffic;
  db::DatabaseUse connections;
  std::optional<mail::OutboxCounts> outbox;  // none: the database did not answer
  std::map<std::string, jobs::JobRuns> jobs;
  ProcessUse process;
};
std::string metrics_text(const Metrics& metrics);

// R-171 Whether this request may read them: with the token where there is one; without one only a program on this
// machine that speaks to us directly, never somebody behind a proxy.
bool may_read_metrics(const http::Request& request, std::string_view token);

}  // namespace recours::cli
