#include "support/site.h"

#include <algorithm>
#include <stdexcept>

#include "accounts/cookies.h"
#include "accounts/session_actions.h"
#include "accounts/user_actions.h"

namespace recours::testing_support {
namespace {

std::string encode(const FormFields& fields) {
  std::string body;
  for (const auto& [name, value] : fields) {
    body.append(body.empty() ? "" : "&").append(http::urlencode(name)).append("=").append(http::urlencode(value));
  }
  return body;
}

// In no file of a test.
constexpr std::string_view kBoundary = "----recours-boundary-7Jq1mP0s";

std::string in_quotes(std::string_view name) {
  std::string out;
  for (const char c : name) out += c == '"' ? std::string("%22") : std::string(1, c);
  return "\"" + out + "\"";
}

// As browsers write it.
std::string encode(const FormFields& fields, const std::vector<FileField>& files) {
  const std::string line = "--" + std::string(kBoundary);
  std::string body;
  for (const auto& [name, value] : fields) {
    body += line + "\r\nContent-Disposition: form-data; name=" + in_quotes(name) + "\r\n\r\n" + value + "\r\n";
  }
  for (const auto& file : files) {
    body += line + "\r\nContent-Disposition: form-data; name=" + in_quotes(file.field) + "; filename=" + in_quotes(file.name) +
            "\r\nContent-Type: application/octet-stream\r\n\r\n" + file.content + "\r\n";
  }
  return body + line + "--\r\n";
}

std::pair<std::string, std::string> multipart_header() {
  return {"content-type", "multipart/form-data; boundary=" + std::string(kBoundary)};
}

}  // namespace

http::Request make_request(http::Method method, std::string_view target, HeaderFields headers, std::string body) {
  http::Request request;
  request.method = method;
  request.target = std::string(target);
  request.path = request.target.substr(0, request.target.find('?'));
  const auto question = request.target.find('?');
  if (question != std::string::npos) request.query = http::parse_urlencoded(std::string_view(request.target).substr(question + 1));
  request.headers = std::move(headers);
  request.headers.emplace_back("host", "recours.example");
  request.body = std::move(body);
  request.client_address = "192.0.2.1";
  return request;
}

std::optional<std::string> header_of(const http::Response& response, std::string_view name) {
  for (const auto& [header, value] : response.headers) {
    if (header == name) return value;
  }
  return std::nullopt;
}

Browser::Browser(const accounts::Site& site, db::Database& database, const Clock& clock)
    : site_(site), database_(database), clock_(clock) {}

Browser& Browser::enter(const accounts::Viewer& viewer) {
  const auto user = accounts::find_user(*database_.reader(), viewer.id);
  if (!user) throw std::logic_error("nobody with this id: " + viewer.name);
  const auto opened = accounts::open_session(database_, *user, {"192.0.2.1", "test", std::nullopt}, clock_.now());
  set_cookie("recours", opened.token);
  csrf_ = opened.csrf_token;
  return *this;
}

http::Response Browser::sign_in(const std::string& email, const std::string& password, const std::string& next) {
  FormFields fields{{"email", email}, {"password", password}};
  if (!next.empty()) fields.emplace_back("next", next);
  auto response = post_bare("/sign-in", fields);
  if (const auto token = cookie("recours")) {
    const auto session = accounts::find_session(*database_.reader(), *token, clock_.now());
    csrf_ = session ? session->csrf_token : "";
  }
  return response;
}

http::Response Browser::get(std::string_view target) { return send(make_request(http::Method::Get, target)); }

http::Response Browser::post(std::string_view target, FormFields fields) {
  fields.emplace_back("csrf", csrf_);
  return post_bare(target, std::move(fields));
}

http::Response Browser::post_multipart(std::string_view target, FormFields fields, const std::vector<FileField>& files) {
  fields.emplace_back("csrf", csrf_);
  return send(make_request(http::Method::Post, target, {multipart_header()}, encode(fields, files)));
}

http::Response Browser::post_bare(std::string_view target, FormFields fields, HeaderFields headers) {
  headers.emplace_back("content-type", "application/x-www-form-urlencoded");
  return send(make_request(http::Method::Post, target, std::move(headers), encode(fields)));
}

http::Response Browser::send(http::Request request) {
  std::string cookies;
  for (const auto& [name, value] : cookies_) {
    cookies.append(cookies.empty() ? "" : "; ").append(name).append("=").append(value);
  }
  if (!cookies.empty()) request.headers.emplace_back("cookie", cookies);
  auto response = site_.handle(std::move(request));
  keep_cookies(response);
  return response;
}

http::Response Browser::follow(const http::Response& response) {
  const auto location = header_of(response, "Location");
  if (!location) throw std::logic_error("no redirect but " + std::to_string(response.status));
  return get(*location);
}

std::optional<std::string> Browser::cookie(std::string_view name) const {
  for (const auto& [cookie_name, value] : cookies_) {
    if (cookie_name == name) return value;
  }
  return std::nullopt;
}

void Browser::set_cookie(const std::string& name, const std::string& value) {
  std::erase_if(cookies_, [&](const auto& cookie) { return cookie.first == name; });
  if (!value.empty()) cookies_.emplace_back(name, value);
}

void Browser::keep_cookies(const http::Response& response) {
  for (const auto& [header, value] : response.headers) {
    if (header != "Set-Cookie") continue;
    const auto pair = value.substr(0, value.find(';'));
    const auto equals = pair.find('=');
    set_cookie(pair.substr(0, equals), pair.substr(equals + 1));
  }
}

ApiClient::ApiClient(const accounts::Site& site, db::Database& database, const accounts::Viewer& viewer, Instant now)
    : site_(site),
      token_(*accounts::create_token(database, viewer.actor(),
                                     {viewer.id, "test", accounts::TokenScope::Write, std::nullopt}, now)) {}

http::Response ApiClient::get(std::string_view target) { return send(http::Method::Get, target); }

http::Response ApiClient::send(http::Method method, std::string_view target, std::string body, HeaderFields headers) {
  headers.emplace_back("authorization", "Bearer " + token_);
  return site_.handle(make_request(method, target, std::move(headers), std::move(body)));
}

http::Response ApiClient::post(std::string_view target, const boost::json::value& body, HeaderFields headers) {
  headers.emplace_back("content-type", "application/json");
  return send(http::Method::Post, target, boost::json::serialize(body), std::move(headers));
}

http::Response ApiClient::post_multipart(std::string_view target, const FormFields& fields,
                                         const std::vector<FileField>& files, HeaderFields headers) {
  headers.push_back(multipart_header());
  return send(http::Method::Post, target, encode(fields, files), std::move(headers));
}

boost::json::value json_of(const http::Response& response) { return boost::json::parse(response.body); }

}  // namespace recours::testing_support
