// À classer: mails that came in and that a person has to place, those a machine wrote, those that were put aside.
#include "accounts/list_request.h"
#include "accounts/page_words.h"
#include "attachments/attachment_store.h"
#include "attachments/attachment_view.h"
#include "base/text.h"
#include "claims/intake_actions.h"
#include "claims/messages_pages.h"
#include "claims/page_parts.h"
#include "ui/hidden_field.h"
#include "ui/refusal_errors.h"

namespace recours::claims {

using namespace page_words;

namespace {

constexpr const char* kPath = "/mails";
constexpr int kPerPage = 50;
constexpr int kLikelyClaims = 5;

std::string path_of(ReceivedMailId id) { return std::string(kPath) + "/" + std::to_string(id.value); }

std::string state_label(Language l, MailState state) {
  switch (state) {
    case MailState::Waiting: return tr(l, "To file");
    case MailState::Automatic: return tr(l, "Automatic mails");
    case MailState::Filed: return tr(l, "Filed");
    case MailState::Discarded: return tr(l, "Put aside");
  }
  return {};
}

std::string automatic_label(Language l, mail::Automatic reason) {
  using mail::Automatic;
  switch (reason) {
    case Automatic::No: return {};
    case Automatic::Bounce: return tr(l, "A mail of ours came back");
    case Automatic::Report: return tr(l, "Read receipt or report");
    case Automatic::EmptySender: return tr(l, "Sent by a mail server");
    case Automatic::AutoSubmitted:
    case Automatic::Responder:
    case Automatic::Subject: return tr(l, "Automatic reply");
    case Automatic::Bulk:
    case Automatic::List: return tr(l, "Mailing list");
    case Automatic::Robot: return tr(l, "Sent by a program");
    case Automatic::OwnMail: return tr(l, "From one of our own mailboxes");
    case Automatic::TooMany: return tr(l, "Too many mails of this sender within an hour");
  }
  return {};
}

std::string sender_of(Language l, const ReceivedMailRow& mail) {
  if (mail.from_address.empty()) return tr(l, "Unknown sender");
  return mail.from_name.empty() ? mail.from_address : mail.from_name + " <" + mail.from_address + ">";
}

std::string subject_of(Language l, const ReceivedMailRow& mail) {
  return mail.subject.empty() ? tr(l, "Without subject") : mail.subject;
}

Html empty_list(Language l, MailState state) {
  if (state != MailState::Waiting) return el("p", {{"class", "muted"}}, tr(l, "No mail here."));
  return ui::empty_state(
      "inbox", tr(l, "No mail waits to be filed"),
      tr(l, "Answers to our mails join their claim by themselves; what cannot be placed comes here."));
}

Html table_of(Language l, const std::vector<ReceivedMailRow>& mails) {
  ui::Table table;
  table.caption = tr(l, "Mails received");
  table.columns = {column(tr(l, "Sender")), column(tr(l, "Subject")),
                   column(tr(l, "Received on"), ui::Column::Kind::Date)};
  for (const auto& mail : mails) {
    Html subject(subject_of(l, mail));
    const auto why = automatic_label(l, mail.automatic);
    if (!why.empty()) subject += el("div", {{"class", "muted small"}}, why);
    if (!mail.claim_number.empty()) subject += el("div", {{"class", "muted small num"}}, mail.claim_number);
    table.rows.push_back(
        {{sender_of(l, mail), subject, figures(ui::format_instant(l, mail.received_at))}, path_of(mail.id)});
  }
  return ui::table(table);
}

std::string address_of(MailState state) { return std::string(kPath) + "?state=" + std::string(name_of(state)); }

http::Response show_list(Visit& visit) {
  const Language l = visit.language();
  const auto state = mail_state_named(visit.request.query.text("state")).value_or(MailState::Waiting);
  const auto before = accounts::list_cursor<ReceivedMailId>(visit.request.query, "before");
  const auto mails = list_received_mails(visit.reader, state, before, kPerPage);
  std::vector<ui::Chip> chips;
  for (const auto one : {MailState::Waiting, MailState::Automatic, MailState::Filed, MailState::Discarded})
    chips.push_back({state_label(l, one), address_of(one), one == state});
  std::optional<std::string> newest, older;
  if (before) newest = address_of(state);
  if (mails.next) older = address_of(state) + "&before=" + std::to_string(mails.next->value);
  ui::Page page;
  page.title = tr(l, "Mails to file");
  if (visit.request.query.text("done") == "discarded")
    page.notices = {{ui::Notice::Kind::Success, tr(l, "The mail was put aside.")}};
  page.content = el("div", {{"class", "toolbar"}}, ui::chips(tr(l, "State"), chips)) +
                 (mails.items.empty() ? empty_list(l, state) : table_of(l, mails.items)) + ui::pager(l, newest, older);
  return visit.page(page);
}

// ---- one of them

struct MailForm {
  std::string number, reason;
  ui::FieldErrors errors;
};

bool is_open(const ReceivedMailRow& mail) {
  return mail.state == MailState::Waiting || (mail.state == MailState::Automatic && !mail.claim);
}

Html facts_of(Language l, const ReceivedMailRow& mail) {
  std::vector<std::pair<std::string, Html>> items{
      {tr(l, "Sender"), sender_of(l, mail)},
      {tr(l, "Received on"), figures(ui::format_instant(l, mail.received_at))},
      {tr(l, "State"), state_label(l, mail.state)}};
  if (mail.sent_at) items.emplace_back(tr(l, "Sent on"), figures(ui::format_instant(l, *mail.sent_at)));
  if (mail.automatic != mail::Automatic::No)
    items.emplace_back(tr(l, "Taken for automatic"), automatic_label(l, mail.automatic));
  if (!mail.claim_number.empty())
    items.emplace_back(tr(l, "Claim"),
                       el("a", {{"href", "/claims/" + mail.claim_number + "#messages"}}, mail.claim_number));
  if (!mail.reason.empty()) items.emplace_back(tr(l, "Put aside because"), mail.reason);
  if (!mail.decided_by_name.empty()) items.emplace_back(tr(l, "Decided by"), mail.decided_by_name);
  return ui::facts(items);
}

Html remarks_of(Language l, const ReceivedMailRow& mail) {
  if (mail.remarks.empty()) return {};
  return el("h3", {}, tr(l, "Not taken from the mail:")) +
         el("ul", {}, ui::each(mail.remarks, [&](const Remark& remark) {
              return el("li", {}, el("strong", {}, remark.name), " – ", ui::tr_message(l, sentence_of(remark)));
            }));
}

Html filing_form(Visit& visit, const ReceivedMailRow& mail, const MailForm& form) {
  const Language l = visit.language();
  Html likely;
  for (const auto& number : likely_claims(visit.reader, mail.from_address, kLikelyClaims))
    likely += ui::button(ui::Weight::Secondary, number, {{"name", "likely"}, {"value", number}});
  if (!likely.empty())
    likely = el("p", {}, tr(l, "We wrote to this sender about:")) + el("div", {{"class", "message-buttons"}}, likely);
  return ui::card(
      tr(l, "File it with a claim"),
      ui::post_form(path_of(mail.id) + "/filing", visit.frame.csrf,
                    likely +
                        ui::text_field(l, {"number", tr(l, "Number of the claim"), form.number,
                                           tr(l, "RMA or reservation number"), form.errors.of("number"), false}) +
                        ui::button(ui::Weight::Primary, tr(l, "File with this claim")),
                    {{"class", "form"}, {"novalidate", true}}));
}

Html discarding_form(Visit& visit, const ReceivedMailRow& mail, const MailForm& form) {
  const Language l = visit.language();
  return ui::card(tr(l, "Put it aside"),
                  ui::post_form(path_of(mail.id) + "/discarding", visit.frame.csrf,
                                ui::text_field(l, {"reason", tr(l, "Why?"), form.reason,
                                                   tr(l, "Nothing is deleted: it stays under “Put aside”."),
                                                   form.errors.of("reason"), true}) +
                                    ui::button(ui::Weight::Danger, tr(l, "Put this mail aside")),
                                {{"class", "form"}, {"novalidate", true}}));
}

http::Response mail_page(Visit& visit, const ReceivedMailRow& mail, const MailForm& form, int status = 200) {
  const Language l = visit.language();
  const auto files = attachments::list_attachments(visit.reader, {kMailFiles, mail.id.value});
  ui::Page page;
  page.title = subject_of(l, mail);
  page.crumbs = {{tr(l, "Mails to file"), kPath}};
  const Html text = mail.text.empty() ? el("p", {{"class", "muted"}}, tr(l, "Without text."))
                                      : el("div", {{"class", "as-typed"}}, mail.text);
  const Html main =
      ui::card(tr(l, "The mail"), text + remarks_of(l, mail)) +
      ui::card(tr(l, "Attachments"), attachments::files_list(visit, files, {}, attachments::Editing::ReadOnly));
  Html aside = ui::card(tr(l, "About it"), facts_of(l, mail));
  if (is_open(mail)) aside = filing_form(visit, mail, form) + discarding_form(visit, mail, form) + aside;
  page.content =
      ui::error_summary(l, form.errors) + el("div", {{"class", "case"}}, el("div", {{"class", "case-main"}}, main),
                                             el("aside", {{"class", "case-aside"}}, aside));
  return visit.page(page, status);
}

ReceivedMailRow named_mail(Visit& visit) {
  return require_received_mail(visit.reader, visit.request.path_id<ReceivedMailId>("id"));
}

http::Response show_mail(Visit& visit) { return mail_page(visit, named_mail(visit), {}); }

http::Response file(Visit& visit) {
  const auto mail = named_mail(visit);
  const auto fields = visit.request.form();
  const auto likely = fields.text("likely");
  MailForm form{std::string(likely.empty() ? fields.text("number") : likely), "", {}};
  const auto number = file_mail(visit.database, visit.viewer, mail.id, form.number, visit.now);
  if (number) return http::Response::redirect("/claims/" + *number + "#messages");
  form.errors = ui::errors_of(visit.language(), number.error());
  return mail_page(visit, mail, form, 422);
}

http::Response discard(Visit& visit) {
  const auto mail = named_mail(visit);
  MailForm form{"", std::string(visit.request.form().text("reason")), {}};
  const auto refusal = discard_mail(visit.database, visit.viewer, mail.id, form.reason, visit.now);
  if (!refusal) return http::Response::redirect(std::string(kPath) + "?done=discarded");
  form.errors = ui::errors_of(visit.language(), *refusal);
  return mail_page(visit, mail, form, 422);
}

std::vector<ui::NavEntry> navigation(db::Reader& reader, const accounts::Viewer& viewer, Language l) {
  if (!viewer.can(Right::DecideClaim)) return {};
  return {{tr(l, "Mails to file"), kPath, "inbox", count_waiting_mails(reader)}};
}

}  // namespace

void register_received_mail_pages(accounts::Site& site) {
  site.page(Method::Get, kPath, Right::DecideClaim, show_list);
  site.page(Method::Get, "/mails/{id}", Right::DecideClaim, show_mail);
  site.page(Method::Post, "/mails/{id}/filing", Right::DecideClaim, file);
  site.page(Method::Post, "/mails/{id}/discarding", Right::DecideClaim, discard);
  site.navigation("Claims & returns", navigation);
}

}  // namespace recours::claims
