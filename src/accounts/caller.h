// What a request tells about the browser behind it: language, where it came from, whether another site sent it.
// Pure: no database, no session.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "http/message.h"
#include "ui/language.h"

namespace recours::accounts {

bool is_safe(http::Method method);                         // GET and HEAD: changes nothing

// How the log names a request: by its name, under which the access log has its path without one-time codes. Paths only
// where a test made the request.
std::string logged_name(const http::Request& request);

// What follows "Bearer" in Authorization.
std::optional<std::string_view> bearer_token(const http::Request& request);

// The cookie `language`, else what the browser prefers of our languages, else French.
ui::Language language_of_browser(const http::Request& request);
// The cookie `theme`, else auto.
std::string theme_of_browser(const http::Request& request);

// Path and query of the page of this site the request was sent from; "/" when that is unknown or elsewhere.
std::string referring_path(const http::Request& request, std::string_view public_url);

// Whether a page of another site made the browser send this.
bool is_cross_site(const http::Request& request, std::string_view public_url);

}  // namespace recours::accounts
