#include "imports/imports_pages.h"

#include <boost/json.hpp>

#include "accounts/list_request.h"
#include "accounts/page_words.h"
#include "accounts/viewer.h"
#include "imports/import_run_actions.h"
#include "imports/import_run_view.h"

namespace recours::imports {
namespace {

using namespace page_words;

constexpr const char* kPath = "/admin/imports";
constexpr std::size_t kMostBytes = std::size_t{256} << 20;
constexpr std::size_t kMostFiles = 1000;
constexpr int kShown = 30;

// ---- the list, and where files are handed over

Html upload_form(Visit& visit, const ui::FieldErrors& errors, const std::string& customer_no) {
  const Language l = visit.language();
  const auto file_error = errors.of("files");
  const Html drop = el(
      "div", {{"class", "drop"}, {"data-import-drop", true}},
      el("input", {{"type", "file"}, {"id", "files"}, {"name", "files"}, {"multiple", true}, {"required", true},
                   {"accept", ".xml,.pdf,.csv,.txt,text/xml,application/xml,application/pdf,text/csv"},
                   {"aria-describedby", file_error.empty() ? "files-help" : "files-help files-error"},
                   {"aria-invalid", file_error.empty() ? std::optional<std::string>() : "true"}}),
      el("label", {{"class", "btn btn-secondary"}, {"for", "files"}}, ui::icon("upload"), tr(l, "Choose files")),
      el("p", {{"class", "drop-hint"}}, tr(l, "or drop them here")),
      el("p", {{"class", "drop-chosen"}, {"role", "status"}, {"data-chosen", tr(l, "Files chosen:")}}),
      el("p", {{"class", "field-help"}, {"id", "files-help"}},
         tr(l, "Invoices as UBL, CII, Factur-X (PDF) or CSV; accounts, articles, deliveries and serial numbers as CSV. What a file "
               "is shows by its content. Up to 256 MB together.")),
      ui::when(!file_error.empty(), el("p", {{"class", "field-error"}, {"id", "files-error"}}, ui::icon("alert-circle"),
                                       el("span", {}, file_error))));
  return ui::card(tr(l, "Hand over files"),
                  ui::error_summary(l, errors) +
                      ui::post_form(kPath, visit.frame.csrf,
                                    drop +
                                        ui::text_field(l, {"customer_no", tr(l, "Customer number of all invoices"), customer_no,
                                                           tr(l, "Only where the documents do not say whom they are for."),
                                                           errors.of("customer_no"), false}) +
                                        el("div", {{"class", "cluster"}}, ui::button(ui::Weight::Primary, tr(l, "Check the files"))),
                                    {{"class", "form"}, {"enctype", "multipart/form-data"}}));
}

std::string result_of(Language l, const ImportRun& run) {
  if (run.report.empty() || run.state == State::Cancelled) return "–";
  const auto totals = totals_of(boost::json::parse(run.report).as_object());
  if (run.state == State::Refused) return tr(l, "Nothing was imported");
  return trn(l, "{1} new", "{1} new", totals.created) +
         (totals.changed > 0 ? " · " + trn(l, "{1} changed", "{1} changed", totals.changed) : "") + " · " +
         trn(l, "{1} already there", "{1} already there", totals.unchanged);
}

Html runs_table(Visit& visit, const std::vector<ImportRun>& runs) {
  const Language l = visit.language();
  ui::Table table;
  table.caption = tr(l, "Imports");
  table.columns = {{tr(l, "Date"), ui::Column::Kind::Date}, {tr(l, "What")}, {tr(l, "Files")}, {tr(l, "By")}, {tr(l, "State")}, {tr(l, "Result")}};
  for (const auto& run : runs) {
    table.rows.push_back({{ui::format_instant(l, run.created_at), el("a", {{"href", path_of(run.id)}}, label_of(l, run.kind)),
                           file_names(l, list_files(visit.reader, run.id)), run.created_by_name, badge_of(l, run), result_of(l, run)},
                          path_of(run.id)});
  }
  return ui::table(table);
}

http::Response list_page(Visit& visit, const ui::FieldErrors& errors, const std::string& customer_no) {
  const Language l = visit.language();
  const auto before = accounts::list_cursor<ImportRunId>(visit.request.query, "before");
  auto runs = list_runs(visit.reader, before, kShown + 1);
  std::optional<std::string> newest, older;
  if (before) newest = kPath;
  if (runs.size() > kShown) {
    runs.resize(kShown);
    older = std::string(kPath) + "?before=" + std::to_string(runs.back().id.value);
  }
  ui::Page page;
  page.title = tr(l, "Imports");
  page.content = upload_form(visit, errors, customer_no);
  page.content += runs.empty() ? ui::empty_state("package-import", tr(l, "No import yet"),
                                                 tr(l, "Hand over a file above: it is checked first, and nothing is written before you confirm."))
                               : runs_table(visit, runs);
  page.content += ui::pager(l, newest, older);
  return visit.page(page, errors.empty() ? 200 : 422);
}

http::Response receive_files(Visit& visit, const attachments::Depot& depot) {
  const Language l = visit.language();
  if (visit.viewer.read_only) throw Forbidden();
  const auto fields = visit.request.form();
  const std::string customer_no(fields.text("customer_no"));
  std::vector<HandedOver> files;
  const auto sent = visit.request.files();
  for (const auto& file : sent) {
    if (file.field == "files" && !(file.name.empty() && file.content.empty())) {
      files.push_back({file.name.empty() ? tr(l, "file without a name") : file.name, file.content});
    }
  }
  ui::FieldErrors errors;
  if (files.empty()) errors.items.emplace_back("files", tr(l, "Choose at least one file."));
  if (files.size() > kMostFiles) errors.items.emplace_back("files", tr(l, "At most {1} files at once.", static_cast<std::int64_t>(kMostFiles)));
  if (customer_no.size() > 200) errors.items.emplace_back("customer_no", tr(l, "This number is too long."));
  if (!errors.empty()) return list_page(visit, errors, customer_no);
  const auto ids = receive(visit.database, depot, visit.viewer, files, customer_no, visit.now);
  return http::Response::redirect(ids.size() == 1 ? path_of(ids.front()) : kPath);
}

// ---- one import

Html action_form(Visit& visit, ImportRunId id, const char* verb, ui::Weight weight, const std::string& label) {
  return ui::post_form(path_of(id) + "/" + verb, visit.frame.csrf, ui::button(weight, label), {{"class", "inline-form"}});
}

Html actions_of(Visit& visit, const ImportRun& run) {
  const Language l = visit.language();
  Html actions;
  if (can_cancel(run.state)) actions += action_form(visit, run.id, "cancellation", ui::Weight::Ghost, tr(l, "Give up"));
  if (run.state == State::Refused || run.state == State::Failed) {
    actions += action_form(visit, run.id, "check", ui::Weight::Secondary, tr(l, "Check again"));
  }
  if (!can_confirm(run.state)) return actions;
  const auto totals = totals_of(boost::json::parse(run.report).as_object());
  const auto count = totals.created + totals.changed;
  if (count == 0) return actions;
  return actions + action_form(visit, run.id, "confirmation", ui::Weight::Primary,
                               run.kind == Kind::Invoices ? trn(l, "Import {1} document", "Import {1} documents", count)
                                                          : trn(l, "Import {1} row", "Import {1} rows", count));
}

ui::Notice notice_of(Language l, const ImportRun& run) {
  using NoticeKind = ui::Notice::Kind;
  switch (run.state) {
    case State::Ready: {
      const auto totals = totals_of(boost::json::parse(run.report).as_object());
      if (totals.created + totals.changed == 0) return {NoticeKind::Info, tr(l, "Everything in these files is here already: there is nothing to import.")};
      return {NoticeKind::Info, tr(l, "Nothing is written yet: look at what the files would do, then confirm.")};
    }
    case State::Refused: return {NoticeKind::Danger, tr(l, "Nothing was imported: correct what is named below, then hand the files over again. Where an account was missing, add it and check again.")};
    case State::Failed: return {NoticeKind::Danger, tr(l, "The work failed several times for a reason that is not in the files; the log of the server names it. Check again once it is repaired: what was written stays, nothing comes twice.")};
    case State::Cancelled: return {NoticeKind::Info, tr(l, "This import was given up; its files are removed.")};
    default: return {NoticeKind::Success, tr(l, "The files were imported.")};
  }
}

Html facts_of(Visit& visit, const ImportRun& run, const std::vector<RunFile>& files) {
  const Language l = visit.language();
  std::vector<std::pair<std::string, Html>> items{{tr(l, "What"), label_of(l, run.kind)}, {tr(l, "Files"), file_names(l, files)},
                                                  {tr(l, "Handed over"), ui::format_instant(l, run.created_at) + ", " + run.created_by_name}};
  if (!run.customer_no.empty()) items.emplace_back(tr(l, "Customer number of all invoices"), run.customer_no);
  if (run.confirmed_by) items.emplace_back(tr(l, "Confirmed by"), run.confirmed_by_name);
  if (run.state == State::Done) items.emplace_back(tr(l, "Finished"), ui::format_instant(l, run.changed_at));
  return ui::card(tr(l, "Files handed over"), el("div", {{"class", "facts-wide"}}, ui::facts(items)));
}

http::Response show_run(Visit& visit) {
  const Language l = visit.language();
  const auto run = require_run(visit.reader, visit.request.path_id<ImportRunId>("id"));
  const auto files = list_files(visit.reader, run.id);
  ui::Page page;
  page.title = tr(l, "Import of {1}", label_of(l, run.kind));
  page.lead = badge_of(l, run);
  page.crumbs = {{tr(l, "Imports"), kPath}};
  page.actions = actions_of(visit, run);
  if (is_at_work(run.state)) {
    // Without JavaScript the page asks again by itself; with it public/js/imports.js does.
    page.content = el("noscript", {}, el("meta", {{"http-equiv", "refresh"}, {"content", "3"}})) +
                   el("div", {{"data-import-work", true}}, progress_card(l, run));
  } else {
    page.notices.push_back(notice_of(l, run));
  }
  page.content += facts_of(visit, run, files);
  if (!is_at_work(run.state) && !run.report.empty()) page.content += report_cards(l, run, boost::json::parse(run.report).as_object());
  return visit.page(page);
}

using Verb = void (*)(db::Database&, const Viewer&, ImportRunId, Instant);

accounts::Handler acting(Verb verb) {
  return [verb](Visit& visit) {
    if (visit.viewer.read_only) throw Forbidden();
    const auto id = visit.request.path_id<ImportRunId>("id");
    require_run(visit.reader, id);
    verb(visit.database, visit.viewer, id, visit.now);
    return http::Response::redirect(path_of(id));
  };
}

std::vector<ui::NavEntry> navigation(db::Reader&, const Viewer& viewer, Language l) {
  if (!viewer.can(Right::ImportInvoices)) return {};
  return {{tr(l, "Imports"), kPath, "package-import", {}}};
}

}  // namespace

//
void register_imports_pages(accounts::Site& site, const attachments::Depot& depot) {
  site.page(Method::Get, kPath, Right::ImportInvoices, [](Visit& visit) { return list_page(visit, {}, ""); });
  site.page(Method::Post, kPath, Right::ImportInvoices, [&depot](Visit& visit) { return receive_files(visit, depot); });
  site.takes_files(Method::Post, kPath, kMostBytes);
  site.page(Method::Get, "/admin/imports/{id}", Right::ImportInvoices, show_run);
  site.page(Method::Post, "/admin/imports/{id}/confirmation", Right::ImportInvoices, acting(confirm));
  site.page(Method::Post, "/admin/imports/{id}/check", Right::ImportInvoices, acting(check_again));
  site.page(Method::Post, "/admin/imports/{id}/cancellation", Right::ImportInvoices, acting(cancel));
  site.navigation("Administration", navigation);
}

}  // namespace recours::imports
