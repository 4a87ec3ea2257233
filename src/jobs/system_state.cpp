#include "jobs/system_state.h"

#include <filesystem>

#include "jobs/job_runs.h"
#include "mail/outbox.h"

namespace recours::jobs {
namespace {

using Severity = SystemFinding::Severity;
using Findings = std::vector<SystemFinding>;

constexpr std::uintmax_t kLittleLeft = 1'000'000'000;

void add(Findings& findings, Severity severity, const char* id, Message message, Message hint) {
  findings.push_back({severity, id, std::move(message), std::move(hint)});
}

// The jobs of one worker stop together: one finding tells it, by the newest note.
void find_stopped_jobs(Findings& findings, const std::vector<JobRun>& runs, Instant now) {
  for (const auto& run : runs) {
    if (!is_overdue(run, now)) return;
  }
  add(findings, Severity::Error, "jobs_stopped",
      msg("No background job has run for a while: no mail leaves, no date is watched"),
      msg("Start `recours serve` without --no-jobs, or `recours work` beside it"));
}

void find_failed_jobs(Findings& findings, const std::vector<JobRun>& runs) {
  for (const auto& run : runs) {
    if (!run.failed_at) continue;
    add(findings, Severity::Error, "job_failed", msg("The background job “{1}” fails", run.name),
        msg("The log says why; it is tried again at its pace"));
  }
}

void find_mail(Findings& findings, db::Reader& reader, const Installation& installation) {
  const auto unsent = mail::count_unsent(reader);
  if (unsent.parked > 0) {
    add(findings, Severity::Error, "mail_parked", msg("Mail that could not be sent: {1}", unsent.parked),
        msg("See under “Outgoing mail” what the mail server said, mend it and try again"));
  }
  if (!installation.sends_mail && unsent.queued > 0) {
    add(findings, Severity::Warning, "mail_waiting", msg("Mail that waits for a mail server: {1}", unsent.queued),
        msg("Set RECOURS_SMTP=smtp://user@host:port"));
  }
}

}  // namespace

std::optional<std::uintmax_t> free_bytes(const Installation& installation) {
  if (installation.files_folder.empty()) return std::nullopt;
  std::error_code error;
  const auto space = std::filesystem::space(installation.files_folder, error);
  return error ? std::nullopt : std::optional(space.available);
}

std::string schema_version(db::Reader& reader) {
  return reader.value<std::string>(
      "SELECT CAST(number AS TEXT) || ' ' || name AS value FROM schema_migration ORDER BY number DESC LIMIT 1");
}

std::vector<SystemFinding> find_state(db::Reader& reader, const Installation& installation, Instant now) {
  auto findings = installation.findings;
  const auto runs = list_job_runs(reader);
  find_stopped_jobs(findings, runs, now);
  find_failed_jobs(findings, runs);
  find_mail(findings, reader, installation);
  if (free_bytes(installation).value_or(kLittleLeft) < kLittleLeft) {
    add(findings, Severity::Error, "disk_nearly_full", msg("Less than 1 GB is left on the disk of the files"),
        msg("Make room or move the files: nothing can be added once it is full"));
  }
  return findings;
}

}  // namespace recours::jobs
