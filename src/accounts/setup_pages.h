// /setup: founding the organisation of an empty database in the browser. While there is none the site leads everybody
// here.
#pragma once

#include "accounts/site.h"

namespace recours::accounts {

inline constexpr const char* kSetupPath = "/setup";

// Whether everything else has to wait for the setup.
bool awaits_setup(db::Reader& reader);
http::Response setup_first_problem(ui::Language language);

void register_setup(Site& site);

}  // namespace recours::accounts
