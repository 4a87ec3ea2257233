// R-123 What an installation that serves leaves open: the warnings of its configuration and what is not set up at all.
// Said in the log at the start, with the same ids on the page of the system's state. Pure.
#pragma once

#include <vector>

#include "cli/configuration.h"
#include "jobs/system_state.h"

namespace recours::cli {

// Ids beside those of the configuration: no_public_url, no_smtp, no_virus_scanner, local_only.
std::vector<jobs::SystemFinding> serving_findings(const CheckedConfiguration& checked);

}  // namespace recours::cli
