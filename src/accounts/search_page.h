// /search, where the box of the top bar leads: every place the viewer may look into, one after the other. What is meant
// opens at once, several hits are listed, none says what to try.
#pragma once

#include "accounts/site.h"

namespace recours::accounts {

inline constexpr const char* kSearchPath = "/search";

bool may_search(const Viewer& viewer, const std::vector<Searched>& places);
// Throws Forbidden when there is no place to look into.
http::Response search_page(Visit& visit, const std::vector<Searched>& places);

}  // namespace recours::accounts
