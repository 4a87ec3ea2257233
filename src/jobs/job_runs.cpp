#include "jobs/job_runs.h"

#include <memory>

#include <spdlog/spdlog.h>

namespace recours::jobs {
namespace {

constexpr std::chrono::minutes kNotedEvery{1}, kPatience{5};

struct Noted {
  std::optional<Instant> at;
  bool failing = false;
};

void note(db::Database& database, const std::string& name, std::chrono::milliseconds every, Instant now, bool failed) {
  const auto seconds = std::chrono::ceil<std::chrono::seconds>(every).count();
  database.write([&](db::Transaction& transaction) {
    transaction.execute(
        "INSERT INTO job_run (name, every_seconds, ran_at, failed_at) VALUES (:name, :every, :now, :failed)"
        " ON CONFLICT (name) DO UPDATE SET every_seconds = excluded.every_seconds, ran_at = excluded.ran_at,"
        " failed_at = excluded.failed_at",
        {{"name", name},
         {"every", static_cast<std::int64_t>(seconds)},
         {"now", now},
         {"failed", failed ? std::optional(now) : std::nullopt}});
  });
}

}  // namespace

Job noted(Job job) {
  auto last = std::make_shared<Noted>();
  auto run = [name = job.name, every = job.every, inner = std::move(job.run), last](db::Database& database, Instant now,
                                                                                    const std::stop_token& stop) {
    const auto write_down = [&](bool failed) {
      if (last->at && last->failing == failed && now < last->at->plus(kNotedEvery)) return;
      note(database, name, every, now, failed);
      *last = {now, failed};
    };
    try {
      inner(database, now, stop);
    } catch (...) {
      try {
        write_down(true);
      } catch (const db::Error& error) {
        // What made the job fail goes on to the log; that it could not be noted either is said beside it.
        spdlog::warn("job {}: its failure could not be noted: {}", name, error.what());
      }
      throw;
    }
    write_down(false);
  };
  job.run = std::move(run);
  return job;
}

std::vector<JobRun> list_job_runs(db::Reader& reader) {
  return reader.list(
      "SELECT name, every_seconds, ran_at, failed_at FROM job_run ORDER BY name", {}, [](const db::Row& row) {
        return JobRun{row.get<std::string>("name"), std::chrono::seconds(row.get<std::int64_t>("every_seconds")),
                      row.get<Instant>("ran_at"), row.get<std::optional<Instant>>("failed_at")};
      });
}

bool is_overdue(const JobRun& run, Instant now) { return now > run.ran_at.plus(2 * run.every + kPatience); }

}  // namespace recours::jobs
