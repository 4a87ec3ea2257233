#include "accounts/sign_in_page.h"

#include "accounts/page_words.h"
#include "accounts/settings.h"
#include "accounts/user_store.h"
#include "ui/hidden_field.h"

namespace recours::accounts {
namespace {

using namespace page_words;

Html credentials_form(Language language, const SignInForm& form) {
  ui::Field email{"email", tr(language, "E-mail address"), form.email, "", "", true};
  ui::Field password{"password", tr(language, "Password"), "", "", "", true};
  const bool email_known = !form.email.empty();
  return ui::post_form(
      "/sign-in", "",
      ui::hidden("next", form.next) +
          ui::text_field(language, email,
                         {{"type", "email"}, {"autocomplete", "username"}, {"autofocus", !email_known}}) +
          ui::text_field(language, password,
                         {{"type", "password"}, {"autocomplete", "current-password"}, {"autofocus", email_known}}) +
          ui::button(ui::Weight::Primary, tr(language, "Sign in")) +
          el("p", {}, ui::link_button(ui::Weight::Ghost, tr(language, "Forgotten your password?"), "/forgotten-password")));
}

// One form per person, so that a click signs in without a script.
Html demo_row(Language language, const User& user, const std::string& password, const std::string& next) {
  const std::string role = label_of(language, leading_role(user));
  const std::string detail = user.account ? role + " · " + user.account_name : role;
  const Html who = el("span", {{"class", "visually-hidden"}}, tr(language, "Sign in as {1}", user.name)) +
                   el("span", {{"class", "demo-name"}, {"aria-hidden", "true"}}, user.name) +
                   el("span", {{"class", "demo-role"}}, detail);
  return el(
      "li", {},
      ui::post_form("/sign-in", "",
                    ui::hidden("email", user.email) + ui::hidden("password", password) + ui::hidden("next", next) +
                        el("button", {{"class", "demo-login"}, {"type", "submit"}},
                           el("span", {{"class", "demo-who"}}, who), ui::icon("chevron-right"))));
}

// In the order of the roles.
Html demo_logins(const PublicVisit& visit, const std::string& password, const std::string& next) {
  const Language language = visit.language();
  const auto users = list_users(visit.reader);
  Html rows;
  for (const Role role : all_roles()) {
    for (const User& user : users) {
      if (is_active(user, paris_day(visit.now)) && !user.roles.empty() && leading_role(user) == role) {
        rows += demo_row(language, user, password, next);
      }
    }
  }
  if (rows.empty()) return {};
  return el("section", {{"class", "demo"}}, el("h2", {}, tr(language, "Demonstration")),
            el("p", {{"class", "muted"}}, tr(language, "Everybody here is invented. The password of all of them is:"), " ",
               el("code", {}, password)),
            el("ul", {{"class", "demo-logins"}}, rows));
}

}  // namespace

http::Response sign_in_page(const PublicVisit& visit, const SiteOptions& options, const SignInForm& form, int status) {
  const Language language = visit.language();
  ui::Page page;
  page.title = tr(language, "Sign in");
  if (form.unsaved) {
    page.notices.push_back({ui::Notice::Kind::Warning,
                            tr(language, "Your session had ended: nothing was saved. Sign in and send the form again.")});
  }
  if (form.password_chosen) {
    page.notices.push_back({ui::Notice::Kind::Success,
                            tr(language, "Your password is chosen and all your sessions have ended. Sign in with it.")});
  }
  if (form.refusal) page.notices.push_back({ui::Notice::Kind::Danger, ui::tr_message(language, *form.refusal)});
  page.content = el("div", {{"class", "credentials"}}, credentials_form(language, form));
  const auto password = options.demo_logins ? find_setting(visit.reader, "demo_password") : std::nullopt;
  if (password) page.content += demo_logins(visit, *password, form.next);
  return visit.page(page, status);
}

}  // namespace recours::accounts
