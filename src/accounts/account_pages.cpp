#include "accounts/account_pages.h"

#include "accounts/cookies.h"
#include "accounts/own_account_pages.h"
#include "accounts/password_pages.h"
#include "accounts/retry_after.h"
#include "accounts/second_factor_pages.h"
#include "accounts/session_actions.h"
#include "accounts/sign_in_code_pages.h"
#include "accounts/sign_in_page.h"
#include "accounts/user_actions.h"
#include "ui/components.h"

namespace recours::accounts {
namespace {

using http::Method;
using http::Response;
using ui::tr;

std::string local_or(std::string_view path, std::string_view otherwise) {
  return std::string(http::is_local_path(path) ? path : otherwise);
}

// Where the person wanted to go, else home.
std::string landing(const http::Fields& fields) { return local_or(fields.text("next"), "/"); }

Origin origin_of(const http::Request& request) {
  return {request.client_address, std::string(request.header("user-agent")), session_token(request)};
}

Response show_sign_in(PublicVisit& visit, const Site& site) {
  if (visit.viewer) return Response::redirect(landing(visit.request.query));
  SignInForm form;
  form.next = landing(visit.request.query);
  form.unsaved = visit.request.query.has("unsaved");
  if (visit.request.query.text("done") == "expired") {
    form.refusal = msg("Sign in again: the code was waited for too long.");
  }
  form.password_chosen = visit.request.query.text("done") == "password";
  return sign_in_page(visit, site.options(), form);
}

Response sign_in_from_form(PublicVisit& visit, const Site& site) {
  const auto fields = visit.request.form();
  const auto opened = sign_in(visit.database, fields.text("email"), std::string(fields.text("password")),
                              origin_of(visit.request), visit.now);
  if (opened) {
    auto response = Response::redirect(landing(fields));
    set_session_cookie(response, visit.request, opened->token);
    return response;
  }
  if (opened.error().pending_token) return to_code_page(visit.request, *opened.error().pending_token, landing(fields));
  SignInForm form;
  form.email = std::string(fields.text("email"));
  form.next = landing(fields);
  form.refusal = opened.error().refusal.message;
  auto response = sign_in_page(visit, site.options(), form, opened.error().again_at ? 429 : 422);
  if (const auto again_at = opened.error().again_at) set_retry_after(response, *again_at, visit.now);
  return response;
}

// Open, so that leaving a session that has just ended is no detour through the sign-in page.
Response sign_out_from_form(PublicVisit& visit) {
  auto response = Response::redirect("/sign-in");
  clear_session_cookie(response, visit.request);
  if (!visit.viewer) return response;
  require_csrf(visit.request, visit.frame.csrf);
  if (const auto session = find_session(visit.reader, session_token(visit.request).value_or(""), visit.now)) {
    sign_out(visit.database, *session, *visit.viewer, visit.now);
  }
  return response;
}

Response choose_language_from_form(PublicVisit& visit) {
  const auto fields = visit.request.form();
  const ui::Language language = ui::language_of(fields.text("language"));
  auto response = Response::redirect(local_or(fields.text("back"), "/"));
  // The cookie keeps the choice for the sign-in page after the session.
  set_preference_cookie(response, visit.request, "language", ui::code_of(language));
  if (visit.viewer) {
    require_csrf(visit.request, visit.frame.csrf);
    choose_language(visit.database, *visit.viewer, language, visit.now);
  }
  return response;
}

Response choose_theme_from_form(PublicVisit& visit) {
  const auto fields = visit.request.form();
  const std::string theme(fields.text("theme"));
  if (theme != "auto" && theme != "light" && theme != "dark") throw Malformed("theme: auto, light or dark");
  auto response = Response::redirect(local_or(fields.text("back"), "/"));
  set_preference_cookie(response, visit.request, "theme", theme);
  if (visit.viewer) {
    require_csrf(visit.request, visit.frame.csrf);
    choose_theme(visit.database, *visit.viewer, theme, visit.now);
  }
  return response;
}

Response go_home(Visit& visit, const Site& site) {
  if (const auto path = site.home_of(visit.viewer)) return Response::redirect(*path);
  ui::Page page;
  page.title = tr(visit.language(), "Welcome, {1}", visit.viewer.name);
  page.content = ui::empty_state(
      "home", tr(visit.language(), "Nothing is waiting for you here"),
      tr(visit.language(), "What your role may open stands in the menu. If you miss something, ask an administrator of "
                           "your organisation."));
  return visit.page(page);
}

}  // namespace

void register_accounts(Site& site) {
  site.open_page(Method::Get, "/sign-in", [&site](PublicVisit& visit) { return show_sign_in(visit, site); });
  site.open_page(Method::Post, "/sign-in", [&site](PublicVisit& visit) { return sign_in_from_form(visit, site); });
  site.open_page(Method::Post, "/sign-out", sign_out_from_form);
  site.open_page(Method::Post, "/preferences/language", choose_language_from_form);
  site.open_page(Method::Post, "/preferences/theme", choose_theme_from_form);
  register_password_pages(site);
  register_sign_in_code(site);
  register_own_account(site);
  register_second_factor(site);
  site.page(Method::Get, "/", [&site](Visit& visit) { return go_home(visit, site); });
}

}  // namespace recours::accounts
