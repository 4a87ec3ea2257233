#include "accounts/password_pages.h"

#include "accounts/account_key_actions.h"
#include "accounts/page_words.h"
#include "accounts/retry_after.h"
#include "ui/hidden_field.h"

namespace recours::accounts {
namespace {

using namespace page_words;

Html back_to_sign_in(Language l) { return el("p", {}, ui::link_button(ui::Weight::Ghost, tr(l, "Back to sign-in"), "/sign-in")); }

// ---- asking for a link

struct AskForm {
  std::string email;
  std::optional<Message> refusal;
};

Html ask_form(Language l, const AskForm& form) {
  const ui::Field email{"email", tr(l, "E-mail address"), form.email, "", "", true};
  return el("p", {}, tr(l, "Type the address of your account: we send you a link to choose a new password.")) +
         ui::post_form(
             "/forgotten-password", "",
             ui::text_field(l, email, {{"type", "email"}, {"autocomplete", "username"}, {"autofocus", true}}) +
                 ui::button(ui::Weight::Primary, tr(l, "Send me a link")));
}

Html cannot_send(Language l) {
  return el("p", {}, tr(l, "This installation cannot send links yet. Ask your administrator for a new password."));
}

Html sent(Language l) {
  return el("p", {}, tr(l, "If an account has this address, a link is on its way. It works once, for an hour.")) +
         el("p", {}, tr(l, "Nothing in your mailbox after a few minutes? Look among unwanted mail, then ask again."));
}

Response ask_page(const PublicVisit& visit, const Site& site, const AskForm& form, int status = 200) {
  const Language l = visit.language();
  ui::Page page;
  page.title = tr(l, "Forgotten password");
  if (form.refusal) page.notices.push_back({ui::Notice::Kind::Danger, ui::tr_message(l, *form.refusal)});
  Html body = visit.request.query.text("done") == "sent" ? sent(l)
              : site.options().public_url.empty()        ? cannot_send(l)
                                                         : ask_form(l, form);
  page.content = el("div", {{"class", "credentials"}}, std::move(body), back_to_sign_in(l));
  return visit.page(page, status);
}

Response ask_from_form(PublicVisit& visit, const Site& site) {
  const auto fields = visit.request.form();
  AskForm form{std::string(fields.text("email")), {}};
  if (site.options().public_url.empty()) return ask_page(visit, site, form, 422);
  const auto until = ask_for_password(visit.database, form.email, visit.request.client_address, visit.now);
  if (!until) return Response::redirect("/forgotten-password?done=sent");
  form.refusal = msg("Too many links were asked for. Ask again from {1} on.", *until);
  auto response = ask_page(visit, site, form, 429);
  set_retry_after(response, *until, visit.now);
  return response;
}

// ---- choosing

struct ChoiceForm {
  std::string key;
  ui::FieldErrors errors;
};

// R-112 No page is told the key by the address of this one.
Response without_key_in_referrer(Response response) {
  response.set("Referrer-Policy", "strict-origin");
  return response;
}

Html password_field(Language l, const char* name, std::string label, std::string help, const ui::FieldErrors& errors) {
  return ui::text_field(l, {name, std::move(label), "", std::move(help), errors.of(name), true},
                        {{"type", "password"}, {"autocomplete", "new-password"}});
}

Html choice_form(Language l, const KeyHolder& holder, const ChoiceForm& form) {
  return ui::error_summary(l, form.errors) + el("p", {}, tr(l, "For the account {1}.", holder.user.email)) +
         ui::post_form("/choose-password", "",
                       ui::hidden("key", form.key) +
                           // Lets password managers know whose it is.
                           el("input", {{"type", "email"},
                                        {"value", holder.user.email},
                                        {"autocomplete", "username"},
                                        {"hidden", true},
                                        {"readonly", true}}) +
                           password_field(l, "password", tr(l, "New password"),
                                          tr(l, "12 to 128 characters; a sentence is a good one."), form.errors) +
                           password_field(l, "repeated_password", tr(l, "New password, once more"), "", form.errors) +
                           ui::button(ui::Weight::Primary, tr(l, "Choose this password")));
}

Html expired(Language l) {
  return el("p", {}, tr(l, "This link has expired or was used already. Ask for another one.")) +
         el("p", {}, ui::link_button(ui::Weight::Primary, tr(l, "Ask for another link"), "/forgotten-password"));
}

Response choice_page(const PublicVisit& visit, const ChoiceForm& form, int status = 200) {
  const Language l = visit.language();
  const auto holder = find_key_holder(visit.reader, form.key, visit.now);
  ui::Page page;
  page.title = holder && holder->purpose == KeyPurpose::Invitation ? tr(l, "Welcome: choose your password")
                                                                   : tr(l, "Choose a new password");
  page.content =
      el("div", {{"class", "credentials"}}, holder ? choice_form(l, *holder, form) : expired(l), back_to_sign_in(l));
  return without_key_in_referrer(visit.page(page, holder ? status : 410));
}

Response choose_from_form(PublicVisit& visit) {
  const auto fields = visit.request.form();
  const PasswordChoice choice{std::string(fields.text("key")), std::string(fields.text("password")),
                              std::string(fields.text("repeated_password"))};
  const auto chosen = choose_password(visit.database, choice, visit.request.client_address, visit.now);
  if (chosen) return Response::redirect("/sign-in?done=password");
  ChoiceForm form{choice.key, {}};
  for (const auto& field : chosen.error().fields) {
    form.errors.items.emplace_back(field.field, ui::tr_message(visit.language(), field.message));
  }
  return choice_page(visit, form, 422);
}

}  // namespace

void register_password_pages(Site& site) {
  site.open_page(Method::Get, "/forgotten-password", [&site](PublicVisit& visit) { return ask_page(visit, site, {}); });
  site.open_page(Method::Post, "/forgotten-password",
                 [&site](PublicVisit& visit) { return ask_from_form(visit, site); });
  site.open_page(Method::Get, "/choose-password", [](PublicVisit& visit) {
    return choice_page(visit, {std::string(visit.request.query.text("key")), {}});
  });
  site.open_page(Method::Post, "/choose-password", choose_from_form);
}

}  // namespace recours::accounts
