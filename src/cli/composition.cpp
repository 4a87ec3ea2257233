#include "cli/composition.h"

#include "accounts/account_api.h"
#include "accounts/account_pages.h"
#include "accounts/session_actions.h"
#include "claims/claim_store.h"
#include "claims/claims_api.h"
#include "claims/claims_pages.h"
#include "journal/journal.h"
#include "mail/delivery.h"
#include "sales/sales_api.h"

namespace recours::cli {

using namespace std::chrono_literals;

void register_features(accounts::Site& site, jobs::OutboxKind outbox) {
  accounts::register_accounts(site);
  accounts::register_accounts_api(site);
  sales::register_sales_api(site, claims::free_quantities);
  claims::register_claims_pages(site);
  claims::register_claims_api(site);
  jobs::register_outbox(site, outbox);
}

std::vector<jobs::Job> background_jobs(const Configuration& configuration) {
  std::vector<jobs::Job> jobs{
      {"journal", 1s, [](db::Database& database, Instant, const std::stop_token&) { journal::seal(database); }},
      {"expired sessions", 10min,
       [](db::Database& database, Instant now, const std::stop_token&) { accounts::drop_expired(database, now); }},
  };
  if (configuration.smtp) {
    const auto sender = std::make_shared<const mail::SmtpSender>(*configuration.smtp);
    jobs.push_back({"mail", 1s, [sender](db::Database& database, Instant now, const std::stop_token& stop) {
                      mail::deliver_due(database, *sender, now, stop);
                    }});
  }
  return jobs;
}

}  // namespace recours::cli
