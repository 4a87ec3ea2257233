// The import as pages: choose a file, see what every row would do, confirm.
#include <array>

#include "base/text.h"
#include "contacts/contact_parts.h"
#include "contacts/contacts_pages.h"
#include "contacts/import_actions.h"
#include "contacts/import_parts.h"

namespace recours::contacts {

using accounts::Right;
using accounts::Visit;
using http::Method;
using ui::el;
using ui::Html;
using ui::Language;
using ui::tr;

namespace {

constexpr const char* kPath = "/contacts/import";

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
              import_file_field(l, errors.of("file")) +
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

http::Response import_from_form(Visit& visit) {
  const Language l = visit.language();
  const ImportUpload upload = import_upload(visit.request);
  const auto kind = import_kind_named(upload.kind);
  ui::FieldErrors errors;
  if (!kind) errors.items.emplace_back("kind", tr(l, "Choose what the file holds."));
  if (upload.file.bytes.empty()) errors.items.emplace_back("file", tr(l, "Choose a CSV file that is not empty."));
  if (!errors.empty()) return choice_page(visit, upload.kind, errors, 422);
  const ImportFrame frame{kPath,
                          tr(l, "Import from a CSV file"),
                          {{tr(l, "Contacts"), "/contacts"}},
                          field_label(l, "ref"),
                          tr(l, "See the contacts"),
                          "/contacts"};
  return check_or_import(visit, frame, upload, [&](const ImportFile& file, ImportRun run) {
    return import_contacts(visit.database, *kind, file, run, visit.viewer.actor(), visit.now);
  });
}

}  // namespace

void register_import_pages(accounts::Site& site) {
  site.page(Method::Get, kPath, Right::ImportContacts, show_choice);
  site.page(Method::Post, kPath, Right::ImportContacts, import_from_form);
  site.takes_files(Method::Post, kPath, kMostImportBytes);
}

}  // namespace recours::contacts
