#include "cli/import_report.h"

#include <fmt/format.h>

#include <boost/json.hpp>

#include "base/text.h"

namespace recours::cli {
namespace {

using Severity = Finding::Severity;

std::string where(ui::Language language, const FileReport& file, const Finding& finding) {
  std::string place = file.file;
  if (finding.line > 0) place += ", " + ui::tr(language, "line {1}", finding.line);
  if (!finding.field.empty()) place += ", " + finding.field;
  return place;
}

std::string finding_line(ui::Language language, const FileReport& file, const Finding& finding) {
  const auto kind =
      finding.severity == Severity::Error ? ui::tr(language, "error") : ui::tr(language, "warning");
  return fmt::format("  {}: {}: {}", kind, where(language, file, finding),
                     ui::tr_message(language, finding.message));
}

std::string outcome(ui::Language language, const ImportReport& report, const FileReport& file) {
  if (file.refused) return ui::tr(language, "refused");
  std::vector<std::string> parts;
  if (file.created > 0 && !report.dry_run) {
    parts.push_back(ui::trn(language, "{1} created", "{1} created", file.created));
  }
  if (file.created > 0 && report.dry_run) {
    parts.push_back(ui::trn(language, "{1} would be created", "{1} would be created", file.created));
  }
  if (file.changed > 0 && !report.dry_run) {
    parts.push_back(ui::trn(language, "{1} changed", "{1} changed", file.changed));
  }
  if (file.changed > 0 && report.dry_run) {
    parts.push_back(ui::trn(language, "{1} would be changed", "{1} would be changed", file.changed));
  }
  if (file.unchanged > 0) {
    parts.push_back(ui::trn(language, "{1} already there", "{1} already there", file.unchanged));
  }
  return parts.empty() ? ui::tr(language, "nothing to do") : join(parts, ", ");
}

std::string file_line(ui::Language language, const ImportReport& report, const FileReport& file) {
  std::string line = file.file + ": ";
  if (!file.format.empty()) line += file.format + ", ";
  if (file.documents > 0) line += ui::trn(language, "{1} document", "{1} documents", file.documents) + ", ";
  if (file.lines > 0) line += ui::trn(language, "{1} line", "{1} lines", file.lines) + ", ";
  return line + outcome(language, report, file);
}

boost::json::object finding_json(ui::Language language, const Finding& finding) {
  return {{"severity", finding.severity == Severity::Error ? "error" : "warning"},
          {"code", finding.code},
          {"line", finding.line > 0 ? boost::json::value(finding.line) : boost::json::value()},
          {"field", finding.field.empty() ? boost::json::value() : boost::json::value(finding.field)},
          {"message", ui::tr_message(language, finding.message)}};
}

boost::json::object file_json(ui::Language language, const FileReport& file) {
  boost::json::array findings;
  for (const auto& finding : file.findings) findings.push_back(finding_json(language, finding));
  return {{"file", file.file},
          {"format", file.format.empty() ? boost::json::value() : boost::json::value(file.format)},
          {"documents", file.documents},
          {"lines", file.lines},
          {"created", file.created},
          {"changed", file.changed},
          {"unchanged", file.unchanged},
          {"refused", file.refused},
          {"findings", findings}};
}

}  // namespace

std::vector<std::string> report_lines(ui::Language language, const ImportReport& report) {
  std::vector<std::string> lines;
  for (const auto& file : report.files) {
    lines.push_back(file_line(language, report, file));
    for (const auto& finding : file.findings) lines.push_back(finding_line(language, file, finding));
  }
  if (report.refused()) {
    lines.push_back(ui::tr(language, "Nothing was imported: correct the files named above and import again"));
  } else if (report.dry_run) {
    lines.push_back(ui::tr(language, "Dry run: nothing was written"));
  }
  return lines;
}

boost::json::object report_json(ui::Language language, const ImportReport& report) {
  boost::json::array files;
  for (const auto& file : report.files) files.push_back(file_json(language, file));
  return {{"files", files}, {"dry_run", report.dry_run}, {"refused", report.refused()}};
}

}  // namespace recours::cli
