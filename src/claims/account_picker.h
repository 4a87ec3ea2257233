// R-616 The search for the account staff act for: on its own page and on the first step.
#pragma once

#include <string>

#include "accounts/site.h"
#include "claims/page_parts.h"

namespace recours::claims {

inline constexpr const char* kAccountsPath = "/claims/new/accounts";
ui::Html account_search(ui::Language language, const std::string& words);

void register_account_pages(accounts::Site& site);

}  // namespace recours::claims
