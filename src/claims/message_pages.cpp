// Writing a message, with files or without; all messages of a claim; accepting a mail of somebody unexpected.
#include <memory>

#include "accounts/list_request.h"
#include "accounts/page_words.h"
#include "accounts/random_key.h"
#include "base/text.h"
#include "claims/claim_crumbs_view.h"
#include "claims/claim_files.h"
#include "claims/claim_messages_view.h"
#include "claims/declaration_files_form.h"
#include "claims/message_actions.h"
#include "claims/messages_pages.h"
#include "claims/page_parts.h"
#include "ui/hidden_field.h"
#include "ui/refusal_errors.h"

namespace recours::claims {

using namespace page_words;

namespace {

constexpr int kPerPage = 50;

struct Desk {
  Uploads uploads;
  Correspondence correspondence;
};

struct MessageForm {
  std::string text, upload_form, idempotency_key;
  ui::FieldErrors errors;
};

Claim named_claim(Visit& visit) {
  return require_claim(visit.reader, visit.viewer, visit.request.path_value("number"));
}

Claim claim_to_write(Visit& visit) {
  auto claim = named_claim(visit);
  if (!may_write(visit.viewer)) throw Forbidden();
  return claim;
}

attachments::UploadForm open_upload(Visit& visit, const Claim& claim, const std::string& key) {
  const std::string subject = tr(visit.language(), "Message about claim {1}", claim.number);
  return attachments::open_form(visit.database, visit.viewer, {key, {}, subject, {}}, visit.now);
}

Html form_fields(Visit& visit, const Desk& desk, const Claim& claim, const MessageForm& form) {
  const Language l = visit.language();
  const auto upload = open_upload(visit, claim, form.upload_form);
  const Html field = attachments::files_field(
      visit, {.form = upload,
              .files = attachments::list_attachments(visit.reader, upload.place()),
              .phone_code = attachments::issue_phone_code(visit.database, visit.viewer, upload, visit.now),
              .kinds = piece_kinds(),
              .required = false,
              .label = "",
              .help = "",
              .error = form.errors.of("files"),
              .public_url = desk.uploads.public_url});
  return ui::hidden("idempotency_key", form.idempotency_key) +
         ui::text_area(l, {"text", tr(l, "Your message"), form.text, "", form.errors.of("text"), false}, 8) + field;
}

http::Response form_page(Visit& visit, const Desk& desk, const Claim& claim, const MessageForm& form,
                         int status = 200) {
  const Language l = visit.language();
  const std::string path = "/claims/" + claim.number;
  const bool notes = may_note(visit.viewer);
  Html note;
  if (notes)
    note = ui::button(ui::Weight::Secondary, tr(l, "Keep as an internal note"),
                      {{"name", "audience"}, {"value", "staff"}});
  ui::Page page;
  page.title = tr(l, "Message about claim {1}", claim.number);
  page.crumbs = {list_crumb(visit), {claim.number, path}};
  page.content =
      ui::error_summary(l, form.errors) +
      ui::post_form(
          messages_path(claim), visit.frame.csrf,
          form_fields(visit, desk, claim, form) +
              el("div", {{"class", "form-footer"}},
                 ui::link_button(ui::Weight::Ghost, tr(l, "Back to the claim"), path), note,
                 ui::button(ui::Weight::Primary, notes ? tr(l, "Send to the reseller") : tr(l, "Send the message"))),
          {{"class", "form"}, {"enctype", "multipart/form-data"}, {"novalidate", true}});
  return visit.page(page, status);
}

MessageForm read_form(Visit& visit) {
  const auto fields = visit.request.form();
  MessageForm form{std::string(fields.text("text")),
                   std::string(fields.text("upload_form")),
                   std::string(fields.text("idempotency_key")),
                   {}};
  if (form.idempotency_key.empty()) form.idempotency_key = accounts::random_key();
  return form;
}

http::Response show_form(Visit& visit, const Desk& desk) {
  return form_page(visit, desk, claim_to_write(visit), {"", "", accounts::random_key(), {}});
}

// Files that came with the form itself, without script. Whether all of them were taken.
bool take_files(Visit& visit, const Desk& desk, const Claim& claim, MessageForm& form) {
  if (visit.request.files().empty()) return true;
  const auto upload = open_upload(visit, claim, form.upload_form);
  form.upload_form = upload.key;
  form.errors = ui::field_errors(visit.language(), attachments::upload_sent_files(visit, desk.uploads.depot, upload));
  return form.errors.empty();
}

http::Response send(Visit& visit, const Desk& desk) {
  const Language l = visit.language();
  const auto claim = claim_to_write(visit);
  auto form = read_form(visit);
  const auto fields = visit.request.form();
  if (!take_files(visit, desk, claim, form)) return form_page(visit, desk, claim, form, 422);
  if (fields.text("step") == "files") return form_page(visit, desk, claim, form);
  MessageDraft draft;
  draft.audience = fields.text("audience") == "staff" ? Audience::StaffOnly : Audience::BothSides;
  draft.text = form.text;
  draft.upload_form = form.upload_form;
  const auto key = accounts::idempotency_key(visit.viewer.id, "claims/" + claim.number + "/messages", visit.request);
  const auto written =
      write_message(visit.database, visit.viewer, claim.number, draft, desk.correspondence, visit.now, key);
  if (!written) {
    form.errors = ui::errors_of(l, written.error());
    return form_page(visit, desk, claim, form, 422);
  }
  const char* done = written->kind == MessageKind::Note ? "note" : "message";
  return http::Response::redirect("/claims/" + claim.number + "?done=" + done + "#messages");
}

http::Response show_all(Visit& visit, const Desk&) {
  const Language l = visit.language();
  const auto claim = named_claim(visit);
  const auto before = accounts::list_cursor<ClaimMessageId>(visit.request.query, "before");
  const auto messages = list_messages(visit.reader, visit.viewer, claim.id, before, kPerPage);
  std::optional<std::string> newest, older;
  if (before) newest = messages_path(claim);
  if (messages.next) older = messages_path(claim) + "?before=" + std::to_string(messages.next->value);
  ui::Page page;
  page.title = tr(l, "Messages of claim {1}", claim.number);
  page.crumbs = {list_crumb(visit), {claim.number, "/claims/" + claim.number}};
  page.content = messages.items.empty() ? el("p", {{"class", "muted"}}, tr(l, "No message yet."))
                                        : message_list(visit, claim, messages.items);
  page.content += ui::pager(l, newest, older);
  if (may_write(visit.viewer))
    page.actions = ui::link_button(ui::Weight::Primary, tr(l, "Write a message"), messages_path(claim) + "/new");
  read_messages(visit.database, visit.viewer, claim.id, visit.now);
  return visit.page(page);
}

http::Response accept(Visit& visit, const Desk&) {
  const auto claim = named_claim(visit);
  accept_message(visit.database, visit.viewer, claim.number, visit.request.path_id<ClaimMessageId>("id"), visit.now);
  return http::Response::redirect("/claims/" + claim.number + "?done=accepted#messages");
}

}  // namespace

void register_message_pages(accounts::Site& site, const attachments::Depot& depot,
                            const Correspondence& correspondence) {
  const auto desk = std::make_shared<const Desk>(Desk{{depot, site.options().public_url}, correspondence});
  const auto page = [&](Method method, const char* pattern, Right right,
                        http::Response (*handler)(Visit&, const Desk&)) {
    site.page(method, pattern, right, [desk, handler](Visit& visit) { return handler(visit, *desk); });
  };
  page(Method::Get, "/claims/{number}/messages", Right::SeeClaims, show_all);
  page(Method::Get, "/claims/{number}/messages/new", Right::SeeClaims, show_form);
  page(Method::Post, "/claims/{number}/messages", Right::SeeClaims, send);
  page(Method::Post, "/claims/{number}/messages/{id}/acceptance", Right::DecideClaim, accept);
  site.takes_files(Method::Post, "/claims/{number}/messages", attachments::kMostFormBytes);
}

void register_messages(accounts::Site& site, const attachments::Depot& depot, const Correspondence& correspondence) {
  register_message_pages(site, depot, correspondence);
  register_messages_api(site, correspondence);
  register_received_mail_pages(site);
}

}  // namespace recours::claims
