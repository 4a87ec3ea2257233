#include "attachments/files_admin_pages.h"

#include "attachments/attachment_view.h"
#include "attachments/files_admin_store.h"
#include "attachments/files_view.h"
#include "ui/components.h"

namespace recours::attachments {
namespace {

using accounts::Right;
using accounts::Viewer;
using accounts::Visit;
using ui::el;
using ui::Html;
using ui::Language;
using ui::tr;

constexpr int kInfectedShown = 50;

std::string number(Language language, std::int64_t count) { return ui::format_number(language, Decimal::of(count)); }

Html place_card(Visit& visit, const Depot& depot) {
  const auto l = visit.language();
  const auto folder = depot.blobs->folder();
  const auto totals = count_blobs(visit.reader);
  return ui::card(
      tr(l, "Where files are kept"),
      ui::facts({{tr(l, "Place"), folder.empty() ? tr(l, "In the database") : tr(l, "In the folder {1}", folder)},
                 {tr(l, "Contents kept"), number(l, totals.files)},
                 {tr(l, "Size together"), size_label(l, totals.bytes)}}),
      tr(l,
         "Each content is kept once, under its SHA-256, which is checked each time somebody opens it. "
         "Pictures of the first page count as contents too."));
}

Html scanner_notice(Language l, const Depot& depot, const std::optional<std::string>& version,
                    const ScanNumbers& numbers) {
  if (!depot.scanner) {
    return ui::notice(
        ui::Tone::Info,
        tr(l,
           "No virus scanner is configured: files are checked for kind, macros and hidden content, but not for "
           "known viruses. Install clamav-daemon and set RECOURS_CLAMD=unix:/run/clamav/clamd.ctl."));
  }
  if (version) return ui::notice(ui::Tone::Success, tr(l, "The virus scanner answers: {1}", *version));
  if (numbers.waiting == 0) {
    return ui::notice(ui::Tone::Danger,
                      tr(l,
                         "The virus scanner does not answer. Files are received all the same and will be "
                         "scanned as soon as it does: start clamd or correct RECOURS_CLAMD."));
  }
  return ui::notice(ui::Tone::Danger,
                    tr(l,
                       "The virus scanner does not answer: files have been waiting for it since {1}. They "
                       "are scanned as soon as it answers: start clamd or correct RECOURS_CLAMD.",
                       ui::format_instant(l, *numbers.waiting_since)));
}

// R-827 Its state is seen, also while it is missing or down.
Html scanner_card(Visit& visit, const Depot& depot) {
  const auto l = visit.language();
  const auto numbers = count_scans(visit.reader);
  const auto version = depot.scanner ? depot.scanner->version() : std::nullopt;
  std::vector<std::pair<std::string, Html>> facts;
  if (depot.scanner) facts.emplace_back(tr(l, "Address"), address_text(depot.scanner->address()));
  if (depot.scanner || numbers.waiting > 0)
    facts.emplace_back(tr(l, "Files waiting for a scan"), number(l, numbers.waiting));
  facts.emplace_back(tr(l, "Files received without a scanner"), number(l, numbers.never_scanned));
  return ui::card(tr(l, "Virus scanner"), scanner_notice(l, depot, version, numbers) + ui::facts(facts));
}

Html infected_card(Visit& visit) {
  const auto l = visit.language();
  const auto files = list_infected(visit.reader, kInfectedShown);
  const auto title = tr(l, "Viruses found later");
  if (files.empty()) {
    return ui::card(title, el("p", {},
                              tr(l,
                                 "None. Infected files are refused at once; here are those that came in while the "
                                 "scanner was down and were removed later.")));
  }
  ui::Table table;
  table.caption = title;
  table.columns = {{tr(l, "Sent by"), ui::Column::Kind::Text, ""},
                   {tr(l, "Sent with"), ui::Column::Kind::Text, ""},
                   {tr(l, "Sent"), ui::Column::Kind::Date, ""},
                   {tr(l, "Removed"), ui::Column::Kind::Date, ""},
                   {"SHA-256", ui::Column::Kind::Text, ""}};
  for (const auto& file : files) {
    table.rows.push_back({{file.uploaded_by_name, source_label(l, file.source), ui::format_instant(l, file.uploaded_at),
                           file.removed_at ? ui::format_instant(l, *file.removed_at) : "", el("code", {}, file.sha256)},
                          ""});
  }
  return ui::card(title,
                  el("p", {}, tr(l, "Tell those who sent them: their device may be infected.")) + ui::table(table));
}

//
http::Response show_files(Visit& visit, const Depot& depot) {
  ui::Page page;
  page.title = tr(visit.language(), "Files");
  page.content = place_card(visit, depot) + scanner_card(visit, depot) + infected_card(visit);
  return visit.page(page);
}

std::vector<ui::NavEntry> navigation(db::Reader&, const Viewer& viewer, Language language) {
  if (!viewer.can(Right::ManageSettings)) return {};
  return {{tr(language, "Files"), "/admin/files", "files", {}}};
}

}  // namespace

void register_files_admin_pages(accounts::Site& site, const Depot& depot) {
  site.page(http::Method::Get, "/admin/files", Right::ManageSettings,
            [&depot](Visit& visit) { return show_files(visit, depot); });
  site.navigation("Administration", navigation);
}

}  // namespace recours::attachments
