// R-181 An archive into an empty database of either engine and an empty place for files: all of it or nothing. The
// archive is read through and checked before the first row is written.
#pragma once

#include <string>

#include "attachments/blobs.h"
#include "backup/archive.h"
#include "backup/backup.h"
#include "backup/contents.h"
#include "base/refusal.h"
#include "base/result.h"

namespace recours::backup {

// Reads the whole archive; throws ArchiveDamaged. Refuses one of another schema than this program's.
Result<Manifest, Refusal> check_archive(const std::string& path, const Told& told = {});

struct Target {
  const std::string& address;  // of a database with the schema of this program
  attachments::Blobs& blobs;
};

// Of an archive that was checked. Refuses a database that was used and a folder that holds files; after any refusal or
// failure both are as they were.
Result<Report, Refusal> restore(const Target& target, const std::string& path, const Told& told = {});

}  // namespace recours::backup
