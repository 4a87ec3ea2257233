// Adding supporting documents to a registered complaint, from the desk or a phone.
#include <memory>

#include "attachments/attachment_view.h"
#include "complaints/case_files_actions.h"
#include "complaints/command_page.h"
#include "complaints/command_pages.h"
#include "complaints/complaint_files.h"
#include "complaints/complaint_files_store.h"
#include "complaints/complaint_parts.h"

namespace recours::complaints {

using accounts::Right;
using accounts::Visit;
using http::Method;
using ui::Html;
using ui::Language;
using ui::tr;

namespace {

struct Uploads {
  const attachments::Depot& depot;
  std::string public_url;
};

// By the key of the form it was sent from; empty: a new one.
attachments::UploadForm open_upload(Visit& visit, const Complaint& complaint, const std::string& key) {
  return attachments::open_form(
      visit.database, visit.viewer,
      {key, attachments::Owner{kComplaintFiles, complaint.id.value}, complaint.number + " – " + complaint.title, {}},
      visit.now);
}

http::Response form_page(Visit& visit, const Uploads& uploads, const Complaint& complaint, const std::string& key,
                         const std::vector<FieldRefusal>& refused) {
  const Language l = visit.language();
  const auto form = open_upload(visit, complaint, key);
  const auto errors = field_errors(l, refused);
  const auto path = path_of(complaint.number);
  ui::Page page;
  page.title = tr(l, "Add a supporting document");
  page.crumbs = crumbs_of(l, complaint);
  const Html field = attachments::files_field(
      visit, {.form = form,
              .files = attachments::list_attachments(visit.reader, form.place()),
              .phone_code = attachments::issue_phone_code(visit.database, visit.viewer, form, visit.now),
              .kinds = piece_kinds(visit.reader, visit.today()),
              .required = false,
              .label = "",
              .help = tr(l, "Letters, envelopes, mandates, statements, recordings: say of each what it is."),
              .error = errors.of("files"),
              .public_url = uploads.public_url});
  page.content = ui::error_summary(l, errors) +
                 ui::post_form(path + "/files", visit.frame.csrf,
                               field + ui::el("div", {{"class", "form-footer"}},
                                              ui::link_button(ui::Weight::Ghost, tr(l, "Back to the complaint"), path),
                                              ui::button(ui::Weight::Primary, tr(l, "Finish"))),
                               {{"class", "form"}, {"enctype", "multipart/form-data"}, {"novalidate", true}});
  return visit.page(page, refused.empty() ? 200 : 422);
}

http::Response show_form(Visit& visit, const Uploads& uploads) {
  const auto complaint = complaint_of(visit);
  if (!find_transition(complaint.state, Command::AddDocument)) return not_now_page(visit, complaint);
  return form_page(visit, uploads, complaint, "", {});
}

// With script every file is there already; without it they come with the form.
http::Response add(Visit& visit, const Uploads& uploads) {
  const auto complaint = complaint_of(visit);
  if (!find_transition(complaint.state, Command::AddDocument)) return not_now_page(visit, complaint);
  std::string key(visit.request.form().text("upload_form"));
  if (!visit.request.files().empty()) {
    const auto form = open_upload(visit, complaint, key);
    const auto refused = attachments::upload_sent_files(visit, uploads.depot, form);
    key = form.key;
    if (!refused.empty()) return form_page(visit, uploads, complaint, key, refused);
  }
  finish_upload(visit.database, visit.viewer, key, visit.now);
  return done_page(complaint, name_of(Command::AddDocument));
}

}  // namespace

void register_case_files_pages(accounts::Site& site, const attachments::Depot& depot) {
  const auto uploads = std::make_shared<const Uploads>(Uploads{depot, site.options().public_url});
  const auto page = [&](Method method, const char* pattern, http::Response (*handler)(Visit&, const Uploads&)) {
    site.page(method, pattern, right_of(Command::AddDocument),
              [uploads, handler](Visit& visit) { return handler(visit, *uploads); });
  };
  page(Method::Get, "/complaints/{number}/files/new", show_form);
  page(Method::Post, "/complaints/{number}/files", add);
  site.takes_files(Method::Post, "/complaints/{number}/files", attachments::kMostFormBytes);
}

}  // namespace recours::complaints
