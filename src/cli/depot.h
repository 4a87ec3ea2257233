// What files are kept, opened and scanned with, made from the configuration for `serve` and `work`. What this machine
// lacks for it is told like the findings of the configuration.
#pragma once

#include <string>

#include "attachments/attachment_actions.h"
#include "cli/invocation.h"

namespace recours::cli {

struct FilesPlace {
  std::string folder;  // absolute; empty: in the database
  std::string spool;   // for a moment, without a name: on the same disk where there is a folder
};

// Makes the folders that are missing. Throws CommandRefused when they cannot be made or written to.
FilesPlace require_files_place(const Invocation& invocation, const Configuration& configuration);

// The bytes of files alone.
std::unique_ptr<attachments::Blobs> open_blobs(const FilesPlace& place);

// Throws CommandRefused without the program that inspects files; warns when the virus scanner does not answer.
attachments::Depot open_depot(const Invocation& invocation, const Configuration& configuration,
                              const FilesPlace& place);

}  // namespace recours::cli
