#include "accounts/sign_in_code_pages.h"

#include "accounts/cookies.h"
#include "accounts/page_words.h"
#include "accounts/retry_after.h"
#include "accounts/second_factor_actions.h"
#include "ui/hidden_field.h"

namespace recours::accounts {
namespace {

using namespace page_words;

constexpr const char* kPath = "/sign-in/code";

std::string next_of(const http::Fields& fields) {
  const auto next = fields.text("next");
  return std::string(http::is_local_path(next) ? next : "/");
}

std::optional<User> awaited(const PublicVisit& visit) {
  const auto token = pending_sign_in_token(visit.request);
  return token ? find_pending_sign_in(visit.reader, *token, visit.now) : std::nullopt;
}

Response code_page(const PublicVisit& visit, const std::string& next, const std::optional<Message>& refusal,
                   int status = 200) {
  const auto l = visit.language();
  ui::Page page;
  page.title = tr(l, "Two-step sign-in");
  if (refusal) page.notices.push_back({ui::Notice::Kind::Danger, ui::tr_message(l, *refusal)});
  const ui::Field code{"code", tr(l, "Code"),
                       "",     tr(l, "The 6 digits your application shows, or one of your recovery codes."),
                       "",     true};
  page.content = el("div", {{"class", "credentials"}},
                    ui::post_form(kPath, "",
                                  ui::hidden("next", next) +
                                      ui::text_field(l, code,
                                                     {{"autocomplete", "one-time-code"},
                                                      {"autocapitalize", "none"},
                                                      {"spellcheck", "false"},
                                                      {"maxlength", 30},
                                                      {"autofocus", true}}) +
                                      ui::button(ui::Weight::Primary, tr(l, "Sign in"))),
                    el("p", {}, ui::link_button(ui::Weight::Ghost, tr(l, "Back to sign-in"), "/sign-in")));
  return visit.page(page, status);
}

Response show_code(PublicVisit& visit) {
  if (!awaited(visit)) return Response::redirect("/sign-in");
  return code_page(visit, next_of(visit.request.query), {});
}

Response code_from_form(PublicVisit& visit) {
  const auto fields = visit.request.form();
  const Origin origin{visit.request.client_address, std::string(visit.request.header("user-agent")),
                      session_token(visit.request)};
  const auto opened = sign_in_with_code(visit.database, pending_sign_in_token(visit.request).value_or(""),
                                        fields.text("code"), origin, visit.now);
  if (opened) {
    auto response = Response::redirect(next_of(fields));
    set_session_cookie(response, visit.request, opened->token);
    clear_pending_sign_in_cookie(response, visit.request);
    return response;
  }
  const auto& refused = opened.error();
  if (refused.refusal.code == "sign_in_expired") return Response::redirect("/sign-in?done=expired");
  auto response = code_page(visit, next_of(fields), refused.refusal.message, refused.again_at ? 429 : 422);
  if (refused.again_at) set_retry_after(response, *refused.again_at, visit.now);
  return response;
}

}  // namespace

Response to_code_page(const http::Request& request, const std::string& pending_token, const std::string& next) {
  auto response = Response::redirect(next == "/" ? kPath : std::string(kPath) + "?next=" + http::urlencode(next));
  set_pending_sign_in_cookie(response, request, pending_token);
  return response;
}

void register_sign_in_code(Site& site) {
  site.open_page(Method::Get, kPath, show_code);
  site.open_page(Method::Post, kPath, code_from_form);
}

}  // namespace recours::accounts
