// The cookies of this site: the session (never readable by scripts), and language and appearance of people not signed in.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "http/message.h"

namespace recours::accounts {

// "__Host-recours" on https, where browsers then refuse it from anybody but this host; "recours" on plain http.
std::string_view session_cookie_name(const http::Request& request);
std::optional<std::string> session_token(const http::Request& request);
void set_session_cookie(http::Response& response, const http::Request& request, std::string_view token);
void clear_session_cookie(http::Response& response, const http::Request& request);

// Of a sign-in that waits for the code of the second factor, for ten minutes.
std::optional<std::string> pending_sign_in_token(const http::Request& request);
void set_pending_sign_in_cookie(http::Response& response, const http::Request& request, std::string_view token);
void clear_pending_sign_in_cookie(http::Response& response, const http::Request& request);

// Kept for a year. `value` is one of our own words.
void set_preference_cookie(http::Response& response, const http::Request& request, std::string_view name,
                           std::string_view value);

}  // namespace recours::accounts
