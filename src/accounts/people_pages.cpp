#include "accounts/people_pages.h"

#include "accounts/page_words.h"
#include "accounts/people_store.h"
#include "accounts/person_form.h"
#include "accounts/person_pages.h"
#include "accounts/user_actions.h"
#include "accounts/user_rules.h"
#include "base/text.h"

namespace recours::accounts {
namespace {

using namespace page_words;

struct Asked {
  PeopleFilter filter;
  std::string after;
};

Asked asked_by(const http::Fields& query) {
  Asked asked;
  asked.filter.words = std::string(query.text("q"));
  asked.filter.role = role_named(query.text("role"));
  asked.filter.access = access_named(query.text("access"));
  asked.after = std::string(query.text("after"));
  return asked;
}

std::string list_href(const PeopleFilter& filter, const std::string& after) {
  std::string query;
  const auto add = [&](const char* name, std::string_view value) {
    if (!value.empty()) query.append(query.empty() ? "?" : "&").append(name).append("=").append(http::urlencode(value));
  };
  add("q", filter.words);
  add("role", filter.role ? name_of(*filter.role) : "");
  add("access", filter.access ? name_of(*filter.access) : "");
  add("after", after);
  return kPeoplePath + query;
}

Html filter_form(Language l, const PeopleFilter& filter) {
  std::vector<ui::Choice> roles{{"", tr(l, "All roles")}};
  for (const Role role : all_roles()) roles.push_back({std::string(name_of(role)), label_of(l, role)});
  std::vector<ui::Choice> states{{"", tr(l, "All states")}};
  for (const Access access : {Access::Active, Access::Invited, Access::Ended}) {
    states.push_back({std::string(name_of(access)), label_of(l, access)});
  }
  const ui::Field words{"q", tr(l, "Name or e-mail address"), filter.words};
  const ui::Field role{"role", tr(l, "Role"), std::string(filter.role ? name_of(*filter.role) : "")};
  const ui::Field access{"access", tr(l, "State"), std::string(filter.access ? name_of(*filter.access) : "")};
  return el("form", {{"method", "get"}, {"action", kPeoplePath}, {"class", "form"}, {"role", "search"}},
            el("div", {{"class", "form-row"}}, ui::text_field(l, words, {{"type", "search"}, {"autocomplete", "off"}}),
               ui::select_field(l, role, roles), ui::select_field(l, access, states)),
            el("div", {{"class", "cluster"}}, ui::button(ui::Weight::Secondary, tr(l, "Find"))));
}

std::string roles_of(Language l, const User& user) {
  std::vector<std::string> labels;
  for (const Role role : user.roles) labels.push_back(label_of(l, role));
  return join(labels, ", ") + (user.account ? " · " + user.account_name : "");
}

Html table_of(const Visit& visit, const std::vector<Person>& people) {
  const Language l = visit.language();
  ui::Table table;
  table.caption = tr(l, "Users");
  table.columns = {{tr(l, "Name"), ui::Column::Kind::Text, ""},
                   {tr(l, "E-mail address"), ui::Column::Kind::Text, "cell-line"},
                   {tr(l, "Roles"), ui::Column::Kind::Text, ""},
                   {tr(l, "State"), ui::Column::Kind::Text, ""},
                   {tr(l, "Last sign-in"), ui::Column::Kind::Date, ""}};
  for (const auto& person : people) {
    table.rows.push_back({{person.user.name, person.user.email, roles_of(l, person.user),
                           access_badge(l, access_of(person, visit.today())),
                           person.last_sign_in_at ? ui::format_instant(l, *person.last_sign_in_at) : tr(l, "Never")},
                          person_path(person.user.id)});
  }
  return ui::table(table);
}

Response list_page(Visit& visit) {
  const Language l = visit.language();
  const auto asked = asked_by(visit.request.query);
  const auto list = list_people(visit.reader, asked.filter, asked.after, visit.today());
  ui::Page page;
  page.title = tr(l, "Users");
  page.actions = ui::link_button(ui::Weight::Primary, tr(l, "Invite a person"), std::string(kPeoplePath) + "/new",
                                 {{"data-shortcut", "new"}});
  page.content = filter_form(l, asked.filter);
  if (list.people.empty()) {
    page.content += ui::empty_state("users", tr(l, "Nobody fits"), tr(l, "Search with fewer words, or show everybody."),
                                    ui::link_button(ui::Weight::Secondary, tr(l, "Show everybody"), kPeoplePath));
    return visit.page(page);
  }
  std::optional<std::string> first, more;
  if (!asked.after.empty()) first = list_href(asked.filter, "");
  if (list.next) more = list_href(asked.filter, *list.next);
  page.content += table_of(visit, list.people) + ui::pager(l, first, more);
  return visit.page(page);
}

// ---- inviting

Response invitation_page(const Visit& visit, const Site& site, const PersonForm& form, int status = 200) {
  const Language l = visit.language();
  ui::Page page;
  page.title = tr(l, "Invite a person");
  page.crumbs = {{tr(l, "Users"), kPeoplePath}};
  if (site.options().public_url.empty()) {
    page.notices = {{ui::Notice::Kind::Warning, ui::tr_message(l, no_public_url().message)}};
  }
  page.content =
      ui::error_summary(l, form.errors) +
      ui::post_form(
          kPeoplePath, visit.frame.csrf,
          el("p", {{"class", "muted"}},
             tr(l, "The person gets a link by mail, good for seven days, to choose a password.")) +
              person_fields(visit, form) +
              el("div", {{"class", "cluster"}}, ui::link_button(ui::Weight::Secondary, tr(l, "Cancel"), kPeoplePath),
                 ui::button(ui::Weight::Primary, tr(l, "Send the invitation"), {{"data-primary", true}})),
          {{"class", "form"}, {"novalidate", true}});
  return visit.page(page, status);
}

Response invite_from_form(Visit& visit, const Site& site) {
  auto form = person_form(visit.request.form());
  form.version.clear();
  const auto values = read_person(visit.reader, visit.language(), form);
  const auto& url = site.options().public_url;
  if (url.empty()) add_errors(form, visit.language(), no_public_url());
  if (!form.errors.empty()) return invitation_page(visit, site, form, 422);
  const NewUser user{form.email,        form.name, "", values.roles, values.account, ui::language_of(form.language),
                     values.valid_until};
  const auto added = add_user(visit.database, visit.viewer.actor(), user, std::nullopt, visit.now, url);
  if (added) return Response::redirect(person_path(*added) + "?done=invited");
  add_errors(form, visit.language(), added.error());
  return invitation_page(visit, site, form, added.error().kind == Refusal::Kind::Conflict ? 409 : 422);
}

std::vector<ui::NavEntry> entries(db::Reader&, const Viewer& viewer, Language l) {
  if (!viewer.can(Right::ManageUsers)) return {};
  return {{tr(l, "Users"), kPeoplePath, "users"}};
}

}  // namespace

void register_people(Site& site) {
  const std::string path = kPeoplePath;
  site.page(Method::Get, path, Right::ManageUsers, list_page);
  site.page(Method::Get, path + "/new", Right::ManageUsers,
            [&site](Visit& visit) { return invitation_page(visit, site, {}); });
  site.page(Method::Post, path, Right::ManageUsers, [&site](Visit& visit) { return invite_from_form(visit, site); });
  register_person_pages(site);
  site.navigation("Administration", entries);
}

}  // namespace recours::accounts
