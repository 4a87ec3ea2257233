// One person of « Utilisateurs »: the facts, the form, and the verbs on the access. Registered by people_pages.
#pragma once

#include <string>

#include "accounts/people_store.h"
#include "accounts/site.h"

namespace recours::accounts {

inline constexpr const char* kPeoplePath = "/admin/users";
std::string person_path(UserId user);
std::string label_of(ui::Language language, Access access);
ui::Html access_badge(ui::Language language, Access access);

void register_person_pages(Site& site);

}  // namespace recours::accounts
