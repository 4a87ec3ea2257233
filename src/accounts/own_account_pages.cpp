#include "accounts/own_account_pages.h"

#include "accounts/cookies.h"
#include "accounts/mail_choice_form.h"
#include "accounts/own_access_actions.h"
#include "accounts/own_access_store.h"
#include "accounts/own_password_actions.h"
#include "accounts/page_words.h"
#include "accounts/random_key.h"
#include "accounts/second_factor_pages.h"
#include "accounts/user_actions.h"
#include "base/catalogue_key.h"
#include "base/text.h"
#include "ui/done_notice.h"
#include "ui/refusal_errors.h"

namespace recours::accounts {
namespace {

using namespace page_words;

constexpr const char* kPath = "/account";
constexpr const char* kTokenPassword = "token_password";  // the page has another field for the password in force

// What a form brought back: errors by field, and a token that is shown this once.
struct Shown {
  ui::FieldErrors password_errors, token_errors;
  std::string token_name, token_expires_on;
  TokenScope token_scope = TokenScope::Read;
  std::string new_token;
  std::vector<ui::Notice> notices;
};

Html identity_card(const Visit& visit) {
  const Language l = visit.language();
  std::vector<std::string> roles;
  for (const Role role : visit.viewer.roles) roles.push_back(label_of(l, role));
  return ui::card(tr(l, "Who you are"), ui::facts({{tr(l, "Name"), visit.viewer.name},
                                                   {tr(l, "E-mail address"), visit.viewer.email},
                                                   {tr(l, "Roles"), join(roles, ", ")}}));
}

Html password_field(Language l, const char* name, std::string label, const ui::FieldErrors& errors,
                    const char* autocomplete, std::string help = {}) {
  return ui::text_field(l, {name, std::move(label), "", std::move(help), errors.of(name), true},
                        {{"type", "password"}, {"autocomplete", autocomplete}});
}

Html password_card(const Visit& visit, const ui::FieldErrors& errors) {
  const Language l = visit.language();
  const Html form = ui::post_form(
      "/account/password", visit.frame.csrf,
      ui::error_summary(l, errors) +
          password_field(l, "current_password", tr(l, "Password in force"), errors, "current-password") +
          password_field(l, "password", tr(l, "New password"), errors, "new-password",
                         tr(l, "12 to 128 characters; a sentence is a good one.")) +
          password_field(l, "repeated_password", tr(l, "New password, once more"), errors, "new-password") +
          el("div", {{"class", "cluster"}}, ui::button(ui::Weight::Primary, tr(l, "Change the password"))),
      {{"class", "form"}});
  return ui::card(tr(l, "Password"),
                  el("p", {{"class", "muted"}}, tr(l, "Changing it ends your sessions on all other devices.")) + form);
}

Html ending_button(const Visit& visit, const OpenSession& session) {
  const Language l = visit.language();
  const auto device = device_of(session.user_agent);
  return ui::post_form(
      "/account/sessions/" + session.key + "/end", visit.frame.csrf,
      ui::button(ui::Weight::Secondary, tr(l, "End"),
                 {{"aria-label", tr(l, "End the session of {1}", device.empty() ? session.address : device)}}));
}

Html sessions_card(const Visit& visit) {
  const Language l = visit.language();
  const auto own = token_hash(session_token(visit.request).value_or(""));
  const auto sessions = list_sessions(visit.reader, visit.viewer.id, visit.now);
  ui::Table table;
  table.caption = tr(l, "Open sessions");
  table.columns = {{tr(l, "Device"), ui::Column::Kind::Text, ""},
                   {tr(l, "Network address"), ui::Column::Kind::Text, ""},
                   {tr(l, "Signed in"), ui::Column::Kind::Date, ""},
                   {tr(l, "Last seen"), ui::Column::Kind::Date, ""},
                   {tr(l, "Actions"), ui::Column::Kind::Actions, ""}};
  for (const auto& session : sessions) {
    const auto device = device_of(session.user_agent);
    table.rows.push_back(
        {{device.empty() ? tr(l, "Unknown device") : device, session.address, ui::format_instant(l, session.created_at),
          ui::format_instant(l, session.seen_at),
          session.token_hash == own ? ui::badge(ui::Tone::Info, tr(l, "This session")) : ending_button(visit, session)},
         ""});
  }
  Html footer;
  if (sessions.size() > 1) {
    footer = ui::post_form("/account/sessions/end-others", visit.frame.csrf,
                           ui::button(ui::Weight::Secondary, tr(l, "End all other sessions")));
  }
  return ui::card(tr(l, "Open sessions"), ui::table(table), footer);
}

Html token_table(const Visit& visit, const std::vector<GivenToken>& tokens) {
  const Language l = visit.language();
  ui::Table table;
  table.caption = tr(l, "API tokens");
  table.columns = {{tr(l, "Name"), ui::Column::Kind::Text, ""},
                   {tr(l, "May"), ui::Column::Kind::Text, ""},
                   {tr(l, "Last day"), ui::Column::Kind::Date, ""},
                   {tr(l, "Last used"), ui::Column::Kind::Date, ""},
                   {tr(l, "Actions"), ui::Column::Kind::Actions, ""}};
  const auto day = [&](const std::optional<Date>& date, const std::string& otherwise) {
    return date ? ui::format_date(l, *date) : otherwise;
  };
  for (const auto& token : tokens) {
    table.rows.push_back(
        {{token.name, token.read_only ? tr(l, "Read") : tr(l, "Read and write"), day(token.expires_on, tr(l, "None")),
          day(token.last_used_on, tr(l, "Never")),
          ui::post_form(
              "/account/tokens/" + std::to_string(token.id.value) + "/revocation", visit.frame.csrf,
              ui::button(ui::Weight::Danger, tr(l, "Revoke"), {{"aria-label", tr(l, "Revoke {1}", token.name)}}))},
         ""});
  }
  return ui::table(table);
}

Html token_form(const Visit& visit, const Shown& shown) {
  const Language l = visit.language();
  const auto& errors = shown.token_errors;
  return ui::post_form(
      "/account/tokens", visit.frame.csrf,
      ui::error_summary(l, errors) +
          ui::text_field(l, {"name", tr(l, "Name"), shown.token_name, tr(l, "Which program it is for."),
                             errors.of("name"), true}) +
          ui::radio_field(l, {"scope", tr(l, "It may"), shown.token_scope == TokenScope::Write ? "write" : "read"},
                          {{"read", tr(l, "Read")}, {"write", tr(l, "Read and write")}}) +
          ui::text_field(l,
                         {"expires_on", tr(l, "Last day"), shown.token_expires_on,
                          tr(l, "Left empty: until it is revoked."), errors.of("expires_on")},
                         {{"type", "date"}}) +
          password_field(l, kTokenPassword, tr(l, "Password in force"), errors, "current-password") +
          el("div", {{"class", "cluster"}}, ui::button(ui::Weight::Secondary, tr(l, "Create a token"))),
      {{"class", "form"}});
}

Html tokens_card(const Visit& visit, const Shown& shown) {
  const Language l = visit.language();
  const auto tokens = list_tokens(visit.reader, visit.viewer.id, visit.today());
  Html body = el("p", {{"class", "muted"}},
                 tr(l, "With a token a program of yours may do through the API what you may do here."));
  if (!shown.new_token.empty()) {
    body += ui::notice(ui::Tone::Success, el("p", {}, tr(l, "Copy this token now: it is shown only this once.")) +
                                              el("p", {}, ui::copyable(l, shown.new_token)));
  }
  if (!tokens.empty()) body += token_table(visit, tokens);
  return ui::card(tr(l, "API tokens"), body + el("details", {{"open", !shown.token_errors.empty()}},
                                                 el("summary", {}, tr(l, "New token")), token_form(visit, shown)));
}

Html mails_card(const Visit& visit) {
  if (!chooses_mails(visit.viewer)) return {};
  const Language l = visit.language();
  return ui::card(tr(l, "Mails"),
                  mail_choice_form(visit, "/account/mails", unwanted_mails(visit.reader, visit.viewer.id),
                                   {tr(l, "I want to receive"),
                                    tr(l, "Confirmations of your claims and mails about your access always arrive."),
                                    tr(l, "Save my choice")}));
}

constexpr ui::DoneWord kDone[]{
    {"password", key("Your password was changed. Your other sessions have ended.")},
    {"session", key("The session has ended.")},
    {"sessions", key("All your other sessions have ended.")},
    {"mails", key("Your choice of mails was saved.")},
    {"revoked", key("The token was revoked: it no longer answers.")},
};

Response account_page(const Visit& visit, const Shown& shown, int status = 200) {
  ui::Page page;
  page.title = tr(visit.language(), "My account");
  page.notices = shown.notices.empty() ? done_notices(visit.language(), visit.request, kDone) : shown.notices;
  page.content = identity_card(visit) + password_card(visit, shown.password_errors) + second_factor_card(visit) + mails_card(visit) +
                 sessions_card(visit) + tokens_card(visit, shown);
  return visit.page(page, status);
}

Response done(const char* what) { return Response::redirect(std::string(kPath) + "?done=" + what); }

Origin origin_of(const http::Request& request) {
  return {request.client_address, std::string(request.header("user-agent")), session_token(request)};
}

Response change_password_from_form(Visit& visit) {
  const auto fields = visit.request.form();
  const PasswordChange change{std::string(fields.text("current_password")), std::string(fields.text("password")),
                              std::string(fields.text("repeated_password"))};
  const auto refused =
      change_password(visit.database, visit.viewer, change, origin_of(visit.request), visit.now);
  if (!refused) return done("password");
  Shown shown;
  shown.password_errors = errors_of(visit.language(), refused->refusal);
  return account_page(visit, shown, refused->again_at ? 429 : 422);
}

Response choose_mails_from_form(Visit& visit) {
  choose_mails(visit.database, visit.viewer, wanted_mails(visit.request.form()), visit.now);
  return done("mails");
}

Response end_session_from_form(Visit& visit) {
  end_session(visit.database, visit.viewer, visit.request.path_value("key"), visit.now);
  return done("session");
}

Response end_others_from_form(Visit& visit) {
  end_other_sessions(visit.database, visit.viewer, session_token(visit.request).value_or(""), visit.now);
  return done("sessions");
}

Response create_token_from_form(Visit& visit) {
  const auto fields = visit.request.form();
  Shown shown;
  shown.token_name = std::string(fields.text("name"));
  shown.token_expires_on = std::string(fields.text("expires_on"));
  shown.token_scope = fields.text("scope") == "write" ? TokenScope::Write : TokenScope::Read;
  const auto expires_on = Date::parse(shown.token_expires_on);
  if (!shown.token_expires_on.empty() && !expires_on) {
    shown.token_errors.items.emplace_back("expires_on", tr(visit.language(), "Write the date like 31/12/2026."));
    return account_page(visit, shown, 422);
  }
  // R-119 A token opens what the session opens, for longer.
  if (const auto refused = ask_own_password(visit.database, visit.viewer, std::string(fields.text(kTokenPassword)),
                                            origin_of(visit.request), visit.now)) {
    shown.token_errors = errors_of(visit.language(), refused->refusal);
    for (auto& [field, sentence] : shown.token_errors.items) {
      if (field == "current_password") field = kTokenPassword;
    }
    return account_page(visit, shown, refused->again_at ? 429 : 422);
  }
  const auto token = create_token(visit.database, visit.viewer.actor(),
                                  {visit.viewer.id, shown.token_name, shown.token_scope, expires_on}, visit.now);
  if (!token) {
    shown.token_errors = errors_of(visit.language(), token.error());
    return account_page(visit, shown, 422);
  }
  Shown created;
  created.new_token = *token;
  created.notices = {{ui::Notice::Kind::Success, tr(visit.language(), "The token was created.")}};
  return account_page(visit, created);
}

Response revoke_token_from_form(Visit& visit) {
  revoke_token(visit.database, visit.viewer, visit.request.path_id<ApiTokenId>("id"), visit.now);
  return done("revoked");
}

}  // namespace

void register_own_account(Site& site) {
  site.page(Method::Get, kPath, [](Visit& visit) { return account_page(visit, {}); });
  site.page(Method::Post, "/account/password", change_password_from_form);
  site.page(Method::Post, "/account/mails", choose_mails_from_form);
  site.page(Method::Post, "/account/sessions/end-others", end_others_from_form);
  site.page(Method::Post, "/account/sessions/{key}/end", end_session_from_form);
  site.page(Method::Post, "/account/tokens", create_token_from_form);
  site.page(Method::Post, "/account/tokens/{id}/revocation", revoke_token_from_form);
}

}  // namespace recours::accounts
