#include "accounts/setup_pages.h"

#include "accounts/cookies.h"
#include "accounts/failures.h"
#include "accounts/page_words.h"
#include "accounts/setup_actions.h"
#include "calendar/holidays.h"
#include "ui/refusal_errors.h"

namespace recours::accounts {
namespace {

using namespace page_words;

struct SetupForm {
  std::string key, organisation, desks = "both", zone = "FR", name, email;
  ui::FieldErrors errors;
};

Html organisation_fields(Language l, const SetupForm& form) {
  std::vector<ui::Choice> zones;
  for (const auto zone : calendar::all_zones()) {
    zones.push_back({std::string(calendar::name_of(zone)), ui::tr_message(l, calendar::label_of(zone))});
  }
  const auto& errors = form.errors;
  return ui::text_field(l,
                        {"organisation", tr(l, "Name of the organisation"), form.organisation, "",
                         errors.of("organisation"), true},
                        {{"autocomplete", "organization"}}) +
         ui::radio_field(l, {"desks", tr(l, "Desks to open"), form.desks},
                         {{"both", tr(l, "Both")},
                          {"claims", tr(l, "Claims of resellers")},
                          {"complaints", tr(l, "Complaints of clients (compliance)")}}) +
         ui::select_field(l, {"zone", tr(l, "Public holidays of"), form.zone, "", errors.of("zone")}, zones);
}

Html person_fields(Language l, const SetupForm& form) {
  const auto& errors = form.errors;
  return ui::text_field(l, {"name", tr(l, "Your name"), form.name, "", errors.of("name"), true},
                        {{"autocomplete", "name"}}) +
         ui::text_field(l, {"email", tr(l, "Your e-mail address"), form.email, "", errors.of("email"), true},
                        {{"type", "email"}, {"autocomplete", "username"}}) +
         ui::text_field(l,
                        {"password", tr(l, "Password"), "", tr(l, "12 to 128 characters; a sentence is a good one."),
                         errors.of("password"), true},
                        {{"type", "password"}, {"autocomplete", "new-password"}}) +
         ui::text_field(
             l, {"repeated_password", tr(l, "Password, once more"), "", "", errors.of("repeated_password"), true},
             {{"type", "password"}, {"autocomplete", "new-password"}});
}

Response setup_page(const PublicVisit& visit, const SetupForm& form, int status = 200) {
  const Language l = visit.language();
  const ui::Field key{"key",
                      tr(l, "Setup key"),
                      form.key,
                      tr(l, "The server printed it in its log when it started."),
                      form.errors.of("key"),
                      true};
  ui::Page page;
  page.title = tr(l, "Welcome to Recours");
  page.content =
      el("p", {{"class", "lead"}}, tr(l, "This installation is empty. Found your organisation: it takes a minute.")) +
      ui::error_summary(l, form.errors) +
      ui::post_form(
          kSetupPath, "",
          ui::card(tr(l, "Key"), ui::text_field(l, key, {{"autocomplete", "off"}, {"spellcheck", "false"}})) +
              ui::card(tr(l, "Organisation"), organisation_fields(l, form)) +
              ui::card(tr(l, "First administrator"), person_fields(l, form)) +
              el("div", {{"class", "cluster"}}, ui::button(ui::Weight::Primary, tr(l, "Found the organisation"))),
          {{"class", "form stack"}, {"novalidate", true}});
  return visit.page(page, status);
}

Response show_setup(PublicVisit& visit) {
  if (is_founded(visit.reader)) return Response::redirect("/");
  return setup_page(visit, {});
}

SetupForm typed(const http::Fields& fields) {
  SetupForm form;
  form.key = std::string(fields.text("key"));
  form.organisation = std::string(fields.text("organisation"));
  form.desks = std::string(fields.text("desks"));
  form.zone = std::string(fields.text("zone"));
  form.name = std::string(fields.text("name"));
  form.email = std::string(fields.text("email"));
  return form;
}

Response found_from_form(PublicVisit& visit) {
  if (is_founded(visit.reader)) return Response::redirect("/");
  const auto fields = visit.request.form();
  auto form = typed(fields);
  Setup setup;
  setup.key = form.key;
  setup.organisation = {form.organisation, desks_named(form.desks).value_or(Desks::Both), form.zone};
  setup.admin.name = form.name;
  setup.admin.email = form.email;
  setup.admin.language = visit.language();
  setup.password = std::string(fields.text("password"));
  setup.repeated = std::string(fields.text("repeated_password"));
  const Origin origin{visit.request.client_address, std::string(visit.request.header("user-agent")), {}};
  const auto opened = set_up(visit.database, setup, origin, visit.now);
  if (opened) {
    auto response = Response::redirect("/");
    set_session_cookie(response, visit.request, opened->token);
    return response;
  }
  form.errors = errors_of(visit.language(), opened.error());
  return setup_page(visit, form, 422);
}

}  // namespace

bool awaits_setup(db::Reader& reader) { return !is_founded(reader); }

http::Response setup_first_problem(ui::Language language) {
  return failure_problem(language, {503, "not_set_up", msg("This installation is not set up yet"),
                                    msg("Open its pages in a browser and found the organisation first."), "", 60});
}

void register_setup(Site& site) {
  site.open_page(Method::Get, kSetupPath, show_setup);
  site.open_page(Method::Post, kSetupPath, found_from_form);
}

}  // namespace recours::accounts
