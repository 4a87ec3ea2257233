// R-645 Documents of a procedure: shown beside the text, added by those who write it.
#include "accounts/page_words.h"
#include "attachments/attachment_store.h"
#include "claims/claim_files_actions.h"
#include "claims/declaration_files_form.h"
#include "claims/page_parts.h"
#include "claims/policies_pages.h"
#include "claims/policy_parts.h"
#include "claims/procedure_files_actions.h"
#include "claims/procedure_files_store.h"
#include "claims/procedure_files_view.h"
#include "ui/refusal_errors.h"

namespace recours::claims {

using namespace page_words;

namespace {

std::string name_of_procedure(const Visit& visit, const std::string& slug) {
  const auto manufacturer = sales::find_manufacturer(visit.reader, slug);
  return manufacturer ? manufacturer->name : tr(visit.language(), "General procedure");
}

attachments::UploadForm open_upload(Visit& visit, const std::string& slug, const std::string& key) {
  const auto subject = tr(visit.language(), "Add documents to the procedure of {1}", name_of_procedure(visit, slug));
  return attachments::open_form(visit.database, visit.viewer,
                                {key, open_shelf(visit.database, visit.viewer, slug), subject, {}}, visit.now);
}

http::Response form_page(Visit& visit, const Uploads& uploads, const std::string& slug, const std::string& key,
                         const std::vector<FieldRefusal>& refused) {
  const Language l = visit.language();
  const auto form = open_upload(visit, slug, key);
  const auto errors = ui::field_errors(l, refused);
  const std::string path = path_of(DataKind::Procedures) + "/" + slug;
  ui::Page page;
  page.title = tr(l, "Add documents to the procedure of {1}", name_of_procedure(visit, slug));
  page.crumbs = {{tr(l, "Manufacturers' procedures"), path_of(DataKind::Procedures)},
                 {name_of_procedure(visit, slug), path}};
  const Html field =
      attachments::files_field(visit, {.form = form,
                                       .files = attachments::list_attachments(visit.reader, form.place()),
                                       .phone_code = "",
                                       .kinds = {},
                                       .required = false,
                                       .label = tr(l, "Documents"),
                                       .help = tr(l, "They are seen by every reseller."),
                                       .error = errors.of("files"),
                                       .public_url = uploads.public_url});
  page.content = ui::error_summary(l, errors) +
                 ui::post_form(path + "/documents", visit.frame.csrf,
                               field + el("div", {{"class", "form-footer"}},
                                          ui::link_button(ui::Weight::Ghost, tr(l, "Back to the procedure"), path),
                                          ui::button(ui::Weight::Primary, tr(l, "Finish"))),
                               {{"class", "form"}, {"enctype", "multipart/form-data"}, {"novalidate", true}});
  return visit.page(page, refused.empty() ? 200 : 422);
}

// With script every file is there already; without it they come with the form.
http::Response add(Visit& visit, const Uploads& uploads, const std::string& slug) {
  std::string key(visit.request.form().text("upload_form"));
  if (!visit.request.files().empty()) {
    const auto form = open_upload(visit, slug, key);
    const auto refused = attachments::upload_sent_files(visit, uploads.depot, form);
    key = form.key;
    if (!refused.empty()) return form_page(visit, uploads, slug, key, refused);
  }
  finish_upload(visit.database, visit.viewer, key, visit.now);
  return http::Response::redirect(path_of(DataKind::Procedures) + "/" + slug);
}

}  // namespace

Html procedure_files(Visit& visit, const std::string& slug) {
  const Language l = visit.language();
  const bool may_edit = visit.viewer.can(Right::EditProcedures);
  const auto shelf = find_shelf(visit.reader, slug);
  std::vector<attachments::Attachment> files;
  if (shelf) files = attachments::list_attachments(visit.reader, {kProcedureFiles, *shelf});
  if (files.empty() && !may_edit) return {};
  const auto editing = may_edit ? attachments::Editing::Allowed : attachments::Editing::ReadOnly;
  const Html body = files.empty() ? Html() : attachments::files_list(visit, files, {}, editing);
  const Html add_button = ui::link_button(ui::Weight::Secondary, ui::icon("paperclip") + tr(l, "Add documents"),
                                          path_of(DataKind::Procedures) + "/" + slug + "/documents/new");
  return ui::card(tr(l, "Documents"), body, ui::when(may_edit, add_button));
}

void register_procedure_files_pages(accounts::Site& site, const attachments::Depot& depot) {
  const auto uploads = std::make_shared<const Uploads>(Uploads{depot, site.options().public_url});
  site.page(Method::Get, "/manufacturers/{slug}/documents/new", Right::EditProcedures,
            [uploads](Visit& visit) { return form_page(visit, *uploads, known_procedure(visit).key, "", {}); });
  site.page(Method::Post, "/manufacturers/{slug}/documents", Right::EditProcedures,
            [uploads](Visit& visit) { return add(visit, *uploads, known_procedure(visit).key); });
  site.takes_files(Method::Post, "/manufacturers/{slug}/documents", attachments::kMostFormBytes);
}

}  // namespace recours::claims
