#include "imports/import_run_view.h"

#include "accounts/page_words.h"

#include <boost/json.hpp>

namespace recours::imports {

using namespace page_words;
using ui::Tone;

namespace {

constexpr std::size_t kFilesNamed = 3;

std::string number(Language l, std::int64_t value) { return ui::format_number(l, Decimal::of(value)); }

std::string text_of(const boost::json::object& object, const char* key) { return std::string(object.at(key).as_string()); }
std::int64_t number_of(const boost::json::object& object, const char* key) { return object.at(key).to_number<std::int64_t>(); }

bool is_written(const ImportRun& run) { return run.state == State::Done; }

std::string created_label(Language l, const ImportRun& run) { return is_written(run) ? tr(l, "Created") : tr(l, "Will be created"); }
std::string changed_label(Language l, const ImportRun& run) { return is_written(run) ? tr(l, "Changed") : tr(l, "Will be changed"); }

Html counts_card(Language l, const ImportRun& run, const Totals& totals) {
  std::vector<std::pair<std::string, Html>> items;
  if (run.kind == Kind::Invoices) items.emplace_back(tr(l, "Documents"), number(l, totals.documents));
  items.emplace_back(tr(l, "Lines"), number(l, totals.lines));
  items.emplace_back(created_label(l, run), number(l, totals.created));
  if (run.kind != Kind::Invoices) items.emplace_back(changed_label(l, run), number(l, totals.changed));
  items.emplace_back(tr(l, "Already there"), number(l, totals.unchanged));
  return ui::card(tr(l, "Result"), el("div", {{"class", "facts-wide"}}, ui::facts(items)));
}

Html findings_table(Language l, const boost::json::array& findings, const std::string& caption) {
  ui::Table table;
  table.caption = caption;
  table.columns = {{tr(l, "Line"), ui::Column::Kind::Number}, {tr(l, "Kind")}, {tr(l, "Field")}, {tr(l, "Why")}};
  for (const auto& value : findings) {
    const auto& finding = value.as_object();
    const bool is_error = finding.at("error").as_bool();
    const auto line = number_of(finding, "line");
    table.rows.push_back({{line > 0 ? std::to_string(line) : std::string("–"),
                           ui::badge(is_error ? Tone::Danger : Tone::Warning, is_error ? tr(l, "Error") : tr(l, "Remark")),
                           text_of(finding, "field"), text_of(finding, l == Language::French ? "fr" : "en")},
                          ""});
  }
  return ui::table(table);
}

Html fate_badge(Language l, const ImportRun& run, const std::string& fate) {
  if (fate == "created") return ui::badge(Tone::Success, created_label(l, run));
  if (fate == "changed") return ui::badge(Tone::Info, changed_label(l, run));
  return ui::badge(Tone::Neutral, tr(l, "Unchanged"));
}

Html rows_table(Language l, const ImportRun& run, const boost::json::object& file) {
  const auto& rows = file.at("rows").as_array();
  if (rows.empty()) return {};
  ui::Table table;
  table.caption = tr(l, "Rows of the file");
  table.columns = {{tr(l, "Line"), ui::Column::Kind::Number}, {tr(l, "Name")}, {tr(l, "Result")}};
  for (const auto& value : rows) {
    const auto& row = value.as_object();
    table.rows.push_back({{number(l, number_of(row, "line")), text_of(row, "name"), fate_badge(l, run, text_of(row, "fate"))}, ""});
  }
  const auto more = number_of(file, "lines") - static_cast<std::int64_t>(rows.size());
  return ui::table(table) + (more > 0 ? el("p", {{"class", "muted"}}, trn(l, "{1} more row", "{1} more rows", more)) : Html());
}

Html file_card(Language l, const ImportRun& run, const boost::json::object& file) {
  const auto& findings = file.at("findings").as_array();
  const bool is_refused = file.at("refused").as_bool();
  const auto line = trn(l, "{1} line", "{1} lines", number_of(file, "lines")) + " · " +
                    trn(l, "{1} new", "{1} new", number_of(file, "created")) + " · " +
                    trn(l, "{1} already there", "{1} already there", number_of(file, "unchanged"));
  Html body = el("p", {}, is_refused ? ui::badge(Tone::Danger, tr(l, "Refused")) : Html(line));
  if (!findings.empty()) body += findings_table(l, findings, text_of(file, "file"));
  body += rows_table(l, run, file);
  return ui::card(text_of(file, "file"), body);
}

bool has_something_to_tell(const boost::json::object& file) {
  return !file.at("findings").as_array().empty() || !file.at("rows").as_array().empty();
}

}  // namespace

std::string label_of(Language l, Kind kind) {
  switch (kind) {
    case Kind::Accounts: return tr(l, "Accounts");
    case Kind::Articles: return tr(l, "Articles");
    case Kind::Invoices: return tr(l, "Invoices");
    case Kind::Deliveries: return tr(l, "Deliveries");
    case Kind::Serials: return tr(l, "Serial numbers");
  }
  return {};
}

Html badge_of(Language l, const ImportRun& run) {
  switch (run.state) {
    case State::Checking: return ui::badge(Tone::Info, tr(l, "Being checked"));
    case State::Ready: return ui::badge(Tone::Warning, tr(l, "To confirm"));
    case State::Refused: return ui::badge(Tone::Danger, tr(l, "Refused"));
    case State::Writing: return ui::badge(Tone::Info, tr(l, "Being imported"));
    case State::Done: return ui::badge(Tone::Success, tr(l, "Imported"));
    case State::Cancelled: return ui::badge(Tone::Neutral, tr(l, "Given up"));
    case State::Failed: return ui::badge(Tone::Danger, tr(l, "Failed"));
  }
  return {};
}

std::string path_of(ImportRunId id) { return "/admin/imports/" + std::to_string(id.value); }

std::string file_names(Language l, const std::vector<RunFile>& files) {
  std::string names;
  for (std::size_t at = 0; at < files.size() && at < kFilesNamed; ++at) names += (at > 0 ? ", " : "") + files[at].name;
  if (files.size() > kFilesNamed) {
    const auto more = static_cast<std::int64_t>(files.size() - kFilesNamed);
    names += " " + trn(l, "and {1} more", "and {1} more", more);
  }
  return names;
}

Html progress_card(Language l, const ImportRun& run) {
  const auto percent = run.total_bytes > 0 ? run.done_bytes * 100 / run.total_bytes : 0;
  const auto title = run.state == State::Writing ? tr(l, "The files are being imported") : tr(l, "The files are being checked");
  return ui::card(
      title,
      el("progress", {{"class", "import-progress"}, {"max", "100"}, {"value", std::to_string(percent)}, {"aria-label", title}},
         std::to_string(percent) + " %") +
          el("p", {{"role", "status"}},
             run.total_bytes == 0 ? tr(l, "Waiting for its turn…")
                                  : tr(l, "{1} % read, {2} so far", percent, trn(l, "{1} line", "{1} lines", run.lines))) +
          el("p", {{"class", "muted"}},
             tr(l, "You may leave this page: the work goes on, and its report waits for you in the list of imports.")));
}

Html report_cards(Language l, const ImportRun& run, const boost::json::object& report) {
  const auto& files = report.at("files").as_array();
  Html cards = report.at("refused").as_bool() ? Html() : counts_card(l, run, totals_of(report));
  std::int64_t silent = 0;
  for (const auto& value : files) {
    const auto& file = value.as_object();
    if (has_something_to_tell(file)) cards += file_card(l, run, file);
    else ++silent;
  }
  if (silent > 0) cards += el("p", {{"class", "muted"}}, trn(l, "{1} file without remark", "{1} files without remark", silent));
  const auto left_out = number_of(report, "left_out");
  if (left_out > 0) cards += el("p", {{"class", "muted"}}, trn(l, "{1} more remark", "{1} more remarks", left_out));
  return cards;
}

}  // namespace recours::imports
