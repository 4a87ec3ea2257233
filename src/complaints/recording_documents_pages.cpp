// Step 2: the documents of a draft. They go to the draft as they are sent, so that going back or leaving loses none.
#include "attachments/attachment_view.h"
#include "complaints/complaint_files.h"
#include "complaints/complaint_files_store.h"
#include "complaints/complaint_parts.h"
#include "complaints/recording_pages.h"
#include "complaints/recording_parts.h"

namespace recours::complaints {

using accounts::Right;
using accounts::Visit;
using http::Method;
using ui::el;
using ui::Html;
using ui::Language;
using ui::tr;

namespace {

// Where files go, and the address phones reach this site by.
struct Uploads {
  const attachments::Depot& depot;
  std::string public_url;
};

attachments::UploadForm open_form(Visit& visit, const Complaint& draft, const http::Fields& fields) {
  return attachments::open_form(visit.database, visit.viewer,
                                {std::string(fields.text("upload_form")),
                                 attachments::Owner{kComplaintFiles, draft.id.value},
                                 draft_title(visit.language(), draft),
                                 {"original_complaint", "envelope"}},
                                visit.now);
}

Html documents_field(Visit& visit, const Uploads& uploads, const Complaint& draft, const attachments::UploadForm& form,
                     const std::string& error) {
  const Language l = visit.language();
  return attachments::files_field(
      visit, {.form = form,
              .files = attachments::list_attachments(visit.reader, {kComplaintFiles, draft.id.value}),
              .phone_code = attachments::issue_phone_code(visit.database, visit.viewer, form, visit.now),
              .kinds = piece_kinds(visit.reader, visit.today()),
              .required = false,
              .label = tr(l, "Supporting documents"),
              .help = tr(l,
                         "The complaint as it came, its envelope, the mandate of a representative… Give each its type: "
                         "open it with the pencil."),
              .error = error,
              .formats = kComplaintFormats,
              .public_url = uploads.public_url});
}

Html form_html(Visit& visit, const Complaint& draft, Html field) {
  const Language l = visit.language();
  return ui::post_form(
      documents_path(draft.id), visit.frame.csrf,
      el("div", {{"class", "form-group"}}, std::move(field)) +
          el("div", {{"class", "form-footer"}},
             ui::link_button(ui::Weight::Ghost, ui::icon("arrow-left") + tr(l, "Back"), path_of(draft.id)),
             ui::button(ui::Weight::Primary, tr(l, "On to the next step"), {{"data-primary", true}})),
      {{"class", "form"}, {"enctype", "multipart/form-data"}});
}

http::Response documents_page(Visit& visit, const Uploads& uploads, const Complaint& draft,
                              const attachments::UploadForm& form, const ui::FieldErrors& errors, int status) {
  const Language l = visit.language();
  ui::Page page;
  page.title = tr(l, "Add supporting documents");
  page.crumbs = {{tr(l, "Complaints"), "/complaints"}, {tr(l, "My drafts"), kDrafts}};
  page.lead = draft_title(l, draft);
  page.content = recording_steps(l, draft.id, RecordingStep::Documents) + ui::error_summary(l, errors) +
                 form_html(visit, draft, documents_field(visit, uploads, draft, form, errors.of("files")));
  return visit.page(page, status);
}

http::Response show(Visit& visit, const Uploads& uploads, const Complaint& draft) {
  return documents_page(visit, uploads, draft, open_form(visit, draft, {}), {}, 200);
}

// With script every file is there already; without it they come with the form.
http::Response go_on(Visit& visit, const Uploads& uploads, const Complaint& draft) {
  if (visit.request.files().empty()) return http::Response::redirect(validation_path(draft.id));
  const auto form = open_form(visit, draft, visit.request.form());
  const auto errors = field_errors(visit.language(), attachments::upload_sent_files(visit, uploads.depot, form));
  if (!errors.empty()) return documents_page(visit, uploads, draft, form, errors, 422);
  return http::Response::redirect(validation_path(draft.id));
}

}  // namespace

void register_recording_documents_pages(accounts::Site& site, const attachments::Depot& depot) {
  constexpr const char* kPattern = "/complaints/drafts/{id}/documents";
  const auto uploads = std::make_shared<const Uploads>(Uploads{depot, site.options().public_url});
  const auto page = [&](Method method, http::Response (*handler)(Visit&, const Uploads&, const Complaint&)) {
    site.page(method, kPattern, Right::RecordComplaint,
              about_draft([uploads, handler](Visit& visit, const Complaint& draft) {
                return handler(visit, *uploads, draft);
              }));
  };
  page(Method::Get, show);
  page(Method::Post, go_on);
  site.takes_files(Method::Post, kPattern, attachments::kMostFormBytes);
}

}  // namespace recours::complaints
