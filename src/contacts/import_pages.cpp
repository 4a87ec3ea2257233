// The import as pages: choose a file, see what every row would do, confirm. The file waits nowhere on the server: a
// short one is carried by the page, a long one is chosen again and must be the one that was checked.
#include <array>

#include <sodium.h>

#include "base/text.h"
#include "contacts/contact_parts.h"
#include "contacts/contacts_pages.h"
#include "contacts/import_actions.h"

namespace recours::contacts {

using accounts::Right;
using accounts::Visit;
using http::Method;
using ui::el;
using ui::Html;
using ui::Language;
using ui::tr;
using ui::trn;

namespace {

constexpr const char* kPath = "/contacts/import";
constexpr std::size_t kMostBytes = std::size_t{20} << 20;
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

struct Upload {
  std::string kind;
  ImportFile file;
  std::string checked;  // hash of the file whose preview was confirmed
};

Upload upload_of(const http::Request& request) {
  const auto fields = request.form();
  Upload upload{std::string(fields.text("kind")), {}, std::string(fields.text("checked"))};
  for (const auto& file : request.files()) {
    if (file.field == "file") upload.file = {file.name, std::string(file.content)};
  }
  if (upload.file.bytes.empty() && fields.has("carried")) {
    upload.file = {std::string(fields.text("name")), bytes_of(fields.text("carried"))};
  }
  return upload;
}

// ---- choosing

std::string kind_label(Language l, ImportKind kind) {
  if (!kind) return tr(l, "Contacts");
  switch (*kind) {
    case RecordKind::Project: return tr(l, "Projects");
    case RecordKind::Contract: return tr(l, "Contracts");
    case RecordKind::Loss: return tr(l, "Losses");
  }
  return {};
}

constexpr std::array<ImportKind, 4> kKinds{ImportKind(), RecordKind::Project, RecordKind::Contract, RecordKind::Loss};

Html column_help(Language l) {
  return ui::each(kKinds, [&](ImportKind kind) {
    std::vector<std::string> names;
    for (const auto& column : columns_of(kind)) {
      const bool needed = column.need == CsvColumn::Need::Mandatory;
      names.push_back(std::string(column.name) + (needed ? " *" : ""));
    }
    return el("p", {}, el("strong", {}, kind_label(l, kind)), el("br", {}), el("code", {}, join(names, "; ")));
  });
}

Html file_field(Language l, const std::string& error) {
  return ui::text_field(l,
                        {"file", tr(l, "CSV file"), "",
                         tr(l, "Up to 20 MB; UTF-8 or Windows-1252, separated by semicolons or commas."), error, true},
                        {{"type", "file"}, {"accept", ".csv,text/csv"}});
}

http::Response choice_page(Visit& visit, const std::string& chosen, const ui::FieldErrors& errors, int status) {
  const Language l = visit.language();
  std::vector<ui::Choice> kinds;
  for (const auto kind : kKinds) kinds.push_back({std::string(name_of(kind)), kind_label(l, kind)});
  ui::Page page;
  page.title = tr(l, "Import from a CSV file");
  page.crumbs = {{tr(l, "Contacts"), "/contacts"}};
  page.content =
      ui::error_summary(l, errors) +
      el("p", {{"class", "lead"}},
         tr(l, "First you see what every row would do; nothing is written before you confirm.")) +
      ui::post_form(
          kPath, visit.frame.csrf,
          ui::radio_field(l, {"kind", tr(l, "What the file holds"), chosen, "", errors.of("kind"), true}, kinds) +
              file_field(l, errors.of("file")) +
              el("div", {{"class", "form-footer"}}, ui::link_button(ui::Weight::Ghost, tr(l, "Cancel"), "/contacts"),
                 ui::button(ui::Weight::Primary, tr(l, "Check the file"))),
          {{"class", "form"}, {"enctype", "multipart/form-data"}}) +
      ui::card(tr(l, "Columns of the first row"),
               column_help(l) + el("p", {{"class", "muted"}},
                                   tr(l,
                                      "* needed. ref recognises a row again: the same file twice changes nothing. "
                                      "Contracts and projects need their contacts first, losses their contracts.")));
  return visit.page(page, status);
}

http::Response show_choice(Visit& visit) {
  const auto kind = import_kind_named(visit.request.query.text("kind")).value_or(ImportKind());
  return choice_page(visit, std::string(name_of(kind)), {}, 200);
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

Html rows_table(Language l, const FileReport& report, bool dry_run) {
  ui::Table table;
  table.caption = tr(l, "Rows of the file");
  table.columns = {{tr(l, "Line"), ui::Column::Kind::Number}, {field_label(l, "ref")}, {tr(l, "Result")}};
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
Html confirmation(Visit& visit, const Upload& upload, const FileReport& report) {
  const Language l = visit.language();
  const bool carried = upload.file.bytes.size() <= kMostCarried;
  const Html file =
      carried ? hidden("carried", base64_of(upload.file.bytes)) + hidden("name", upload.file.name)
              : el("p", {}, tr(l, "The file is long: choose it once more, it is compared with the one checked here.")) +
                    file_field(l, "");
  const auto rows = report.created + report.changed;
  return ui::post_form(
      kPath, visit.frame.csrf,
      hidden("kind", upload.kind) + hidden("checked", sha256_of(upload.file.bytes)) + file +
          el("div", {{"class", "form-footer"}}, ui::link_button(ui::Weight::Ghost, tr(l, "Cancel"), kPath),
             ui::button(ui::Weight::Primary, trn(l, "Import {1} row", "Import {1} rows", rows))),
      {{"class", "form"}, {"enctype", "multipart/form-data"}});
}

http::Response report_page(Visit& visit, const Upload& upload, const ImportReport& result,
                           std::vector<ui::Notice> notices) {
  const Language l = visit.language();
  const FileReport& report = result.files.front();
  ui::Page page;
  page.crumbs = {{tr(l, "Contacts"), "/contacts"}, {tr(l, "Import from a CSV file"), kPath}};
  page.notices = std::move(notices);
  page.title = result.dry_run || report.refused ? tr(l, "What the file would do") : tr(l, "The file was imported");
  page.content = warnings(l, report);
  if (report.refused) {
    page.notices.push_back({ui::Notice::Kind::Danger,
                            tr(l, "Nothing was imported: correct the rows named here and check the file again.")});
    page.content += errors_table(l, report);
    page.actions = ui::link_button(ui::Weight::Primary, tr(l, "Choose the corrected file"),
                                   ui::address(kPath, {{"kind", upload.kind}}));
    return visit.page(page, 422);
  }
  page.content += counts(l, report, result.dry_run);
  const bool does_nothing = report.created + report.changed == 0;
  if (result.dry_run && does_nothing)
    page.notices.push_back(
        {ui::Notice::Kind::Info, tr(l, "Everything in this file is here already: there is nothing to import.")});
  if (result.dry_run && !does_nothing) page.content += confirmation(visit, upload, report);
  if (!result.dry_run) page.actions = ui::link_button(ui::Weight::Primary, tr(l, "See the contacts"), "/contacts");
  page.content += rows_table(l, report, result.dry_run);
  return visit.page(page);
}

http::Response import_from_form(Visit& visit) {
  const Language l = visit.language();
  const Upload upload = upload_of(visit.request);
  const auto kind = import_kind_named(upload.kind);
  ui::FieldErrors errors;
  if (!kind) errors.items.emplace_back("kind", tr(l, "Choose what the file holds."));
  if (upload.file.bytes.empty()) errors.items.emplace_back("file", tr(l, "Choose a CSV file that is not empty."));
  if (!errors.empty()) return choice_page(visit, upload.kind, errors, 422);
  if (visit.viewer.read_only) throw Forbidden();
  const bool confirmed = !upload.checked.empty() && upload.checked == sha256_of(upload.file.bytes);
  std::vector<ui::Notice> notices;
  if (!upload.checked.empty() && !confirmed) {
    notices.push_back(
        {ui::Notice::Kind::Warning, tr(l, "This is another file than the one checked before: look at it first.")});
  }
  const auto run = confirmed ? ImportRun::Real : ImportRun::Dry;
  const auto report = import_contacts(visit.database, *kind, upload.file, run, visit.viewer.actor(), visit.now);
  return report_page(visit, upload, report, std::move(notices));
}

}  // namespace

void register_import_pages(accounts::Site& site) {
  site.page(Method::Get, kPath, Right::ImportContacts, show_choice);
  site.page(Method::Post, kPath, Right::ImportContacts, import_from_form);
  site.takes_files(Method::Post, kPath, kMostBytes + (std::size_t{64} << 10));
}

}  // namespace recours::contacts
