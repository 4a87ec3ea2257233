// An old register taken over as pages: choose the file, see what every row would do, confirm; and a file to fill in.
#include "base/text.h"
#include "complaints/complaints_pages.h"
#include "complaints/import_actions.h"
#include "complaints/import_rows.h"
#include "contacts/import_parts.h"

namespace recours::complaints {

using accounts::Right;
using accounts::Visit;
using http::Method;
using ui::el;
using ui::Html;
using ui::Language;
using ui::tr;

namespace {

constexpr const char* kPath = "/complaints/import";
constexpr const char* kModelPath = "/complaints/import/model.csv";

Html list_of_columns() {
  std::vector<std::string> names;
  for (const auto& column : old_register_columns()) {
    names.push_back(std::string(column.name) + (column.need == CsvColumn::Need::Mandatory ? " *" : ""));
  }
  return el("p", {}, el("code", {}, join(names, "; ")));
}

Html help(Language l) {
  return ui::card(
      tr(l, "Columns of the first row"),
      list_of_columns() +
          el("ul", {},
             el("li", {}, tr(l, "* needed. old_number recognises a row again: the same file twice changes nothing.")),
             el("li", {}, tr(l, "Choices are written as this program shows them (Courrier, Clôturé) or as codes.")),
             el("li", {}, tr(l, "Several grievances are separated by |, their findings too, in the same order.")),
             el("li", {},
                tr(l,
                   "The client is found by contact_ref, e-mail address or name; without record, the complainant is "
                   "kept as "
                   "written.")),
             el("li", {},
                tr(l,
                   "A closed complaint needs its answer, decision, root cause, mediator and findings, or a waiver.")),
             el("li", {},
                tr(l, "Every complaint gets a new number of this year; the old one stays as its reference."))) +
          el("p", {},
             ui::link_button(ui::Weight::Secondary, ui::icon("download") + " " + tr(l, "Download a file to fill in"),
                             kModelPath, {{"download", true}})));
}

http::Response choice_page(Visit& visit, const ui::FieldErrors& errors, int status) {
  const Language l = visit.language();
  ui::Page page;
  page.title = tr(l, "Take over an old register");
  page.crumbs = {{tr(l, "Complaints"), "/complaints"}};
  page.content = ui::error_summary(l, errors) +
                 el("p", {{"class", "lead"}},
                    tr(l, "First you see what every row would do; nothing is written before you confirm.")) +
                 ui::post_form(kPath, visit.frame.csrf,
                               contacts::import_file_field(l, errors.of("file")) +
                                   el("div", {{"class", "form-footer"}},
                                      ui::link_button(ui::Weight::Ghost, tr(l, "Cancel"), "/complaints"),
                                      ui::button(ui::Weight::Primary, tr(l, "Check the file"))),
                               {{"class", "form"}, {"enctype", "multipart/form-data"}}) +
                 help(l);
  return visit.page(page, status);
}

http::Response show_choice(Visit& visit) { return choice_page(visit, {}, 200); }

http::Response import_from_form(Visit& visit) {
  const Language l = visit.language();
  const auto upload = contacts::import_upload(visit.request);
  if (upload.file.bytes.empty()) {
    return choice_page(visit, {{{"file", tr(l, "Choose a CSV file that is not empty.")}}}, 422);
  }
  const contacts::ImportFrame frame{kPath,
                                    tr(l, "Take over an old register"),
                                    {{tr(l, "Complaints"), "/complaints"}},
                                    tr(l, "Old number"),
                                    tr(l, "See the complaints"),
                                    "/complaints"};
  return contacts::check_or_import(visit, frame, upload, [&](const ImportFile& file, ImportRun run) {
    return import_register(visit.database, file, run, {visit.viewer, visit.viewer.actor()}, visit.now);
  });
}

http::Response show_model(Visit&) {
  auto response = http::Response::text(old_register_model());
  response.set("Content-Type", "text/csv; charset=utf-8");
  response.set("Content-Disposition", "attachment; filename=\"reclamations-modele.csv\"");
  return response;
}

}  // namespace

void register_old_register_pages(accounts::Site& site) {
  site.page(Method::Get, kPath, Right::ImportComplaints, show_choice);
  site.page(Method::Post, kPath, Right::ImportComplaints, import_from_form);
  site.page(Method::Get, kModelPath, Right::ImportComplaints, show_model);
  site.takes_files(Method::Post, kPath, contacts::kMostImportBytes);
}

}  // namespace recours::complaints
