#include "jobs/outbox_pages.h"

#include "accounts/list_request.h"
#include "accounts/page_words.h"
#include "jobs/outbox_actions.h"
#include "mail/confidential.h"
#include "mail/outbox.h"

namespace recours::jobs {
namespace {

using namespace page_words;
using mail::OutboxMessage;

std::string title_of(Language language, OutboxKind kind) {
  return kind == OutboxKind::Demo ? tr(language, "Demonstration mail") : tr(language, "Outgoing mail");
}

// Resellers read what is addressed to them, staff reads everything.
mail::OutboxFilter scope_of(const Viewer& viewer) {
  mail::OutboxFilter filter;
  if (viewer.account && !viewer.can(Right::SeeOutbox)) filter.recipient = viewer.email;
  return filter;
}

void require_access(const Viewer& viewer, OutboxKind kind) {
  if (kind == OutboxKind::Outgoing && !viewer.can(Right::SeeOutbox)) throw Forbidden();
}

struct StateLook {
  ui::Tone tone;
  std::string label;
};

StateLook look_of(Language language, const std::string& state) {
  if (state == "queued") return {ui::Tone::Info, tr(language, "Waiting")};
  if (state == "sending") return {ui::Tone::Info, tr(language, "Being sent")};
  if (state == "sent") return {ui::Tone::Success, tr(language, "Sent")};
  return {ui::Tone::Danger, tr(language, "Not sent")};
}

Html state_badge(Language language, const std::string& state) {
  const auto look = look_of(language, state);
  return ui::badge(look.tone, look.label);
}

std::string written(const mail::Address& address) {
  return address.name.empty() ? address.address : address.name + " <" + address.address + ">";
}

std::string path_of(mail::OutboxId id) { return "/outbox/" + std::to_string(id.value); }

ui::TableRow row_of(Language language, const OutboxMessage& message) {
  return {{message.mail.subject, message.mail.to.address, state_badge(language, message.state),
           ui::format_instant(language, message.sent_at.value_or(message.created_at)),
           ui::format_number(language, Decimal::of(message.attempts))},
          path_of(message.id)};
}

Html table_of(Language language, OutboxKind kind, const std::vector<OutboxMessage>& messages) {
  ui::Table table;
  table.caption = title_of(language, kind);
  table.columns = {{tr(language, "Subject"), ui::Column::Kind::Text, ""},
                   {tr(language, "Recipient"), ui::Column::Kind::Text, ""},
                   {tr(language, "State"), ui::Column::Kind::Text, ""},
                   {tr(language, "Date"), ui::Column::Kind::Date, ""},
                   {tr(language, "Attempts"), ui::Column::Kind::Number, ""}};
  for (const auto& message : messages) table.rows.push_back(row_of(language, message));
  return ui::table(table);
}

Html empty_list(Language language) {
  return ui::empty_state("mail", tr(language, "No mail yet"),
                         tr(language, "The confirmation of a claim, for example, appears here as soon as it is written."));
}

// What keeps the mail where it is, in one sentence.
Html explanation(Language language, OutboxKind kind) {
  if (kind != OutboxKind::Demo) return {};
  return ui::notice(ui::Tone::Info, tr(language, "No mail server is configured: nothing leaves this machine. "
                                                 "Here is what would have been sent."));
}

http::Response list_page(Visit& visit, OutboxKind kind) {
  require_access(visit.viewer, kind);
  const auto language = visit.language();
  const auto before = accounts::list_cursor<mail::OutboxId>(visit.request.query, "before");
  const auto list = mail::list_outbox(visit.reader, scope_of(visit.viewer), before);

  ui::Page page;
  page.title = title_of(language, kind);
  page.content = explanation(language, kind);
  if (list.messages.empty() && !before) {
    page.content += empty_list(language);
    return visit.page(page);
  }
  std::optional<std::string> newest_href;
  std::optional<std::string> older_href;
  if (before) newest_href = "/outbox";
  if (list.next) older_href = "/outbox?before=" + std::to_string(list.next->value);
  page.content += table_of(language, kind, list.messages);
  page.content += ui::pager(language, newest_href, older_href);
  return visit.page(page);
}

Html copies_of(const OutboxMessage& message) {
  return ui::each(message.mail.copies, [](const mail::Address& copy) { return el("div", {}, written(copy)); });
}

Html facts_of(Language language, const OutboxMessage& message) {
  std::vector<std::pair<std::string, Html>> items{{tr(language, "To"), written(message.mail.to)}};
  if (!message.mail.copies.empty()) items.emplace_back(tr(language, "Copy to"), copies_of(message));
  items.emplace_back(tr(language, "Written"), ui::format_instant(language, message.created_at));
  if (message.sent_at) items.emplace_back(tr(language, "Sent"), ui::format_instant(language, *message.sent_at));
  if (message.attempts > 0) {
    items.emplace_back(tr(language, "Attempts"), ui::format_number(language, Decimal::of(message.attempts)));
  }
  if (message.state == "queued" && message.attempts > 0) {
    items.emplace_back(tr(language, "Next attempt"), ui::format_instant(language, message.next_attempt_at));
  }
  if (!message.last_error.empty()) items.emplace_back(tr(language, "Answer of the mail server"), message.last_error);
  return ui::facts(items);
}

// The HTML as the recipient sees it, without scripts and without a way out of its frame.
Html preview_of(Language language, const OutboxMessage& message) {
  if (message.mail.html.empty()) return {};
  return el("iframe", {{"class", "mail-preview"}, {"title", tr(language, "The mail as the recipient sees it")},
                       {"sandbox", true}, {"src", path_of(message.id) + "/html"}, {"loading", "lazy"}}, Html());
}

// R-115 What opens an account is shown to nobody, its recipient included: an open session is not yet the person.
Html body_of(Language language, const OutboxMessage& message) {
  if (mail::is_confidential(message.mail)) {
    return ui::notice(ui::Tone::Info, tr(language, "This mail holds a personal link: only its recipient reads it."));
  }
  return ui::when(!message.mail.html.empty(),
                  ui::card(tr(language, "The mail as the recipient sees it"), preview_of(language, message))) +
         ui::card(tr(language, "The same without formatting"), el("pre", {{"class", "mail-text"}}, message.mail.text));
}

http::Response message_page(Visit& visit, OutboxKind kind) {
  require_access(visit.viewer, kind);
  const auto language = visit.language();
  const auto message = mail::require_outbox_message(visit.reader, visit.request.path_id<mail::OutboxId>("id"),
                                                    scope_of(visit.viewer));
  ui::Page page;
  page.title = message.mail.subject;
  page.lead = state_badge(language, message.state);
  page.crumbs = {{title_of(language, kind), "/outbox"}};
  const bool is_complete = !message.mail.text.empty() || !message.mail.html.empty();
  if (message.state == "parked" && is_complete && visit.viewer.can(Right::SeeOutbox)) {
    page.actions = ui::post_form(path_of(message.id) + "/retry", visit.frame.csrf,
                                 ui::button(ui::Weight::Primary, tr(language, "Try again")));
  }
  page.content = ui::card(tr(language, "Envelope"), facts_of(language, message));
  page.content += body_of(language, message);
  return visit.page(page);
}

http::Response html_body(Visit& visit, OutboxKind kind) {
  require_access(visit.viewer, kind);
  const auto message = mail::require_outbox_message(visit.reader, visit.request.path_id<mail::OutboxId>("id"),
                                                    scope_of(visit.viewer));
  if (mail::is_confidential(message.mail)) throw NotFound();
  auto response = http::Response::html(message.mail.html);
  // Mail needs its inline styles; nothing else may load, run or frame it.
  response.set("Content-Security-Policy",
               "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; "
               "frame-ancestors 'self'; sandbox");
  response.set("X-Frame-Options", "SAMEORIGIN");
  return response;
}

http::Response retry_message(Visit& visit) {
  const auto id = visit.request.path_id<mail::OutboxId>("id");
  mail::require_outbox_message(visit.reader, id, scope_of(visit.viewer));
  retry(visit.database, visit.viewer, id, visit.now);
  return http::Response::redirect(path_of(id));
}

void add_navigation(accounts::Site& site, OutboxKind kind) {
  site.navigation("Administration", [kind](db::Reader& reader, const Viewer& viewer, Language language) {
    std::vector<ui::NavEntry> entries;
    const bool sees_outbox = viewer.can(Right::SeeOutbox);
    if (kind == OutboxKind::Outgoing && !sees_outbox) return entries;
    std::optional<std::int64_t> parked;
    if (sees_outbox) parked = mail::count_unsent(reader).parked;
    entries.push_back({title_of(language, kind), "/outbox", "mail", parked});
    return entries;
  });
}

}  // namespace

void register_outbox(accounts::Site& site, OutboxKind kind) {
  site.page(http::Method::Get, "/outbox", [kind](Visit& visit) { return list_page(visit, kind); });
  site.page(http::Method::Get, "/outbox/{id}", [kind](Visit& visit) { return message_page(visit, kind); });
  site.page(http::Method::Get, "/outbox/{id}/html", [kind](Visit& visit) { return html_body(visit, kind); });
  site.page(http::Method::Post, "/outbox/{id}/retry", Right::SeeOutbox, retry_message);
  add_navigation(site, kind);
}

}  // namespace recours::jobs
