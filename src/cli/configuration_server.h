// The settings of the server that are files or secrets: certificate and key, the token of /metrics. Part of
// check_configuration (configuration.h); pure: reading is handed in.
#pragma once

#include <vector>

#include "cli/configuration.h"

namespace recours::cli {

void check_tls(const Settings& settings, Configuration& configuration, const ReadFile& read_file,
               std::vector<ConfigurationFinding>& findings);
void check_metrics_token(const Settings& settings, Configuration& configuration, const ReadFile& read_file,
                         std::vector<ConfigurationFinding>& findings);

}  // namespace recours::cli
