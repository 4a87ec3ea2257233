// The one place where the features meet: what they serve and what runs in the background. A new feature is one line here.
#pragma once

#include <memory>
#include <vector>

#include "accounts/site.h"
#include "attachments/attachment_actions.h"
#include "claims/message_mail.h"
#include "cli/configuration.h"
#include "http/server.h"
#include "jobs/outbox_pages.h"
#include "jobs/system_state.h"
#include "jobs/worker.h"
#include "webhooks/endpoint.h"

namespace recours::cli {

// Who answers for the files of whom: part of every depot.
attachments::Owners attachment_owners();

// Every page and API route, in the order in which the side bar shows them. `depot` outlives the site.
void register_features(accounts::Site& site, const attachments::Depot& depot, jobs::OutboxKind outbox,
                       webhooks::Reach webhooks = webhooks::Reach::Public, jobs::Installation installation = {},
                       const claims::Correspondence& correspondence = {});

// R-163 Who may send files before they are kept: people and programs we know, and phones with a good code. Its arguments
// outlive it.
http::UploadAdmission upload_admission(db::Database& database, const Clock& clock, const Configuration& configuration);

// The background jobs, a list for each thread: short ones, mail, those that wait for other programs, long ones; so that none
// of them holds up another. Without an SMTP server in the configuration mail waits in the outbox: there is no delivery job.
// `depot` and `clock` outlive the jobs.
std::vector<std::vector<jobs::Job>> job_threads(const Configuration& configuration, const attachments::Depot& depot,
                                                const Clock& clock);

}  // namespace recours::cli
