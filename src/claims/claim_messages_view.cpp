#include "claims/claim_messages_view.h"

#include "accounts/page_words.h"
#include "accounts/random_key.h"
#include "accounts/user_store.h"
#include "attachments/attachment_store.h"
#include "attachments/attachment_view.h"
#include "base/text.h"
#include "claims/claim_files.h"
#include "claims/claim_store.h"
#include "claims/message_actions.h"
#include "ui/hidden_field.h"

namespace recours::claims {

using namespace page_words;

namespace {

constexpr int kShown = 10;

std::string class_of(const ClaimMessage& message) {
  if (message.kind != MessageKind::Message) return "message message-internal";
  return message.side == Side::Staff ? "message message-staff" : "message message-reseller";
}

Html kind_badge(Language l, const ClaimMessage& message) {
  switch (message.kind) {
    case MessageKind::Note: return ui::badge(ui::Tone::Warning, tr(l, "Internal note"));
    case MessageKind::Unexpected: return ui::badge(ui::Tone::Danger, tr(l, "Unexpected sender"));
    case MessageKind::Automatic: return ui::badge(ui::Tone::Neutral, tr(l, "Automatic"));
    case MessageKind::Message: break;
  }
  return {};
}

// Whether the other side saw it, and whether it is new to this one.
Html reading_of(Visit& visit, const ClaimMessage& message) {
  const Language l = visit.language();
  const bool is_own_side = message.side == side_of(visit.viewer);
  if (!is_own_side) return message.read_at ? Html() : ui::badge(ui::Tone::Accent, tr(l, "New"));
  if (message.kind != MessageKind::Message) return {};
  return el("span", {{"class", "muted"}},
            message.read_at ? tr(l, "read on {1}", ui::format_instant(l, *message.read_at)) : tr(l, "not read yet"));
}

Html head_of(Visit& visit, const ClaimMessage& message) {
  const Language l = visit.language();
  const std::string side = message.side == Side::Staff ? tr(l, "The department") : tr(l, "Reseller");
  return el("p", {{"class", "message-head"}}, el("strong", {}, message.author_name),
            el("span", {{"class", "muted"}}, side),
            el("span", {{"class", "num"}}, ui::format_instant(l, message.written_at)),
            ui::when(message.mail.has_value(), el("span", {{"class", "muted"}}, tr(l, "by mail"))),
            kind_badge(l, message), reading_of(visit, message));
}

Html remarks_of(Language l, const ClaimMessage& message) {
  if (message.remarks.empty()) return {};
  return el("div", {{"class", "message-remarks"}}, el("p", {}, tr(l, "Not taken from the mail:")),
            el("ul", {}, ui::each(message.remarks, [&](const Remark& remark) {
                 return el("li", {}, el("strong", {}, remark.name), " – ", ui::tr_message(l, sentence_of(remark)));
               })));
}

// The mail as it came, for staff who decide.
Html original_of(Visit& visit, const ClaimMessage& message) {
  if (!message.mail || side_of(visit.viewer) != Side::Staff || !visit.viewer.can(Right::DecideClaim)) return {};
  Html links;
  for (const auto& file : attachments::list_attachments(visit.reader, {kMailFiles, message.mail->value})) {
    if (file.type != attachments::FileType::Eml) continue;
    links += el("p", {},
                el("a", {{"href", "/attachments/" + std::to_string(file.id.value)}}, ui::icon("mail"),
                   tr(visit.language(), "Original mail")));
  }
  return links;
}

Html acceptance_of(Visit& visit, const Claim& claim, const ClaimMessage& message) {
  const Language l = visit.language();
  if (message.accepted_at) {
    return el("p", {{"class", "muted small"}},
              tr(l, "Accepted by {1} on {2}", message.accepted_by_name, ui::format_instant(l, *message.accepted_at)));
  }
  if (message.kind != MessageKind::Unexpected && message.kind != MessageKind::Automatic) return {};
  const std::string path = messages_path(claim) + "/" + std::to_string(message.id.value) + "/acceptance";
  const Html why =
      el("p", {{"class", "small"}},
         message.kind == MessageKind::Automatic
             ? tr(l, "A machine seems to have written this: the reseller does not see it, and nobody was told.")
             : tr(l, "This address is no contact of the claim: the reseller does not see the message."));
  if (!visit.viewer.can(Right::DecideClaim)) return why;
  return why + ui::post_form(path, visit.frame.csrf,
                             ui::button(ui::Weight::Secondary, tr(l, "Accept as a message of the reseller")));
}

Html message_of(Visit& visit, const Claim& claim, const ClaimMessage& message) {
  const Language l = visit.language();
  const Html text = message.text.empty() ? el("p", {{"class", "muted"}}, tr(l, "Without text."))
                                         : el("div", {{"class", "as-typed"}}, message.text);
  const bool is_for_staff = side_of(visit.viewer) == Side::Staff;
  Html files;
  if (!message.files.empty())
    files = attachments::files_list(visit, message.files, piece_kinds(), attachments::Editing::ReadOnly);
  return el("article", {{"class", class_of(message)}, {"id", "message-" + std::to_string(message.id.value)}},
            head_of(visit, message), text, files, remarks_of(l, message), original_of(visit, message),
            ui::when(is_for_staff, acceptance_of(visit, claim, message)));
}

Html buttons_of(Visit& visit) {
  const Language l = visit.language();
  const bool notes = may_note(visit.viewer);
  Html buttons = ui::button(ui::Weight::Ghost, ui::icon("paperclip") + tr(l, "Join files…"),
                            {{"name", "step"}, {"value", "files"}});
  if (notes)
    buttons += ui::button(ui::Weight::Secondary, ui::icon("lock") + tr(l, "Keep as an internal note"),
                          {{"name", "audience"}, {"value", "staff"}});
  return ui::button(ui::Weight::Primary,
                    ui::icon("send") + (notes ? tr(l, "Send to the reseller") : tr(l, "Send the message"))) +
         buttons;
}

Html form_of(Visit& visit, const Claim& claim) {
  if (!may_write(visit.viewer)) return {};
  const Language l = visit.language();
  if (is_archived(visit.reader, claim, visit.today()))
    return el("p", {{"class", "muted"}}, ui::tr_message(l, archived_sentence()));
  const std::string help = may_note(visit.viewer)
                               ? tr(l, "The contacts of the claim receive it by mail; an internal note stays here.")
                               : tr(l, "The department receives it by mail.");
  return ui::post_form(messages_path(claim), visit.frame.csrf,
                       ui::hidden("idempotency_key", accounts::random_key()) +
                           ui::text_area(l, {"text", tr(l, "Your message"), "", help, "", false}, 4) +
                           el("div", {{"class", "message-buttons"}}, buttons_of(visit)),
                       {{"class", "message-form"}, {"novalidate", true}});
}

Html done_notice(const Visit& visit) {
  const Language l = visit.language();
  const auto done = visit.request.query.text("done");
  if (done == "message") return ui::notice(ui::Tone::Success, tr(l, "Your message was sent."));
  if (done == "note") return ui::notice(ui::Tone::Success, tr(l, "Your note was kept: only staff reads it."));
  if (done == "accepted")
    return ui::notice(ui::Tone::Success, tr(l, "The message was accepted: the reseller sees it now."));
  return {};
}

}  // namespace

std::string messages_path(const Claim& claim) { return "/claims/" + claim.number + "/messages"; }

Html message_list(Visit& visit, const Claim& claim, const std::vector<ClaimMessage>& messages) {
  return el("div", {{"class", "messages"}},
            ui::each(messages, [&](const ClaimMessage& message) { return message_of(visit, claim, message); }));
}

Html unread_badge(Language l, std::int64_t count) {
  return count == 0 ? Html() : ui::badge(ui::Tone::Accent, ui::trn(l, "{1} new message", "{1} new messages", count));
}

Html failing_notice(Visit& visit, const Claim& claim) {
  if (side_of(visit.viewer) != Side::Staff) return {};
  const Language l = visit.language();
  std::vector<std::string> addresses;
  for (const auto& contact : contacts_of(list_claim_lines(visit.reader, {claim.id})))
    addresses.push_back(accounts::email_key(contact.email));
  Html notices;
  for (const auto& [address, since] : failing_addresses(visit.reader, addresses)) {
    notices +=
        ui::notice(ui::Tone::Warning, tr(l, "Our mails to {1} have come back since {2}: ask for another address.",
                                         address, ui::format_instant(l, since)));
  }
  return notices;
}

Html messages_card(Visit& visit, const Claim& claim) {
  const Language l = visit.language();
  const auto page = list_messages(visit.reader, visit.viewer, claim.id, {}, kShown);
  const auto unread = unread_messages(visit.reader, visit.viewer, {claim.id});
  Html body = done_notice(visit) + failing_notice(visit, claim) + form_of(visit, claim);
  if (page.items.empty())
    body += el("p", {{"class", "muted"}}, tr(l, "No message yet."));
  else
    body += message_list(visit, claim, page.items);
  const Html all =
      page.next ? ui::link_button(ui::Weight::Secondary, tr(l, "All messages"), messages_path(claim)) : Html();
  const Html title = Html(tr(l, "Messages")) + " " + unread_badge(l, unread.empty() ? 0 : unread.begin()->second);
  if (!unread.empty()) read_messages(visit.database, visit.viewer, claim.id, visit.now);
  return el("div", {{"id", "messages"}}, ui::card(title, body, all));
}

}  // namespace recours::claims
