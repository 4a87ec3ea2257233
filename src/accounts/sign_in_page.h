// What the sign-in page looks like. Who gets in is decided in session_actions.
#pragma once

#include <optional>
#include <string>

#include "accounts/site.h"

namespace recours::accounts {

struct SignInForm {
  std::string email;
  std::string next = "/";
  bool unsaved = false;                                    // came from a form whose session had ended
  bool password_chosen = false;                            // a moment ago, with a link
  std::optional<Message> refusal;
};

http::Response sign_in_page(const PublicVisit& visit, const SiteOptions& options, const SignInForm& form,
                            int status = 200);

}  // namespace recours::accounts
