#include "imports/import_run.h"

#include <algorithm>
#include <array>
#include <utility>

#include <boost/json.hpp>

#include "ui/language.h"

namespace recours::imports {
namespace {

constexpr std::array kKinds{std::pair{Kind::Accounts, std::string_view("accounts")},
                            std::pair{Kind::Articles, std::string_view("articles")},
                            std::pair{Kind::Invoices, std::string_view("invoices")},
                            std::pair{Kind::Deliveries, std::string_view("deliveries")},
                            std::pair{Kind::Serials, std::string_view("serials")}};
constexpr std::array kStates{
    std::pair{State::Checking, std::string_view("checking")}, std::pair{State::Ready, std::string_view("ready")},
    std::pair{State::Refused, std::string_view("refused")},   std::pair{State::Writing, std::string_view("writing")},
    std::pair{State::Done, std::string_view("done")},         std::pair{State::Cancelled, std::string_view("cancelled")},
    std::pair{State::Failed, std::string_view("failed")}};

// Of all files together: more nobody reads.
constexpr std::size_t kMostKept = 500;

template <class Table, class Value>
std::string_view name_in(const Table& table, Value value) {
  return std::find_if(table.begin(), table.end(), [&](const auto& entry) { return entry.first == value; })->second;
}

template <class Table>
auto value_in(const Table& table, std::string_view name) {
  const auto found = std::find_if(table.begin(), table.end(), [&](const auto& entry) { return entry.second == name; });
  return found == table.end() ? std::nullopt : std::optional(found->first);
}

boost::json::object finding_json(const Finding& finding) {
  return {{"error", finding.severity == Finding::Severity::Error},
          {"code", finding.code},
          {"line", finding.line},
          {"field", finding.field},
          {"fr", ui::tr_message(ui::Language::French, finding.message)},
          {"en", ui::tr_message(ui::Language::English, finding.message)}};
}

std::string_view name_of_fate(RowFate fate) {
  switch (fate) {
    case RowFate::Created: return "created";
    case RowFate::Changed: return "changed";
    case RowFate::Unchanged: break;
  }
  return "unchanged";
}

boost::json::object file_json(const FileReport& file, std::size_t& kept) {
  boost::json::array findings, rows;
  for (const auto& finding : file.findings) {
    if (kept++ < kMostKept) findings.push_back(finding_json(finding));
  }
  for (const auto& row : file.rows) rows.push_back({{"line", row.line}, {"name", row.name}, {"fate", name_of_fate(row.fate)}});
  return {{"file", file.file},       {"format", file.format},       {"documents", file.documents}, {"lines", file.lines},
          {"created", file.created}, {"changed", file.changed},     {"unchanged", file.unchanged}, {"refused", file.refused},
          {"findings", findings},    {"rows", rows}};
}

}  // namespace

std::string_view name_of(Kind kind) { return name_in(kKinds, kind); }
std::optional<Kind> kind_named(std::string_view name) { return value_in(kKinds, name); }
std::string_view name_of(State state) { return name_in(kStates, state); }
std::optional<State> state_named(std::string_view name) { return value_in(kStates, name); }

bool is_at_work(State state) { return state == State::Checking || state == State::Writing; }
bool can_confirm(State state) { return state == State::Ready; }
bool can_cancel(State state) {
  return state == State::Checking || state == State::Ready || state == State::Refused || state == State::Failed;
}
bool can_check_again(State state) { return state == State::Ready || state == State::Refused || state == State::Failed; }

boost::json::object report_json(const ImportReport& report) {
  boost::json::array files;
  std::size_t kept = 0;
  for (const auto& file : report.files) files.push_back(file_json(file, kept));
  return {{"files", files}, {"refused", report.refused()}, {"left_out", kept > kMostKept ? kept - kMostKept : 0}};
}

Totals totals_of(const boost::json::object& report) {
  Totals totals;
  for (const auto& value : report.at("files").as_array()) {
    const auto& file = value.as_object();
    totals.documents += file.at("documents").to_number<std::int64_t>();
    totals.lines += file.at("lines").to_number<std::int64_t>();
    totals.created += file.at("created").to_number<std::int64_t>();
    totals.changed += file.at("changed").to_number<std::int64_t>();
    totals.unchanged += file.at("unchanged").to_number<std::int64_t>();
  }
  return totals;
}

}  // namespace recours::imports
