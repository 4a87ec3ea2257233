#include "accounts/cookies.h"

namespace recours::accounts {
namespace {

constexpr std::string_view kYear = "; Max-Age=31536000";
constexpr std::string_view kTenMinutes = "; Max-Age=600";
constexpr std::string_view kAtOnce = "; Max-Age=0";

void set_cookie(http::Response& response, const http::Request& request, std::string_view name, std::string_view value,
                std::string_view lifetime) {
  std::string cookie(name);
  cookie.append("=").append(value).append("; Path=/; HttpOnly; SameSite=Lax").append(lifetime);
  if (request.secure) cookie += "; Secure";
  response.set("Set-Cookie", std::move(cookie));
}

std::string_view pending_cookie_name(const http::Request& request) {
  return request.secure ? "__Host-recours-code" : "recours-code";
}

}  // namespace

std::string_view session_cookie_name(const http::Request& request) {
  return request.secure ? "__Host-recours" : "recours";
}

std::optional<std::string> session_token(const http::Request& request) {
  return request.cookie(session_cookie_name(request));
}

void set_session_cookie(http::Response& response, const http::Request& request, std::string_view token) {
  set_cookie(response, request, session_cookie_name(request), token, "");
}

void clear_session_cookie(http::Response& response, const http::Request& request) {
  set_cookie(response, request, session_cookie_name(request), "", kAtOnce);
}

std::optional<std::string> pending_sign_in_token(const http::Request& request) {
  return request.cookie(pending_cookie_name(request));
}

void set_pending_sign_in_cookie(http::Response& response, const http::Request& request, std::string_view token) {
  set_cookie(response, request, pending_cookie_name(request), token, kTenMinutes);
}

void clear_pending_sign_in_cookie(http::Response& response, const http::Request& request) {
  set_cookie(response, request, pending_cookie_name(request), "", kAtOnce);
}

void set_preference_cookie(http::Response& response, const http::Request& request, std::string_view name,
                           std::string_view value) {
  set_cookie(response, request, name, value, kYear);
}

}  // namespace recours::accounts
