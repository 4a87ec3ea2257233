#include "jobs/system_pages.h"

#include <map>

#include "accounts/page_words.h"
#include "jobs/job_runs.h"

namespace recours::jobs {
namespace {

using namespace page_words;

constexpr const char* kPath = "/admin/system";

Html finding_view(Language l, const SystemFinding& finding) {
  const bool is_error = finding.severity == SystemFinding::Severity::Error;
  return ui::notice(is_error ? ui::Tone::Danger : ui::Tone::Warning,
                    el("p", {}, el("strong", {}, ui::tr_message(l, finding.message)), " ", el("code", {}, finding.id)) +
                        el("p", {}, ui::tr_message(l, finding.hint)));
}

Html findings_card(Language l, const std::vector<SystemFinding>& findings) {
  if (findings.empty()) {
    return ui::card(tr(l, "Findings"), ui::notice(ui::Tone::Success, el("p", {}, tr(l, "Nothing stands out."))));
  }
  return ui::card(tr(l, "Findings"),
                  el("div", {{"class", "stack"}},
                     ui::each(findings, [&](const SystemFinding& finding) { return finding_view(l, finding); })));
}

std::string gigabytes(Language l, std::uintmax_t bytes) {
  return tr(l, "{1} GB", static_cast<std::int64_t>(bytes / 1'000'000'000));
}

Html facts_card(const Visit& visit, const Installation& installation) {
  const Language l = visit.language();
  std::vector<std::pair<std::string, Html>> facts{
      {tr(l, "Database"), installation.engine == "sqlite" ? "SQLite" : "PostgreSQL"},
      {tr(l, "Version of the schema"), schema_version(visit.reader)},
      {tr(l, "Files"), installation.files_folder.empty() ? tr(l, "In the database") : installation.files_folder}};
  if (const auto free = free_bytes(installation)) facts.emplace_back(tr(l, "Free on their disk"), gigabytes(l, *free));
  return ui::card(tr(l, "This installation"), ui::facts(facts));
}

// The log says the English name; one that is not known yet is shown as it is.
std::string label_of(Language l, const std::string& job) {
  static const std::map<std::string, Message> kLabels{{"abandoned files", msg("Remove abandoned files")},
                                                      {"alarms of complaints", msg("Alarms of complaints")},
                                                      {"public address", msg("Public address of the site")},
                                                      {"deliveries of complaints", msg("Deliveries of complaints")},
                                                      {"expired sessions", msg("End expired sessions and links")},
                                                      {"forgotten passwords", msg("Links for new passwords")},
                                                      {"imports", msg("Work at imports")},
                                                      {"journal", msg("Seal the journal")},
                                                      {"mail", msg("Send mail")},
                                                      {"old webhook deliveries", msg("Forget old deliveries of webhooks")},
                                                      {"virus scanner", msg("Scan waiting files")},
                                                      {"webhooks", msg("Call other programs")}};
  const auto found = kLabels.find(job);
  return found == kLabels.end() ? job : ui::tr_message(l, found->second);
}

Html jobs_card(const Visit& visit) {
  const Language l = visit.language();
  ui::Table table;
  table.caption = tr(l, "Background jobs");
  table.columns = {{tr(l, "Name"), ui::Column::Kind::Text, ""},
                   {tr(l, "Last run"), ui::Column::Kind::Date, ""},
                   {tr(l, "State"), ui::Column::Kind::Text, ""}};
  for (const auto& run : list_job_runs(visit.reader)) {
    const Html state = run.failed_at                ? ui::badge(ui::Tone::Danger, tr(l, "Failed"))
                       : is_overdue(run, visit.now) ? ui::badge(ui::Tone::Warning, tr(l, "Did not run again"))
                                                    : ui::badge(ui::Tone::Success, tr(l, "In order"));
    table.rows.push_back({{label_of(l, run.name), ui::format_instant(l, run.ran_at), state}, ""});
  }
  if (table.rows.empty()) return ui::card(tr(l, "Background jobs"), el("p", {}, tr(l, "None has run yet.")));
  return ui::card(tr(l, "Background jobs"), ui::table(table));
}

Html ways_on(const Visit& visit) {
  const Language l = visit.language();
  Html links = ui::link_button(ui::Weight::Secondary, tr(l, "Outgoing mail"), "/outbox");
  if (visit.viewer.can(Right::ManageUsers)) {
    links += ui::link_button(ui::Weight::Secondary, tr(l, "Users"), "/admin/users");
  }
  links += ui::link_button(ui::Weight::Secondary, tr(l, "Files"), "/admin/files");
  return el("div", {{"class", "cluster"}}, std::move(links));
}

http::Response state_page(const Visit& visit, const Installation& installation) {
  ui::Page page;
  page.title = tr(visit.language(), "State of the system");
  page.content = findings_card(visit.language(), find_state(visit.reader, installation, visit.now)) +
                 facts_card(visit, installation) + jobs_card(visit) + ways_on(visit);
  return visit.page(page);
}

std::vector<ui::NavEntry> entries(db::Reader&, const accounts::Viewer& viewer, Language l) {
  if (!viewer.can(Right::ManageSettings)) return {};
  return {{tr(l, "State of the system"), kPath, "shield-check"}};
}

}  // namespace

void register_system_state(accounts::Site& site, Installation installation) {
  site.page(http::Method::Get, kPath, Right::ManageSettings,
            [installation = std::move(installation)](Visit& visit) { return state_page(visit, installation); });
  site.navigation("Administration", entries);
}

}  // namespace recours::jobs
