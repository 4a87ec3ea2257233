// An open form as its page and its script ask for it: the live list of its files, files added one by one, a new QR
// code.
#include <boost/json.hpp>

#include "accounts/caller.h"
#include "attachments/file_pages.h"
#include "attachments/files_view.h"

namespace recours::attachments {

using accounts::Visit;
using http::Method;
using http::Response;
using ui::el;
using ui::Html;
using ui::tr;

namespace {

UploadForm asked_for(Visit& visit) { return require_form(visit.reader, visit.viewer, visit.request.path_value("key")); }

// R-838 What changes while the form is open: its files, and how far the phone is. The token is there for a page whose
// person signed in again meanwhile.
Html live_part(Visit& visit, const Depot& depot, const UploadForm& form) {
  const auto kinds = pieces_for(visit.reader, depot.owners, form.place(), visit.today());
  const RowContext context{visit.language(), kinds, Editing::Allowed, RowDetail::Short, {}};
  const auto editing = [&](const Attachment& file) {
    const auto objection = objection_to_change(visit.reader, depot.owners, visit.viewer, file);
    return objection ? Editing::ReadOnly : Editing::Allowed;
  };
  return el("div", {{"data-live", true}, {"data-csrf", visit.frame.csrf}},
            file_rows(context, list_attachments(visit.reader, form.place()), editing),
            phone_state_line(visit.language(), latest_link(visit.reader, form.id), visit.now));
}

Response list(Visit& visit, const Depot& depot) {
  Response response = Response::html(live_part(visit, depot, asked_for(visit)).str());
  const std::string tag = "\"" + sha256_of(response.body).substr(0, 32) + "\"";
  if (visit.request.header("if-none-match") == tag) {
    response.body.clear();
    response.status = 304;
  }
  response.set("Cache-Control", "private, no-cache");
  return std::move(response.set("ETag", tag));
}

struct Sent {
  std::vector<std::pair<std::string, std::string>> refusals;  // file name, sentence
  std::vector<AttachmentId> added;
};

Sent upload_all(Visit& visit, const Depot& depot, const UploadForm& form) {
  Sent sent;
  for (const http::UploadedFile& file : visit.request.files()) {
    const auto done = upload(visit.database, depot, visit.viewer, form.place(),
                             Upload{file.name, file.content, {}, {}, Source::Desk}, visit.now);
    if (done)
      sent.added.push_back(done->id);
    else
      sent.refusals.emplace_back(file.name, refusal_text(visit.language(), done.error()));
  }
  return sent;
}

// Without script: nothing more to do here than to go back to the form.
Response refused_page(Visit& visit, const std::vector<std::pair<std::string, std::string>>& refusals,
                      const std::string& back) {
  const auto l = visit.language();
  ui::Page page;
  page.title = tr(l, "Files that were not added");
  page.content = el("ul", {},
                    ui::each(refusals,
                             [](const auto& refusal) {
                               return el("li", {}, el("strong", {}, refusal.first), " – ", refusal.second);
                             })) +
                 ui::link_button(ui::Weight::Primary, tr(l, "Back"), back);
  return visit.page(page, 422);
}

Response add(Visit& visit, const Depot& depot, const std::string& public_url) {
  const UploadForm form = asked_for(visit);
  const Sent sent = upload_all(visit, depot, form);
  if (wants_json(visit.request)) {
    boost::json::array refusals;
    for (const auto& [name, detail] : sent.refusals) refusals.push_back({{"name", name}, {"detail", detail}});
    return accounts::json_answer({{"html", live_part(visit, depot, form).str()}, {"refusals", std::move(refusals)}},
                                 sent.refusals.empty() ? 200 : 422);
  }
  const std::string back = accounts::referring_path(visit.request, public_url);
  return sent.refusals.empty() ? Response::redirect(back) : refused_page(visit, sent.refusals, back);
}

Response new_code(Visit& visit, const std::string& public_url) {
  const UploadForm form = asked_for(visit);
  const auto code = issue_phone_code(visit.database, visit.viewer, form, visit.now);
  return Response::html(
      phone_panel(visit.request, visit.language(), public_url, code, latest_link(visit.reader, form.id), visit.now)
          .str());
}

}  // namespace

void register_form_pages(accounts::Site& site, const Depot& depot) {
  const std::string public_url = site.options().public_url;
  site.page(Method::Get, "/upload-forms/{key}/files", [&depot](Visit& visit) { return list(visit, depot); });
  site.page(Method::Post, "/upload-forms/{key}/files",
            [&depot, public_url](Visit& visit) { return add(visit, depot, public_url); });
  site.takes_files(Method::Post, "/upload-forms/{key}/files", kMostOneFileFormBytes);
  site.page(Method::Post, "/upload-forms/{key}/phone-code",
            [public_url](Visit& visit) { return new_code(visit, public_url); });
}

}  // namespace recours::attachments
