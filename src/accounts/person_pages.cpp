#include "accounts/person_pages.h"

#include <functional>

#include "accounts/own_access_store.h"
#include "accounts/page_words.h"
#include "accounts/people_actions.h"
#include "accounts/person_form.h"
#include "accounts/user_actions.h"
#include "base/catalogue_key.h"
#include "base/whole_number.h"
#include "ui/done_notice.h"
#include "ui/hidden_field.h"

namespace recours::accounts {
namespace {

using namespace page_words;

UserId asked_for(const Visit& visit) { return visit.request.path_id<UserId>("id"); }

Html facts_card(const Visit& visit, const Person& person) {
  const Language l = visit.language();
  const auto yes_or_no = [&](bool yes) { return yes ? tr(l, "Yes") : tr(l, "No"); };
  const auto sessions = static_cast<std::int64_t>(list_sessions(visit.reader, person.user.id, visit.now).size());
  std::vector<std::pair<std::string, Html>> facts{
      {tr(l, "E-mail address"), person.user.email},
      {tr(l, "Last sign-in"), person.last_sign_in_at ? ui::format_instant(l, *person.last_sign_in_at) : tr(l, "Never")},
      {tr(l, "Open sessions"), ui::format_number(l, Decimal::of(sessions))},
      {tr(l, "Two-step sign-in"), yes_or_no(person.has_second_factor)},
      {tr(l, "API tokens"),
       ui::format_number(
           l, Decimal::of(static_cast<std::int64_t>(list_tokens(visit.reader, person.user.id, visit.today()).size())))},
      {tr(l, "Added"), ui::format_instant(l, person.user.created_at)}};
  if (person.user.account) facts.emplace_back(tr(l, "Account"), person.user.account_name);
  return ui::card(tr(l, "Access"), ui::facts(facts));
}

Html form_card(const Visit& visit, const Person& person, const PersonForm& form) {
  const Language l = visit.language();
  return ui::card(tr(l, "Name, roles and end"),
                  ui::post_form(person_path(person.user.id), visit.frame.csrf,
                                ui::hidden("version", form.version) + person_fields(visit, form) +
                                    el("div", {{"class", "cluster"}},
                                       ui::button(ui::Weight::Primary, tr(l, "Save"), {{"data-primary", true}})),
                                {{"class", "form"}, {"novalidate", true}}));
}

Html verb_form(const Visit& visit, const Person& person, const char* verb, ui::Weight weight, const std::string& label,
               const std::string& explanation) {
  return el("li", {},
            ui::post_form(person_path(person.user.id) + "/" + verb, visit.frame.csrf,
                          ui::button(weight, label) + el("p", {{"class", "muted"}}, explanation)));
}

Html verbs_card(const Visit& visit, const Person& person) {
  const Language l = visit.language();
  const bool active = access_of(person, visit.today()) != Access::Ended;
  Html verbs;
  if (active) {
    verbs +=
        verb_form(visit, person, "password-link", ui::Weight::Secondary,
                  person.has_password ? tr(l, "Send a link for a new password") : tr(l, "Send the invitation again"),
                  tr(l, "By mail; the links sent before no longer work."));
    verbs += verb_form(visit, person, "end-sessions", ui::Weight::Secondary, tr(l, "End all sessions"),
                       tr(l, "On every device; the person may sign in again."));
  }
  if (person.has_second_factor && person.user.id != visit.viewer.id) {
    verbs += verb_form(visit, person, "second-factor-reset", ui::Weight::Secondary, tr(l, "Turn off two-step sign-in"),
                       tr(l, "When the phone and the recovery codes are lost. The person is told by mail."));
  }
  if (is_throttled(visit.reader, person.user, visit.now)) {
    verbs += verb_form(visit, person, "throttle-lift", ui::Weight::Secondary, tr(l, "Let try again at once"),
                       tr(l, "Too many attempts failed: sign-in is closed for a quarter of an hour."));
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
    {"ended", key("All sessions have ended.")},
    {"factor", key("Two-step sign-in is off for this person.")},
    {"lifted", key("The person may try again at once.")},
    {"disabled", key("The access has ended.")},
    {"enabled", key("The person has access again.")},
};

Response person_page(const Visit& visit, const PersonForm* typed = nullptr, int status = 200,
                     const std::optional<Refusal>& refusal = {}) {
  const Language l = visit.language();
  const auto person = require_person(visit.reader, asked_for(visit));
  ui::Page page;
  page.title = person.user.name;
  page.lead = access_badge(l, access_of(person, visit.today()));
  page.crumbs = {{tr(l, "Users"), kPeoplePath}};
  page.notices = done_notices(l, visit.request, kDone);
  if (refusal) page.notices = {{ui::Notice::Kind::Danger, ui::tr_message(l, refusal->message)}};
  const auto form = typed ? *typed : person_form(person.user);
  page.content = ui::error_summary(l, form.errors) + facts_card(visit, person) + form_card(visit, person, form) +
                 verbs_card(visit, person);
  return visit.page(page, status);
}

Response change_from_form(Visit& visit) {
  require_person(visit.reader, asked_for(visit));
  auto form = person_form(visit.request.form());
  const auto version = whole_number(form.version);
  if (!version) throw Malformed("version");
  const auto values = read_person(visit.reader, visit.language(), form);
  if (form.errors.empty()) {
    const auto refusal =
        change_person(visit.database, visit.viewer.actor(), asked_for(visit),
                      {form.name, values.roles, values.account, values.valid_until, *version}, visit.now);
    if (!refusal) return Response::redirect(person_path(asked_for(visit)) + "?done=saved");
    add_errors(form, visit.language(), *refusal);
  }
  return person_page(visit, &form, 422);
}

using Verb = std::function<std::optional<Refusal>(Visit&, UserId)>;

void add_verb(Site& site, const char* verb, const char* done, Verb act) {
  site.page(Method::Post, std::string(kPeoplePath) + "/{id}/" + verb, Right::ManageUsers, [done, act](Visit& visit) {
    const UserId user = asked_for(visit);
    const auto refusal = act(visit, user);
    if (!refusal) return Response::redirect(person_path(user) + "?done=" + done);
    return person_page(visit, nullptr, refusal->kind == Refusal::Kind::Conflict ? 409 : 422, refusal);
  });
}

}  // namespace

std::string person_path(UserId user) { return std::string(kPeoplePath) + "/" + std::to_string(user.value); }

std::string label_of(Language l, Access access) {
  switch (access) {
    case Access::Active: return tr(l, "Has access");
    case Access::Invited: return tr(l, "Invited");
    case Access::Ended: return tr(l, "No access any more");
  }
  return {};
}

Html access_badge(Language l, Access access) {
  const auto tone = access == Access::Active    ? ui::Tone::Success
                    : access == Access::Invited ? ui::Tone::Info
                                                : ui::Tone::Neutral;
  return ui::badge(tone, label_of(l, access));
}

void register_person_pages(Site& site) {
  const std::string path = std::string(kPeoplePath) + "/{id}";
  site.page(Method::Get, path, Right::ManageUsers, [](Visit& visit) { return person_page(visit); });
  site.page(Method::Post, path, Right::ManageUsers, change_from_form);
  add_verb(site, "disabling", "disabled", [](Visit& visit, UserId user) {
    return disable_user(visit.database, visit.viewer.actor(), user, visit.now);
  });
  add_verb(site, "enabling", "enabled", [](Visit& visit, UserId user) -> std::optional<Refusal> {
    enable_user(visit.database, visit.viewer.actor(), user, visit.now);
    return std::nullopt;
  });
  add_verb(site, "end-sessions", "ended", [](Visit& visit, UserId user) -> std::optional<Refusal> {
    end_sessions_of(visit.database, visit.viewer.actor(), user, visit.now);
    return std::nullopt;
  });
  add_verb(site, "password-link", "linked", [&site](Visit& visit, UserId user) {
    return send_password_link(visit.database, visit.viewer.actor(), user, site.options().public_url, visit.now);
  });
  add_verb(site, "second-factor-reset", "factor", [](Visit& visit, UserId user) {
    return reset_second_factor(visit.database, visit.viewer.actor(), user, visit.now);
  });
  add_verb(site, "throttle-lift", "lifted", [](Visit& visit, UserId user) -> std::optional<Refusal> {
    lift_throttle(visit.database, visit.viewer.actor(), user, visit.now);
    return std::nullopt;
  });
}

}  // namespace recours::accounts
