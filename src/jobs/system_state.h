// R-123 What an administrator should know about this installation: what the configuration leaves open, and what the
// database and the disk tell at the moment. Each finding has the id the log of `recours serve` says too.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/message.h"
#include "db/database.h"

namespace recours::jobs {

struct SystemFinding {
  enum class Severity { Warning, Error };
  Severity severity = Severity::Warning;
  std::string id;  // stable: plain_http, no_smtp, jobs_stopped…
  Message message;
  Message hint;
};

// What the process that serves knows of itself.
struct Installation {
  std::vector<SystemFinding> findings = {};  // of the configuration, since its start
  std::string engine = {};                   // sqlite, postgresql
  std::string files_folder = {};             // empty: in the database
  bool sends_mail = false;
};

// Those of the configuration, then jobs_stopped, job_failed, mail_parked, mail_waiting, disk_nearly_full.
std::vector<SystemFinding> find_state(db::Reader& reader, const Installation& installation, Instant now);

// Bytes left where the files lie; none in the database, or where it cannot be told.
std::optional<std::uintmax_t> free_bytes(const Installation& installation);

// The latest migration: "17 access".
std::string schema_version(db::Reader& reader);

}  // namespace recours::jobs
