// The second step of signing in: the code of the application or a recovery code (/sign-in/code).
#pragma once

#include <string>

#include "accounts/session_actions.h"
#include "accounts/site.h"

namespace recours::accounts {

// After the right password of somebody whose code is asked for: to the page of the code, and then to `next`.
http::Response to_code_page(const http::Request& request, const std::string& pending_token, const std::string& next);

void register_sign_in_code(Site& site);

}  // namespace recours::accounts
