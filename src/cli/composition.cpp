#include "cli/composition.h"

#include "accounts/account_api.h"
#include "accounts/account_key_actions.h"
#include "accounts/account_pages.h"
#include "accounts/calendar_pages.h"
#include "accounts/colleague_pages.h"
#include "accounts/known_caller_store.h"
#include "accounts/people_pages.h"
#include "accounts/public_address_actions.h"
#include "accounts/session_actions.h"
#include "accounts/setup_pages.h"
#include "attachments/attachment_pages.h"
#include "attachments/files_admin_pages.h"
#include "attachments/guide_view.h"
#include "claims/claim_files_store.h"
#include "claims/claim_store.h"
#include "claims/claim_time_actions.h"
#include "claims/claims_api.h"
#include "claims/claims_pages.h"
#include "claims/credit_document_actions.h"
#include "claims/messages_pages.h"
#include "cli/openapi.h"
#include "complaints/complaint_files_store.h"
#include "complaints/complaints_api.h"
#include "complaints/complaints_pages.h"
#include "complaints/handling_actions.h"
#include "complaints/handling_api.h"
#include "contacts/contacts_api.h"
#include "contacts/contacts_pages.h"
#include "imports/import_run_actions.h"
#include "imports/imports_pages.h"
#include "jobs/job_runs.h"
#include "jobs/system_pages.h"
#include "journal/journal.h"
#include "mail/delivery.h"
#include "sales/sales_api.h"
#include "webhooks/delivery_actions.h"
#include "webhooks/webhooks_api.h"
#include "webhooks/webhooks_pages.h"

namespace recours::cli {

using namespace std::chrono_literals;

attachments::Owners attachment_owners() {
  attachments::Owners owners;
  claims::register_attachment_owners(owners);
  complaints::register_attachment_owners(owners);
  return owners;
}

namespace {

std::vector<guide::Insert> guide_inserts() {
  std::vector<guide::Insert> all;
  for (auto&& some : {attachments::guide_inserts(), claims::guide_inserts(), complaints::guide_inserts()}) {
    all.insert(all.end(), some.begin(), some.end());
  }
  return all;
}

}  // namespace

void register_features(accounts::Site& site, const attachments::Depot& depot, jobs::OutboxKind outbox,
                       webhooks::Reach webhooks, jobs::Installation installation,
                       const claims::Correspondence& correspondence) {
  accounts::register_accounts(site);
  accounts::register_setup(site);
  accounts::register_accounts_api(site);
  sales::register_sales_api(site, claims::free_quantities);
  claims::register_claims_pages(site, depot);
  claims::register_claims_api(site);
  claims::register_messages(site, depot, correspondence);
  complaints::register_dashboard(site);
  contacts::register_contacts_pages(site, {complaints::complaints_tab()});
  contacts::register_contacts_api(site);
  complaints::register_complaints_pages(site, depot);
  complaints::register_complaints_api(site);
  complaints::register_handling_api(site);
  attachments::register_attachment_pages(site, depot);
  attachments::register_phone_pages(site, depot);
  attachments::register_attachments_api(site, depot);
  jobs::register_system_state(site, std::move(installation));
  accounts::register_people(site);
  accounts::register_colleagues(site);
  jobs::register_outbox(site, outbox);
  imports::register_imports_pages(site, depot);
  attachments::register_files_admin_pages(site, depot);
  webhooks::register_webhooks_pages(site, webhooks);
  webhooks::register_webhooks_api(site, webhooks);
  accounts::register_calendar(site);
  guide::register_guide(site, guide_inserts());
  register_openapi(site);
}

http::UploadAdmission upload_admission(db::Database& database, const Clock& clock, const Configuration& configuration) {
  return [&database, &clock, &configuration](const http::Request& request) {
    const auto reader = database.reader();
    if (request.path == attachments::kPhoneFilesPath) return attachments::is_known_phone(*reader, request, clock.now());
    return accounts::is_known_caller(*reader, request, configuration.public_url, clock.now());
  };
}

namespace {

std::vector<jobs::Job> short_jobs(const Configuration& configuration, const attachments::Depot& depot) {
  std::vector<jobs::Job> jobs{
      {"journal", 1s, [](db::Database& database, Instant, const std::stop_token&) { journal::seal(database); }},
      {"expired sessions", 10min,
       [](db::Database& database, Instant now, const std::stop_token&) {
         accounts::drop_expired(database, now);
         accounts::drop_expired_keys(database, now);
       }},
      {"abandoned files", 1h,
       [&depot](db::Database& database, Instant now, const std::stop_token&) {
         attachments::collect_abandoned(database, depot, now);
       }},
      {"virus scanner", 1min,
       [&depot](db::Database& database, Instant now, const std::stop_token&) {
         attachments::scan_waiting(database, depot, now);
       }},
      {"deliveries of complaints", 3s,
       [](db::Database& database, Instant now, const std::stop_token&) {
         complaints::follow_deliveries(database, now);
       }},
      {"time of claims", 5min,
       [](db::Database& database, Instant now, const std::stop_token&) { claims::let_time_pass(database, now); }},
      {"imported credit notes", 1min,
       [](db::Database& database, Instant now, const std::stop_token&) {
         claims::match_imported_credits(database, now);
       }},
      {"public address", 10min,
       [url = configuration.public_url](db::Database& database, Instant now, const std::stop_token&) {
         accounts::note_public_url(database, url, now);
       }},
      {"alarms of complaints", 10min,
       [](db::Database& database, Instant now, const std::stop_token&) { complaints::give_alarms(database, now); }},
  };
  if (!configuration.public_url.empty()) {
    jobs.push_back({"forgotten passwords", 1s,
                    [url = configuration.public_url](db::Database& database, Instant now, const std::stop_token&) {
                      accounts::answer_password_requests(database, url, now);
                    }});
  }
  return jobs;
}

// As long as something is sent the next batch follows at once, with a time and a lease of its own.
std::vector<jobs::Job> mail_jobs(const Configuration& configuration, const Clock& clock) {
  if (!configuration.smtp) return {};
  const auto sender = std::make_shared<const mail::SmtpSender>(*configuration.smtp);
  return {{"mail", 1s, [sender, &clock](db::Database& database, Instant, const std::stop_token& stop) {
             while (mail::deliver_due(database, *sender, clock.now(), stop) > 0 && !stop.stop_requested()) continue;
           }}};
}

std::vector<jobs::Job> webhook_jobs(const Configuration& configuration) {
  const auto sender =
      std::make_shared<const webhooks::HttpSender>(webhooks::PostingSettings{configuration.webhook_reach});
  return {
      {"webhooks", 1s,
       [sender](db::Database& database, Instant now, const std::stop_token& stop) {
         webhooks::spread_events(database, now);
         webhooks::deliver_due(database, *sender, now, stop);
       }},
      {"old webhook deliveries", 1h,
       [](db::Database& database, Instant now, const std::stop_token&) { webhooks::forget_old(database, now); }},
  };
}

std::vector<jobs::Job> long_jobs(const attachments::Depot& depot) {
  return {{"imports", 1s, [&depot](db::Database& database, Instant now, const std::stop_token& stop) {
             imports::work_at_imports(database, depot, now, stop);
           }}};
}

}  // namespace

std::vector<std::vector<jobs::Job>> job_threads(const Configuration& configuration, const attachments::Depot& depot,
                                                const Clock& clock) {
  std::vector<std::vector<jobs::Job>> threads{short_jobs(configuration, depot), mail_jobs(configuration, clock),
                                              webhook_jobs(configuration), long_jobs(depot)};
  for (auto& jobs : threads) {
    for (auto& job : jobs) job = jobs::noted(std::move(job));
  }
  return threads;
}

}  // namespace recours::cli
