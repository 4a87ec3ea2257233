#include "contacts/import_parts.h"

#include <sodium.h>

#include "base/text.h"
#include "contacts/contact_parts.h"
#include "ui/hidden_field.h"

namespace recours::contacts {

using accounts::Visit;
using ui::el;
using ui::Html;
using ui::Language;
using ui::tr;
using ui::trn;

namespace {

constexpr std::size_t kMostCarried = std::size_t{1} << 20;

// ---- bytes in a form

std::string sha256_of(std::string_view bytes) {
  std::string digest(crypto_hash_sha256_BYTES, '\0');
  crypto_hash_sha256(reinterpret_cast<unsigned char*>(digest.data()),
                     reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
  return hex(digest);
}

std::string base64_of(std::string_view bytes) {
  std::string text(sodium_base64_encoded_len(bytes.size(), sodium_base64_VARIANT_ORIGINAL), '\0');
  sodium_bin2base64(text.data(), text.size(), reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(),
                    sodium_base64_VARIANT_ORIGINAL);
  text.pop_back();  // the NUL
  return text;
}

std::string bytes_of(std::string_view base64) {
  std::string bytes(base64.size(), '\0');
  std::size_t size = 0;
  if (sodium_base642bin(reinterpret_cast<unsigned char*>(bytes.data()), bytes.size(), base64.data(), base64.size(),
                        nullptr, &size, nullptr, sodium_base64_VARIANT_ORIGINAL) != 0) {
    throw Malformed("the file carried by the page is damaged");
  }
  bytes.resize(size);
  return bytes;
}

// ---- what every row does

Html fate_badge(Language l, RowFate fate, bool dry_run) {
  switch (fate) {
    case RowFate::Created: return ui::badge(ui::Tone::Success, dry_run ? tr(l, "Will be created") : tr(l, "Created"));
    case RowFate::Changed: return ui::badge(ui::Tone::Info, dry_run ? tr(l, "Will be changed") : tr(l, "Changed"));
    case RowFate::Unchanged: return ui::badge(ui::Tone::Neutral, tr(l, "Unchanged"));
  }
  return {};
}

std::string line_text(std::int64_t line) { return line > 0 ? std::to_string(line) : std::string("–"); }

Html errors_table(Language l, const FileReport& report) {
  ui::Table table;
  table.caption = tr(l, "Refused");
  table.columns = {{tr(l, "Line"), ui::Column::Kind::Number}, {tr(l, "Result")}, {tr(l, "Column")}, {tr(l, "Why")}};
  for (const auto& finding : report.findings) {
    if (finding.severity != Finding::Severity::Error) continue;
    table.rows.push_back({{line_text(finding.line), ui::badge(ui::Tone::Danger, tr(l, "Refused")), finding.field,
                           ui::tr_message(l, finding.message)},
                          ""});
  }
  return ui::table(table);
}

Html rows_table(Language l, const FileReport& report, const std::string& row_label, bool dry_run) {
  ui::Table table;
  table.caption = tr(l, "Rows of the file");
  table.columns = {{tr(l, "Line"), ui::Column::Kind::Number}, {row_label}, {tr(l, "Result")}};
  for (const auto& row : report.rows) {
    table.rows.push_back({{line_text(row.line), row.name, fate_badge(l, row.fate, dry_run)}, ""});
  }
  const auto more = report.lines - static_cast<std::int64_t>(report.rows.size());
  return ui::table(table) +
         (more > 0 ? el("p", {{"class", "muted"}}, trn(l, "{1} more row", "{1} more rows", more)) : Html());
}

Html warnings(Language l, const FileReport& report) {
  Html all;
  for (const auto& finding : report.findings) {
    if (finding.severity == Finding::Severity::Warning)
      all += ui::notice(ui::Tone::Warning, ui::tr_message(l, finding.message));
  }
  return all;
}

Html counts(Language l, const FileReport& report, bool dry_run) {
  const auto number = [&](std::int64_t count) { return Html(ui::format_number(l, Decimal::of(count))); };
  return ui::card(report.file.empty() ? tr(l, "The file") : report.file,
                  el("div", {{"class", "facts-wide"}},
                     ui::facts({{tr(l, "Rows"), number(report.lines)},
                                {dry_run ? tr(l, "Will be created") : tr(l, "Created"), number(report.created)},
                                {dry_run ? tr(l, "Will be changed") : tr(l, "Changed"), number(report.changed)},
                                {tr(l, "Unchanged"), number(report.unchanged)}})));
}

// What confirms the preview: the same file again.
Html confirmation(Visit& visit, const ImportFrame& frame, const ImportUpload& upload, const FileReport& report) {
  const Language l = visit.language();
  const bool carried = upload.file.bytes.size() <= kMostCarried;
  const Html file =
      carried ? ui::hidden("carried", base64_of(upload.file.bytes)) + ui::hidden("name", upload.file.name)
              : el("p", {}, tr(l, "The file is long: choose it once more, it is compared with the one checked here.")) +
                    import_file_field(l, "");
  const auto rows = report.created + report.changed;
  return ui::post_form(
      frame.path, visit.frame.csrf,
      ui::hidden("kind", upload.kind) + ui::hidden("checked", sha256_of(upload.file.bytes)) + file +
          el("div", {{"class", "form-footer"}}, ui::link_button(ui::Weight::Ghost, tr(l, "Cancel"), frame.path),
             ui::button(ui::Weight::Primary, trn(l, "Import {1} row", "Import {1} rows", rows))),
      {{"class", "form"}, {"enctype", "multipart/form-data"}});
}

http::Response report_page(Visit& visit, const ImportFrame& frame, const ImportUpload& upload,
                           const ImportReport& result, std::vector<ui::Notice> notices) {
  const Language l = visit.language();
  const FileReport& report = result.files.front();
  ui::Page page;
  page.crumbs = frame.crumbs;
  page.crumbs.push_back({frame.title, frame.path});
  page.notices = std::move(notices);
  page.title = result.dry_run || report.refused ? tr(l, "What the file would do") : tr(l, "The file was imported");
  page.content = warnings(l, report);
  if (report.refused) {
    page.notices.push_back({ui::Notice::Kind::Danger,
                            tr(l, "Nothing was imported: correct the rows named here and check the file again.")});
    page.content += errors_table(l, report);
    page.actions = ui::link_button(ui::Weight::Primary, tr(l, "Choose the corrected file"),
                                   ui::address(frame.path, {{"kind", upload.kind}}));
    return visit.page(page, 422);
  }
  page.content += counts(l, report, result.dry_run);
  const bool does_nothing = report.created + report.changed == 0;
  if (result.dry_run && does_nothing)
    page.notices.push_back(
        {ui::Notice::Kind::Info, tr(l, "Everything in this file is here already: there is nothing to import.")});
  if (result.dry_run && !does_nothing) page.content += confirmation(visit, frame, upload, report);
  if (!result.dry_run) page.actions = ui::link_button(ui::Weight::Primary, frame.done_label, frame.done_href);
  page.content += rows_table(l, report, frame.row_label, result.dry_run);
  return visit.page(page);
}

}  // namespace

ImportUpload import_upload(const http::Request& request) {
  const auto fields = request.form();
  ImportUpload upload{std::string(fields.text("kind")), {}, std::string(fields.text("checked"))};
  for (const auto& file : request.files()) {
    if (file.field == "file") upload.file = {file.name, std::string(file.content)};
  }
  if (upload.file.bytes.empty() && fields.has("carried")) {
    upload.file = {std::string(fields.text("name")), bytes_of(fields.text("carried"))};
  }
  return upload;
}

Html import_file_field(Language l, const std::string& error) {
  return ui::text_field(l,
                        {"file", tr(l, "CSV file"), "",
                         tr(l, "Up to 20 MB; UTF-8 or Windows-1252, separated by semicolons or commas."), error, true},
                        {{"type", "file"}, {"accept", ".csv,text/csv"}});
}

http::Response check_or_import(Visit& visit, const ImportFrame& frame, const ImportUpload& upload,
                               const std::function<ImportReport(const ImportFile&, ImportRun)>& import) {
  const Language l = visit.language();
  if (visit.viewer.read_only) throw Forbidden();
  const bool confirmed = !upload.checked.empty() && upload.checked == sha256_of(upload.file.bytes);
  std::vector<ui::Notice> notices;
  if (!upload.checked.empty() && !confirmed) {
    notices.push_back(
        {ui::Notice::Kind::Warning, tr(l, "This is another file than the one checked before: look at it first.")});
  }
  const auto report = import(upload.file, confirmed ? ImportRun::Real : ImportRun::Dry);
  return report_page(visit, frame, upload, report, std::move(notices));
}

}  // namespace recours::contacts
