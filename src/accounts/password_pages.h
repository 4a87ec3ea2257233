// Coming in without a password: asking for a link (/forgotten-password) and choosing one with it (/choose-password).
#pragma once

#include "accounts/site.h"

namespace recours::accounts {

void register_password_pages(Site& site);

}  // namespace recours::accounts
