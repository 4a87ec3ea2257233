#include "accounts/colleague_pages.h"

#include "accounts/colleague_actions.h"
#include "accounts/disabling_store.h"
#include "accounts/mail_choice_form.h"
#include "accounts/page_words.h"
#include "accounts/person_pages.h"
#include "accounts/user_rules.h"
#include "base/catalogue_key.h"
#include "base/errors.h"
#include "base/whole_number.h"
#include "ui/done_notice.h"
#include "ui/hidden_field.h"
#include "ui/refusal_errors.h"

namespace recours::accounts {
namespace {

using namespace page_words;

constexpr const char* kColleagues = "/account/users";

std::string path_of(UserId id) { return std::string(kColleagues) + "/" + std::to_string(id.value); }
UserId asked_for(const Visit& visit) { return visit.request.path_id<UserId>("id"); }

void require_administrator(const Visit& visit) {
  if (!administers_account(visit.viewer)) throw Forbidden();
}

// As typed, with what was wrong in it.
struct Form {
  std::string name, email, role, language = "fr", version;
  ui::FieldErrors errors;
};

Form form_of(const http::Fields& fields) {
  return {std::string(fields.text("name")),     std::string(fields.text("email")),
          std::string(fields.text("roles")),    std::string(fields.text("language")),
          std::string(fields.text("version")), {}};
}

Form form_of(const User& user) {
  return {user.name, user.email, std::string(name_of(role_of_colleague(user))), "", std::to_string(user.version), {}};
}

// ---- the list

Html table_of(const Visit& visit, const std::vector<Person>& people) {
  const Language l = visit.language();
  ui::Table table;
  table.caption = tr(l, "Users of my account");
  table.columns = {{tr(l, "Name"), ui::Column::Kind::Text, ""},
                   {tr(l, "E-mail address"), ui::Column::Kind::Text, "cell-line"},
                   {tr(l, "Role"), ui::Column::Kind::Text, ""},
                   {tr(l, "State"), ui::Column::Kind::Text, ""},
                   {tr(l, "Last sign-in"), ui::Column::Kind::Date, ""}};
  for (const auto& person : people) {
    table.rows.push_back({{person.user.name, person.user.email, label_of(l, role_of_colleague(person.user)),
                           access_badge(l, access_of(person, visit.today())),
                           person.last_sign_in_at ? ui::format_instant(l, *person.last_sign_in_at) : tr(l, "Never")},
                          path_of(person.user.id)});
  }
  return ui::table(table);
}

Response list_page(Visit& visit) {
  require_administrator(visit);
  const Language l = visit.language();
  PeopleFilter filter;
  filter.account = visit.viewer.account;
  const std::string after(visit.request.query.text("after"));
  const auto list = list_people(visit.reader, filter, after, visit.today());
  ui::Page page;
  page.title = tr(l, "Users of my account");
  page.lead = tr(l, "Who may sign in for your company, and with which role.");
  page.actions = ui::link_button(ui::Weight::Primary, tr(l, "Invite a person"), std::string(kColleagues) + "/new",
                                 {{"data-shortcut", "new"}});
  std::optional<std::string> first, more;
  if (!after.empty()) first = kColleagues;
  if (list.next) more = std::string(kColleagues) + "?after=" + http::urlencode(*list.next);
  page.content = table_of(visit, list.people) + ui::pager(l, first, more);
  return visit.page(page);
}

// ---- fields of a person

Html role_field(Language l, const Form& form) {
  std::vector<ui::Choice> choices;
  for (const Role role : kColleagueRoles) choices.push_back({std::string(name_of(role)), label_of(l, role)});
  return ui::radio_field(l,
                         {"roles", tr(l, "Role"), form.role,
                          tr(l, "An administrator of the account also manages its users."), form.errors.of("roles"), true},
                         choices);
}

Html name_field(Language l, const Form& form) {
  return ui::text_field(l, {"name", tr(l, "Name"), form.name, "", form.errors.of("name"), true},
                        {{"autocomplete", "off"}});
}

void add_errors(Form& form, Language l, const Refusal& refusal) {
  for (auto& item : ui::errors_of(l, refusal).items) form.errors.items.push_back(std::move(item));
}

// ---- inviting

Response invitation_page(const Visit& visit, const Site& site, const Form& form, int status = 200) {
  const Language l = visit.language();
  ui::Page page;
  page.title = tr(l, "Invite a person");
  page.crumbs = {{tr(l, "Users of my account"), kColleagues}};
  if (site.options().public_url.empty()) {
    page.notices = {{ui::Notice::Kind::Warning, ui::tr_message(l, no_public_url().message)}};
  }
  const Html fields =
      el("p", {{"class", "muted"}},
         tr(l, "The person gets a link by mail, good for seven days, to choose a password.")) +
      name_field(l, form) +
      ui::text_field(l, {"email", tr(l, "E-mail address"), form.email, "", form.errors.of("email"), true},
                     {{"type", "email"}, {"autocomplete", "off"}}) +
      ui::select_field(l, {"language", tr(l, "Language"), form.language}, {{"fr", "Français"}, {"en", "English"}}) +
      role_field(l, form) +
      el("div", {{"class", "cluster"}}, ui::link_button(ui::Weight::Secondary, tr(l, "Cancel"), kColleagues),
         ui::button(ui::Weight::Primary, tr(l, "Send the invitation"), {{"data-primary", true}}));
  page.content = ui::error_summary(l, form.errors) +
                 ui::post_form(kColleagues, visit.frame.csrf, fields, {{"class", "form"}, {"novalidate", true}});
  return visit.page(page, status);
}

Response show_invitation(Visit& visit, const Site& site) {
  require_administrator(visit);
  Form form;
  form.role = name_of(Role::Reseller);
  return invitation_page(visit, site, form);
}

Response invite(Visit& visit, const Site& site) {
  require_administrator(visit);
  Form form = form_of(visit.request.form());
  const NewColleague colleague{form.name, form.email, colleague_role_named(form.role), ui::language_of(form.language)};
  const auto added = invite_colleague(visit.database, visit.viewer, colleague, site.options().public_url, visit.now);
  if (added) return Response::redirect(path_of(*added) + "?done=invited");
  add_errors(form, visit.language(), added.error());
  return invitation_page(visit, site, form, added.error().kind == Refusal::Kind::Conflict ? 409 : 422);
}

// ---- one person

Html facts_card(const Visit& visit, const Person& person) {
  const Language l = visit.language();
  std::vector<std::pair<std::string, Html>> facts{
      {tr(l, "E-mail address"), person.user.email},
      {tr(l, "Last sign-in"), person.last_sign_in_at ? ui::format_instant(l, *person.last_sign_in_at) : tr(l, "Never")},
      {tr(l, "Added"), ui::format_instant(l, person.user.created_at)}};
  if (person.user.valid_until) facts.emplace_back(tr(l, "Last day"), ui::format_date(l, *person.user.valid_until));
  return ui::card(tr(l, "Access"), ui::facts(facts));
}

Html form_card(const Visit& visit, const Person& person, const Form& form) {
  const Language l = visit.language();
  const Html fields = ui::hidden("version", form.version) + name_field(l, form) + role_field(l, form) +
                      el("div", {{"class", "cluster"}},
                         ui::button(ui::Weight::Primary, tr(l, "Save"), {{"data-primary", true}}));
  return ui::card(tr(l, "Name and role"), ui::post_form(path_of(person.user.id), visit.frame.csrf, fields,
                                                        {{"class", "form"}, {"novalidate", true}}));
}

Html mails_card(const Visit& visit, const Person& person) {
  const Language l = visit.language();
  return ui::card(tr(l, "Mails"),
                  mail_choice_form(visit, path_of(person.user.id) + "/mails",
                                   unwanted_mails(visit.reader, person.user.id),
                                   {tr(l, "This person receives"),
                                    tr(l, "Confirmations of claims and mails about the access always arrive."),
                                    tr(l, "Save the choice")}));
}

Html verb_form(const Visit& visit, const Person& person, const char* verb, ui::Weight weight, const std::string& label,
               const std::string& explanation) {
  return el("li", {},
            ui::post_form(path_of(person.user.id) + "/" + verb, visit.frame.csrf,
                          ui::button(weight, label) + el("p", {{"class", "muted"}}, explanation)));
}

// Nothing of it for oneself: that is under « Mon compte ».
Html verbs_card(const Visit& visit, const Person& person) {
  const Language l = visit.language();
  if (person.user.id == visit.viewer.id) return {};
  Html verbs;
  if (access_of(person, visit.today()) != Access::Ended) {
    verbs +=
        verb_form(visit, person, "password-link", ui::Weight::Secondary,
                  person.has_password ? tr(l, "Send a link for a new password") : tr(l, "Send the invitation again"),
                  tr(l, "By mail; the links sent before no longer work."));
  }
  if (person.user.disabled_at && !ended_by_colleague(visit.reader, person.user)) {
    return ui::card(tr(l, "What can be done"), el("p", {}, ui::tr_message(l, ended_by_distributor().message)));
  }
  verbs += person.user.disabled_at
               ? verb_form(visit, person, "enabling", ui::Weight::Primary, tr(l, "Give access again"),
                           tr(l, "With the password there was; API tokens are made anew."))
               : verb_form(visit, person, "disabling", ui::Weight::Danger, tr(l, "End the access"),
                           tr(l, "At once, sessions and API tokens included. Nothing of what the person did is lost."));
  return ui::card(tr(l, "What can be done"), el("ul", {}, std::move(verbs)));
}

constexpr ui::DoneWord kDone[]{
    {"invited", key("The invitation is on its way.")},
    {"saved", key("The changes are saved.")},
    {"linked", key("The link is on its way.")},
    {"mails", key("The choice of mails was saved.")},
    {"disabled", key("The access has ended.")},
    {"enabled", key("The person has access again.")},
};

Response person_page(const Visit& visit, const Form* typed = nullptr, int status = 200,
                     const std::optional<Refusal>& refusal = {}) {
  const Language l = visit.language();
  const auto person = require_colleague(visit.reader, visit.viewer, asked_for(visit));
  ui::Page page;
  page.title = person.user.name;
  page.lead = access_badge(l, access_of(person, visit.today()));
  page.crumbs = {{tr(l, "Users of my account"), kColleagues}};
  page.notices = done_notices(l, visit.request, kDone);
  if (refusal) page.notices = {{ui::Notice::Kind::Danger, ui::tr_message(l, refusal->message)}};
  const Form form = typed ? *typed : form_of(person.user);
  page.content = ui::error_summary(l, form.errors) + facts_card(visit, person) + form_card(visit, person, form) +
                 mails_card(visit, person) + verbs_card(visit, person);
  return visit.page(page, status);
}

Response change(Visit& visit) {
  require_colleague(visit.reader, visit.viewer, asked_for(visit));
  Form form = form_of(visit.request.form());
  const auto version = whole_number(form.version);
  if (!version) throw Malformed("version");
  const auto refusal = change_colleague(visit.database, visit.viewer, asked_for(visit),
                                        {form.name, colleague_role_named(form.role), *version}, visit.now);
  if (!refusal) return Response::redirect(path_of(asked_for(visit)) + "?done=saved");
  add_errors(form, visit.language(), *refusal);
  return person_page(visit, &form, 422);
}

using Verb = std::function<std::optional<Refusal>(Visit&, UserId)>;

void add_verb(Site& site, const char* verb, const char* done, Verb act) {
  site.page(Method::Post, std::string(kColleagues) + "/{id}/" + verb, [done, act](Visit& visit) {
    const UserId user = asked_for(visit);
    require_colleague(visit.reader, visit.viewer, user);
    const auto refusal = act(visit, user);
    if (!refusal) return Response::redirect(path_of(user) + "?done=" + done);
    return person_page(visit, nullptr, refusal->kind == Refusal::Kind::Conflict ? 409 : 422, refusal);
  });
}

void add_verbs(Site& site) {
  add_verb(site, "disabling", "disabled", [](Visit& visit, UserId user) {
    return disable_colleague(visit.database, visit.viewer, user, visit.now);
  });
  add_verb(site, "enabling", "enabled", [](Visit& visit, UserId user) {
    return enable_colleague(visit.database, visit.viewer, user, visit.now);
  });
  add_verb(site, "password-link", "linked", [&site](Visit& visit, UserId user) {
    return send_colleague_link(visit.database, visit.viewer, user, site.options().public_url, visit.now);
  });
  add_verb(site, "mails", "mails", [](Visit& visit, UserId user) {
    return choose_mails_of(visit.database, visit.viewer, user, wanted_mails(visit.request.form()), visit.now);
  });
}

}  // namespace

void register_colleagues(Site& site) {
  const std::string path = kColleagues;
  site.page(Method::Get, path, list_page);
  site.page(Method::Get, path + "/new", [&site](Visit& visit) { return show_invitation(visit, site); });
  site.page(Method::Post, path, [&site](Visit& visit) { return invite(visit, site); });
  site.page(Method::Get, path + "/{id}", [](Visit& visit) { return person_page(visit); });
  site.page(Method::Post, path + "/{id}", change);
  add_verbs(site);
  site.navigation("Administration", [](db::Reader&, const Viewer& viewer, Language l) -> std::vector<ui::NavEntry> {
    if (!administers_account(viewer)) return {};
    return {{tr(l, "Users of my account"), kColleagues, "users"}};
  });
}

}  // namespace recours::accounts
