// Asking a site in process, without a socket: a browser that keeps its session and sends the CSRF token, and a program
// with an API token. The clock stands still until a test moves it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <boost/json.hpp>

#include "accounts/site.h"
#include "base/clock.h"
#include "db/database.h"
#include "support/clock.h"

namespace recours::testing_support {

using FormFields = std::vector<std::pair<std::string, std::string>>;
using HeaderFields = std::vector<std::pair<std::string, std::string>>;

// A file of a form, for post_multipart; `field` is the name of its input.
struct FileField {
  std::string field;
  std::string name;
  std::string content;
};

// A request as the server would hand it over; target is path and query.
http::Request make_request(http::Method method, std::string_view target, HeaderFields headers = {}, std::string body = {});

std::optional<std::string> header_of(const http::Response& response, std::string_view name);

class Browser {
 public:
  Browser(const accounts::Site& site, db::Database& database, const Clock& clock);

  // Opens a session without asking for the password.
  Browser& enter(const accounts::Viewer& viewer);
  // Through the sign-in page; returns its answer.
  http::Response sign_in(const std::string& email, const std::string& password, const std::string& next = {});

  http::Response get(std::string_view target);
  // With the CSRF token of the session.
  http::Response post(std::string_view target, FormFields fields = {});
  // As a form with files, with the CSRF token of the session.
  http::Response post_multipart(std::string_view target, FormFields fields, const std::vector<FileField>& files);
  // As given, nothing added.
  http::Response post_bare(std::string_view target, FormFields fields, HeaderFields headers = {});
  http::Response send(http::Request request);
  // Follows a 303.
  http::Response follow(const http::Response& response);

  const std::string& csrf() const { return csrf_; }
  std::optional<std::string> cookie(std::string_view name) const;
  void set_cookie(const std::string& name, const std::string& value);

 private:
  void keep_cookies(const http::Response& response);

  const accounts::Site& site_;
  db::Database& database_;
  const Clock& clock_;
  std::string csrf_;
  std::vector<std::pair<std::string, std::string>> cookies_;
};

class ApiClient {
 public:
  ApiClient(const accounts::Site& site, std::string token) : site_(site), token_(std::move(token)) {}
  // With a fresh token of this person, able to write.
  ApiClient(const accounts::Site& site, db::Database& database, const accounts::Viewer& viewer, Instant now);

  http::Response get(std::string_view target);
  http::Response send(http::Method method, std::string_view target, std::string body = {}, HeaderFields headers = {});
  http::Response post(std::string_view target, const boost::json::value& body, HeaderFields headers = {});
  http::Response post_multipart(std::string_view target, const FormFields& fields, const std::vector<FileField>& files,
                                HeaderFields headers = {});

 private:
  const accounts::Site& site_;
  std::string token_;
};

// The body of a JSON answer.
boost::json::value json_of(const http::Response& response);

}  // namespace recours::testing_support
