// The one place where the features meet: what they serve and what runs in the background. A new feature is one line here.
#pragma once

#include <memory>
#include <vector>

#include "accounts/site.h"
#include "cli/configuration.h"
#include "jobs/outbox_pages.h"
#include "jobs/worker.h"

namespace recours::cli {

// Every page and API route, in the order in which the side bar shows them.
void register_features(accounts::Site& site, jobs::OutboxKind outbox);

// Without an SMTP server in the configuration mail waits in the outbox: there is no delivery job.
std::vector<jobs::Job> background_jobs(const Configuration& configuration);

}  // namespace recours::cli
