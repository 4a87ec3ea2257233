#include "complaints/import_actions.h"

#include "accounts/user_store.h"
#include "base/errors.h"
#include "base/text.h"
#include "complaints/import_store.h"
#include "complaints/registration_actions.h"

namespace recours::complaints {
namespace {

constexpr std::size_t kRowsAtOnce = 100;

std::optional<OldEntry> entry_of(const OldRow& row, const Importer& importer) {
  return OldEntry{row.old_number, importer.actor};
}

void tell(const OldRow& row, const std::vector<FieldRefusal>& refusals, std::vector<Finding>& findings) {
  for (const auto& refusal : refusals) {
    findings.push_back(error(refusal.code, row.line, column_of(refusal.field), refusal.message));
  }
}

// All that is wrong with a row; empty: it would be registered.
std::vector<FieldRefusal> objections(db::Reader& reader, const Importer& importer, const OldRegisterWords& words,
                                     OldRow& row, Instant now) {
  auto refusals = complete(reader, importer.viewer, words, row);
  const auto refusal = objection_to_registering(reader, importer.viewer, row.said, now, entry_of(row, importer));
  if (refusal) refusals.insert(refusals.end(), refusal->fields.begin(), refusal->fields.end());
  return refusals;
}

void report_row(const OldRow& row, RowFate fate, const std::string& number, FileReport& report) {
  (fate == RowFate::Created ? report.created : report.unchanged) += 1;
  if (report.rows.size() >= kMostTold) return;
  report.rows.push_back({row.line, fate, number.empty() ? row.old_number : row.old_number + " → " + number});
}

void check_rows(db::Reader& reader, const Importer& importer, const OldRegisterWords& words, std::vector<OldRow> rows,
                Instant now, FileReport& report) {
  const auto known = numbers_taken_over(reader, rows);
  for (auto& row : rows) {
    if (const auto here = known.find(number_key(row.old_number)); here != known.end()) {
      report_row(row, RowFate::Unchanged, here->second, report);
      continue;
    }
    const auto refusals = objections(reader, importer, words, row, now);
    if (refusals.empty())
      report_row(row, RowFate::Created, "", report);
    else
      tell(row, refusals, report.findings);
  }
}

void check_file(db::Database& database, std::string_view text, const Importer& importer, Instant now,
                FileReport& report) {
  OldRegisterRows rows(text, report.findings);
  if (has_error(report.findings)) return;
  const auto reader = database.reader();
  const auto words = words_for_import(*reader, paris_day(now));
  while (true) {
    auto some = rows.next(kRowsAtOnce);
    if (some.empty()) break;
    report.lines += static_cast<std::int64_t>(some.size());
    check_rows(*reader, importer, words, std::move(some), now, report);
  }
  rows.tell_defaults(report.findings);
  if (report.lines == 0 && !has_error(report.findings)) {
    report.findings.push_back(error("no_rows", 1, "", msg("The file has a heading but no rows.")));
  }
}

// Somebody who takes the same register over at the same moment is waited for, not told of.
void write_rows(db::Transaction& transaction, const Importer& importer, std::vector<OldRow> rows, Instant now,
                std::vector<std::pair<OldRow, std::string>>& written) {
  written.clear();  // of an attempt that was not committed
  const auto known = numbers_taken_over(transaction, rows);
  const auto words = words_for_import(transaction, paris_day(now));
  for (auto& row : rows) {
    if (known.contains(number_key(row.old_number))) continue;
    const auto refusals = complete(transaction, importer.viewer, words, row);
    auto registered = put_into_register(transaction, importer.viewer, {}, row.said, now, entry_of(row, importer));
    if (!refusals.empty() || !registered) {
      throw Conflict("line " + std::to_string(row.line) + " was right before");
    }
    written.emplace_back(std::move(row), registered->number);
  }
}

// The rows are told again, with the numbers they got.
void write_file(db::Database& database, std::string_view text, const Importer& importer, Instant now,
                const Progress& progress, FileReport& report) {
  std::vector<Finding> told_before;
  OldRegisterRows rows(text, told_before);
  const auto lines = report.lines;
  std::map<std::int64_t, std::string> numbers;
  for (std::int64_t done = 0;;) {
    const auto some = rows.next(kRowsAtOnce);
    if (some.empty()) break;
    std::vector<std::pair<OldRow, std::string>> written;
    database.write([&](db::Transaction& transaction) { write_rows(transaction, importer, some, now, written); });
    for (const auto& [row, number] : written) numbers[row.line] = number;
    done += static_cast<std::int64_t>(some.size());
    if (progress) progress(done, lines);
  }
  for (auto& row : report.rows) {
    if (const auto found = numbers.find(row.line); found != numbers.end()) row.name += " → " + found->second;
  }
}

}  // namespace

std::optional<accounts::Viewer> first_importer(db::Reader& reader, Date today) {
  const auto people = people_with(reader, accounts::Right::ImportComplaints, today);
  if (people.empty()) return std::nullopt;
  const auto user = accounts::find_user(reader, people.front());
  return user ? std::optional(accounts::viewer_of(*user, "cli")) : std::nullopt;
}

//
ImportReport import_register(db::Database& database, const ImportFile& file, ImportRun run, const Importer& importer,
                             Instant now, const Progress& progress) {
  if (!importer.viewer.can(accounts::Right::ImportComplaints) || importer.viewer.read_only) throw Forbidden();
  FileReport report;
  report.file = file.name;
  report.format = "complaints";
  const auto text = csv_text(file.bytes, report.findings);
  if (text && trim(*text).empty()) report.findings.push_back(error("empty_file", 0, "", msg("The file is empty.")));
  if (text && !has_error(report.findings)) check_file(database, *text, importer, now, report);
  report.refused = has_error(report.findings);
  shorten(report.findings);
  if (report.refused)
    report.created = 0;
  else if (run == ImportRun::Real)
    write_file(database, *text, importer, now, progress, report);
  return {{std::move(report)}, run == ImportRun::Dry};
}

}  // namespace recours::complaints
