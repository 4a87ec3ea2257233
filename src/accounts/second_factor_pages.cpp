#include "accounts/second_factor_pages.h"

#include "accounts/cookies.h"
#include "accounts/page_words.h"
#include "accounts/second_factor_actions.h"
#include "accounts/settings.h"
#include "accounts/totp.h"
#include "ui/qr.h"
#include "ui/refusal_errors.h"

namespace recours::accounts {
namespace {

using namespace page_words;

constexpr const char* kPath = "/account/second-factor";

// Which of the forms of the page was refused, and why.
struct Refused {
  std::string form;  // start, confirmation, recovery-codes, removal
  ui::FieldErrors errors;
};

Origin origin_of(const http::Request& request) {
  return {request.client_address, std::string(request.header("user-agent")), session_token(request)};
}

// Up to two of them stand on one page: the name of the field tells them apart.
std::string password_field_of(const std::string& form) { return "current_password_" + form; }

Html password_form(const Visit& visit, const Refused& refused, const std::string& form, ui::Weight weight,
                   const std::string& button) {
  const Language l = visit.language();
  const ui::FieldErrors errors = refused.form == form ? refused.errors : ui::FieldErrors{};
  const std::string name = password_field_of(form);
  const ui::Field password{name, tr(l, "Password in force"), "", "", errors.of(name), true};
  const std::string action = form == "start" ? kPath : std::string(kPath) + "/" + form;
  return ui::post_form(action, visit.frame.csrf,
                       ui::error_summary(l, errors) +
                           ui::text_field(l, password, {{"type", "password"}, {"autocomplete", "current-password"}}) +
                           el("div", {{"class", "cluster"}}, ui::button(weight, button)),
                       {{"class", "form"}, {"novalidate", true}});
}

Html start_card(const Visit& visit, const Refused& refused) {
  const Language l = visit.language();
  return ui::card(tr(l, "Turn on two-step sign-in"),
                  el("p", {},
                     tr(l,
                        "Besides your password, a code of your phone is asked for: who learns your password does not "
                        "come in. You need an authenticator application, such as Aegis, FreeOTP or the one of your "
                        "password manager.")) +
                      password_form(visit, refused, "start", ui::Weight::Primary, tr(l, "Continue")));
}

// While a key waits to be confirmed: another one instead of it.
Html restart_card(const Visit& visit) {
  const Language l = visit.language();
  return ui::card(tr(l, "Start again with another key"),
                  password_form(visit, {}, "start", ui::Weight::Secondary, tr(l, "Make another key")));
}

std::string in_groups(const std::string& secret) {
  std::string grouped;
  for (std::size_t i = 0; i < secret.size(); ++i) {
    if (i > 0 && i % 4 == 0) grouped += ' ';
    grouped += secret[i];
  }
  return grouped;
}

Html confirmation_card(const Visit& visit, const SecondFactor& factor, const Refused& refused) {
  const Language l = visit.language();
  const auto organisation = organisation_settings(visit.reader).name;
  const auto issuer = organisation.empty() ? std::string("Recours") : "Recours " + organisation;
  const auto errors = refused.form == "confirmation" ? refused.errors : ui::FieldErrors{};
  const ui::Field code{"code", tr(l, "Code of the application"), "", tr(l, "6 digits"), errors.of("code"), true};
  return ui::card(
      tr(l, "Scan and confirm"),
      el("p", {}, tr(l, "Scan this code with your application, or type the key into it.")) +
          ui::qr_code(totp_address(issuer, visit.viewer.email, factor.secret), tr(l, "QR code for your application")) +
          el("p", {}, tr(l, "Key:"), " ", ui::copyable(l, in_groups(factor.secret))) +
          ui::post_form(
              std::string(kPath) + "/confirmation", visit.frame.csrf,
              ui::error_summary(l, errors) +
                  ui::text_field(l, code,
                                 {{"autocomplete", "one-time-code"}, {"inputmode", "numeric"}, {"maxlength", 7}}) +
                  el("div", {{"class", "cluster"}}, ui::button(ui::Weight::Primary, tr(l, "Turn on two-step sign-in"))),
              {{"class", "form"}, {"novalidate", true}}));
}

Html on_cards(const Visit& visit, const SecondFactor& factor, const Refused& refused) {
  const Language l = visit.language();
  return ui::card(
             tr(l, "Two-step sign-in"),
             ui::facts({{tr(l, "State"), ui::badge(ui::Tone::Success, tr(l, "On"))},
                        {tr(l, "Since"), ui::format_instant(l, *factor.confirmed_at)},
                        {tr(l, "Recovery codes left"), ui::format_number(l, Decimal::of(factor.recovery_codes))}})) +
         ui::card(tr(l, "New recovery codes"),
                  el("p", {}, tr(l, "The former ones no longer work then.")) +
                      password_form(visit, refused, "recovery-codes", ui::Weight::Secondary, tr(l, "Make new codes"))) +
         ui::card(tr(l, "Turn off two-step sign-in"),
                  el("p", {}, tr(l, "Only your password protects your account then.")) +
                      password_form(visit, refused, "removal", ui::Weight::Danger, tr(l, "Turn off")));
}

Response factor_page(const Visit& visit, const Refused& refused, int status = 200) {
  const Language l = visit.language();
  const auto factor = find_second_factor(visit.reader, visit.viewer.id);
  ui::Page page;
  page.title = tr(l, "Two-step sign-in");
  page.crumbs = {{tr(l, "My account"), "/account"}};
  if (visit.request.query.text("done") == "off") {
    page.notices = {{ui::Notice::Kind::Success, tr(l, "Two-step sign-in is off.")}};
  }
  if (factor && factor->confirmed_at) {
    page.content = on_cards(visit, *factor, refused);
  } else if (factor && refused.form != "start") {
    page.content = confirmation_card(visit, *factor, refused) + restart_card(visit);
  } else {
    page.content = start_card(visit, refused);
  }
  return visit.page(page, status);
}

// R-118 The one page that shows them.
Response codes_page(const Visit& visit, const std::vector<std::string>& codes, std::string notice) {
  const Language l = visit.language();
  ui::Page page;
  page.title = tr(l, "Your recovery codes");
  page.crumbs = {{tr(l, "My account"), "/account"}, {tr(l, "Two-step sign-in"), kPath}};
  page.notices = {{ui::Notice::Kind::Success, std::move(notice)}};
  page.content = ui::card(
      tr(l, "Keep these codes"),
      el("p", {},
         tr(l,
            "Print or note them now: they are shown only this once. Each lets you in once, instead of the code "
            "of the application, when your phone is lost.")) +
          el("ul", {},
             ui::each(codes, [](const std::string& code) { return el("li", {}, el("code", {}, code)); })),
               ui::link_button(ui::Weight::Primary, tr(l, "I have kept them"), "/account"));
  return visit.page(page);
}

Response refuse(const Visit& visit, const std::string& form, const SignInRefusal& refusal) {
  auto errors = errors_of(visit.language(), refusal.refusal);
  for (auto& [field, sentence] : errors.items) {
    if (field == "current_password") field = password_field_of(form);
  }
  return factor_page(visit, {form, std::move(errors)}, refusal.again_at ? 429 : 422);
}

std::string typed_password(const Visit& visit, const std::string& form) {
  return std::string(visit.request.form().text(password_field_of(form)));
}

Response start(Visit& visit) {
  const auto refused = prepare_second_factor(visit.database, visit.viewer, typed_password(visit, "start"),
                                             origin_of(visit.request), visit.now);
  return refused ? refuse(visit, "start", *refused) : Response::redirect(kPath);
}

Response confirm(Visit& visit) {
  const auto codes =
      confirm_second_factor(visit.database, visit.viewer, std::string(visit.request.form().text("code")), visit.now);
  if (codes) return codes_page(visit, *codes, tr(visit.language(), "Two-step sign-in is on."));
  return factor_page(visit, {"confirmation", errors_of(visit.language(), codes.error())}, 422);
}

Response renew(Visit& visit) {
  const auto codes = renew_recovery_codes(visit.database, visit.viewer, typed_password(visit, "recovery-codes"),
                                          origin_of(visit.request), visit.now);
  if (codes) return codes_page(visit, *codes, tr(visit.language(), "Here are ten new codes."));
  return refuse(visit, "recovery-codes", codes.error());
}

Response remove(Visit& visit) {
  const auto refused = remove_second_factor(visit.database, visit.viewer, typed_password(visit, "removal"),
                                            origin_of(visit.request), visit.now);
  return refused ? refuse(visit, "removal", *refused) : Response::redirect(std::string(kPath) + "?done=off");
}

}  // namespace

Html second_factor_card(const Visit& visit) {
  const Language l = visit.language();
  const bool on = asks_for_code(visit.reader, visit.viewer.id);
  const Html state = on ? ui::badge(ui::Tone::Success, tr(l, "On")) : ui::badge(ui::Tone::Neutral, tr(l, "Off"));
  return ui::card(
      tr(l, "Two-step sign-in"),
      el("p", {}, state, " ", tr(l, "After your password, a code of your phone may be asked for at each sign-in.")) +
          el("p", {}, ui::link_button(ui::Weight::Secondary, on ? tr(l, "Change or turn off") : tr(l, "Turn on"), kPath)));
}

void register_second_factor(Site& site) {
  const std::string path = kPath;
  site.page(Method::Get, path, [](Visit& visit) { return factor_page(visit, {}); });
  site.page(Method::Post, path, start);
  site.page(Method::Post, path + "/confirmation", confirm);
  site.page(Method::Post, path + "/recovery-codes", renew);
  site.page(Method::Post, path + "/removal", remove);
}

}  // namespace recours::accounts
