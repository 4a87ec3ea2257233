#include "accounts/person_form.h"

#include "accounts/page_words.h"
#include "base/text.h"
#include "ui/refusal_errors.h"

namespace recours::accounts {

using namespace page_words;

PersonForm person_form(const User& user) {
  PersonForm form;
  form.name = user.name;
  form.email = user.email;
  form.customer_no = user.customer_no;
  if (user.valid_until) form.until = user.valid_until->iso();
  for (const Role role : user.roles) form.roles.emplace_back(name_of(role));
  form.language = ui::code_of(user.language);
  form.version = std::to_string(user.version);
  return form;
}

PersonForm person_form(const http::Fields& fields) {
  PersonForm form;
  form.name = std::string(fields.text("name"));
  form.email = std::string(fields.text("email"));
  form.customer_no = std::string(fields.text("account"));
  form.until = std::string(fields.text("valid_until"));
  form.roles = fields.all("roles");
  form.language = std::string(fields.text("language"));
  form.version = std::string(fields.text("version"));
  return form;
}

PersonValues read_person(db::Reader& reader, Language language, PersonForm& form) {
  PersonValues values;
  for (const auto& name : form.roles) {
    if (const auto role = role_named(name)) values.roles.push_back(*role);
  }
  if (!trim(form.customer_no).empty()) {
    if (is_one_line(form.customer_no)) values.account = find_account(reader, form.customer_no);
    if (!values.account) {
      form.errors.items.emplace_back("account", tr(language, "No reseller account has this customer number."));
    }
  }
  values.valid_until = Date::parse(form.until);
  if (!form.until.empty() && !values.valid_until) {
    form.errors.items.emplace_back("valid_until", tr(language, "Write the date like 31/12/2026."));
  }
  return values;
}

void add_errors(PersonForm& form, Language language, const Refusal& refusal) {
  for (auto& item : errors_of(language, refusal).items) form.errors.items.push_back(std::move(item));
}

Html person_fields(const Visit& visit, const PersonForm& form) {
  const Language l = visit.language();
  const bool is_new = form.version.empty();
  std::vector<ui::Choice> roles;
  for (const Role role : all_roles()) roles.push_back({std::string(name_of(role)), label_of(l, role)});
  Html fields = ui::text_field(l, {"name", tr(l, "Name"), form.name, "", form.errors.of("name"), true},
                               {{"autocomplete", "off"}});
  if (is_new) {
    fields +=
        ui::text_field(l, {"email", tr(l, "E-mail address"), form.email, "", form.errors.of("email"), true},
                       {{"type", "email"}, {"autocomplete", "off"}}) +
        ui::select_field(l, {"language", tr(l, "Language"), form.language}, {{"fr", "Français"}, {"en", "English"}});
  }
  return fields +
         ui::checkbox_field(l, {"roles", tr(l, "Roles"), "", "", form.errors.of("roles"), true}, roles, form.roles) +
         ui::text_field(l, {"account", tr(l, "Customer number"), form.customer_no, tr(l, "Of resellers only."),
                            form.errors.of("account")}) +
         ui::text_field(l,
                        {"valid_until", tr(l, "Last day of access"), form.until, tr(l, "Left empty: no end."),
                         form.errors.of("valid_until")},
                        {{"type", "date"}});
}

}  // namespace recours::accounts
