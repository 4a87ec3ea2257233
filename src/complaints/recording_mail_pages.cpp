// A complaint that came by mail: the saved file (.eml) becomes a draft, which says what was taken from where.
#include "accounts/random_key.h"
#include "base/text.h"
#include "complaints/complaint_files.h"
#include "complaints/complaint_parts.h"
#include "complaints/recording_mail.h"
#include "complaints/recording_pages.h"
#include "complaints/recording_parts.h"
#include "complaints/registration_actions.h"
#include "contacts/contact_store.h"
#include "ui/hidden_field.h"
#include "ui/trail.h"

namespace recours::complaints {

using accounts::Right;
using accounts::Visit;
using http::Method;
using ui::el;
using ui::Html;
using ui::tr;

namespace {

constexpr const char* kPath = "/complaints/from-mail";
constexpr std::size_t kMostFilesTaken = 20;

http::Response choice_page(Visit& visit, const ui::FieldErrors& errors, int status) {
  const auto l = visit.language();
  const ui::Field file{"file",
                       tr(l, "Saved mail (.eml)"),
                       "",
                       tr(l, "In your mail program: save as, or drag the mail to a folder. Up to 20 MB."),
                       errors.of("file"),
                       true};
  ui::Page page;
  page.title = tr(l, "Add a complaint from a mail");
  page.crumbs = {{tr(l, "Complaints"), "/complaints"}};
  page.content = ui::error_summary(l, errors) +
                 el("p", {{"class", "lead"}},
                    tr(l,
                       "Client, date sent, title and detail are proposed from it; you check them before anything is "
                       "registered.")) +
                 ui::post_form(kPath, visit.frame.csrf,
                               ui::hidden("idempotency_key", accounts::random_key()) +
                                   ui::text_field(l, file, {{"type", "file"}, {"accept", ".eml,message/rfc822"}}) +
                                   el("div", {{"class", "form-footer"}},
                                      ui::link_button(ui::Weight::Ghost, tr(l, "Cancel"), kNewComplaint),
                                      ui::button(ui::Weight::Primary, tr(l, "Read the mail"))),
                               {{"class", "form"}, {"enctype", "multipart/form-data"}});
  return visit.page(page, status);
}

http::Response show_choice(Visit& visit) { return choice_page(visit, {}, 200); }

// Those with exactly this address, among the viewer's own.
std::vector<contacts::Contact> known_senders(Visit& visit, const std::string& address) {
  if (address.empty() || !visit.viewer.can(Right::SeeContacts)) return {};
  contacts::ContactFields wanted;
  wanted.email = address;
  auto found = contacts::list_similar(visit.reader, visit.viewer, wanted);
  std::erase_if(found, [&](const auto& contact) { return fold(contact.email) != fold(address); });
  return found;
}

bool join(Visit& visit, const attachments::Depot& depot, ComplaintId draft, const attachments::Upload& file) {
  const auto done =
      attachments::upload(visit.database, depot, visit.viewer, {kComplaintFiles, draft.value}, file, visit.now);
  return done.ok() || done.error().code == "already_attached";
}

// The mail itself, then what it carried; what is refused is counted, never in the way.
void join_all(Visit& visit, const attachments::Depot& depot, ComplaintId draft, const http::UploadedFile& sent,
              const mail::ReceivedMail& mail, MailRemarks& remarks) {
  using attachments::Source;
  const bool is_kept = join(visit, depot, draft, {sent.name, sent.content, "original_complaint", "", Source::Desk});
  remarks.emplace_back(is_kept ? "mail_kept" : "mail_refused");
  int added = 0, refused = 0;
  for (const auto& file : mail.attachments) {
    if (file.content.empty()) continue;
    const bool is_room = added + refused < static_cast<int>(kMostFilesTaken);
    const bool is_added = is_room && join(visit, depot, draft, {file.name, file.content, "", "", Source::Desk});
    ++(is_added ? added : refused);
  }
  if (added > 0) remarks.push_back("files-" + std::to_string(added));
  if (refused > 0) remarks.push_back("refused-" + std::to_string(refused));
}

http::Response refused_page(Visit& visit, const Refusal& refusal) {
  return choice_page(visit, errors_of(visit.language(), refusal), 422);
}

http::Response read(Visit& visit, const attachments::Depot& depot) {
  const auto files = visit.request.files();
  const auto message = msg("Choose the .eml file of the mail.");
  if (files.empty()) return refused_page(visit, {"required", message, {{"file", "required", message}}});
  const auto mail = mail::read_mail(files.front().content);
  if (!mail) return refused_page(visit, mail.error());
  auto proposal = proposal_of(*mail, known_senders(visit, mail->from.address), visit.today());
  const auto key = accounts::idempotency_key(visit.viewer.id, "complaint from mail page", visit.request);
  const auto draft = save_draft(visit.database, visit.viewer, {}, proposal.said, visit.now, key);
  if (!draft) return refused_page(visit, draft.error());
  join_all(visit, depot, draft->id, files.front(), *mail, proposal.remarks);
  return http::Response::redirect(
      ui::address(path_of(draft->id), {{"from_mail", recours::join(proposal.remarks, ",")}}));
}

}  // namespace

void register_recording_mail_pages(accounts::Site& site, const attachments::Depot& depot) {
  site.page(Method::Get, kPath, Right::RecordComplaint, show_choice);
  site.page(Method::Post, kPath, Right::RecordComplaint, [&depot](Visit& visit) { return read(visit, depot); });
  site.takes_files(Method::Post, kPath, mail::kMostMailBytes + (std::size_t{1} << 18));
}

}  // namespace recours::complaints
