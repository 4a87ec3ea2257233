// The fields of a person, for inviting and changing: as typed, as a form, and as values.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "accounts/people_store.h"
#include "accounts/site.h"
#include "ui/components.h"

namespace recours::accounts {

struct PersonForm {
  std::string name, email, customer_no, until;
  std::vector<std::string> roles;
  std::string language = "fr";
  std::string version;  // empty: a new person
  ui::FieldErrors errors;
};
PersonForm person_form(const User& user);
PersonForm person_form(const http::Fields& fields);

struct PersonValues {
  std::vector<Role> roles;
  std::optional<ResellerAccountId> account;
  std::optional<Date> valid_until;
};
// What cannot be read is added to the errors of the form.
PersonValues read_person(db::Reader& reader, ui::Language language, PersonForm& form);
void add_errors(PersonForm& form, ui::Language language, const Refusal& refusal);

ui::Html person_fields(const Visit& visit, const PersonForm& form);

}  // namespace recours::accounts
