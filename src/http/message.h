// A request and a response as handlers see them: complete, checked, without any type of the server library.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/descriptor.h"
#include "base/errors.h"
#include "base/id.h"

namespace recours::http {

enum class Method { Get, Head, Post, Put, Patch, Delete, Other };
std::string_view name_of(Method method);

// Names and values in order, as in a query string or a form; names may repeat.
class Fields {
 public:
  void add(std::string name, std::string value) { items_.emplace_back(std::move(name), std::move(value)); }
  // First value, or empty.
  std::string_view text(std::string_view name) const;
  std::optional<std::string_view> find(std::string_view name) const;
  std::vector<std::string> all(std::string_view name) const;
  bool has(std::string_view name) const { return find(name).has_value(); }
  const std::vector<std::pair<std::string, std::string>>& items() const { return items_; }

 private:
  std::vector<std::pair<std::string, std::string>> items_;
};

// application/x-www-form-urlencoded (bodies and query strings). Throws Malformed on bad escapes, bytes that are not
// UTF-8, NUL, or more than 2,000 fields.
Fields parse_urlencoded(std::string_view text);
std::string urlencode(std::string_view text);
// %XX decoded, '+' left alone; nothing for a bad escape, bytes that are not UTF-8, or NUL.
std::optional<std::string> percent_decode(std::string_view text);

// A file of a multipart form. `content` is a view into the body of the request.
struct UploadedFile {
  std::string field;
  std::string name;                                         // as sent, without folders; UTF-8; may be empty
  std::string_view content;
};

struct Request {
  Method method = Method::Get;
  std::string path;                                         // decoded, normalised, begins with '/'
  std::string target;                                       // as sent: path and query
  Fields query;
  std::vector<std::pair<std::string, std::string>> headers;  // names in lower case
  std::string body;
  std::shared_ptr<const MappedFile> spooled;                 // the body instead, on routes that take files
  std::string client_address;                               // behind trusted proxies: the client's
  bool secure = false;                                      // https, directly or by a trusted proxy
  std::map<std::string, std::string, std::less<>> path_values;  // filled by the router: {number} → decoded text

  std::string_view header(std::string_view lower_case_name) const;  // empty when absent
  std::optional<std::string> cookie(std::string_view name) const;
  const std::string& path_value(std::string_view name) const;
  // A path value that is a row id; anything else than 1…2^63-1 in plain digits is NotFound.
  template <class IdType>
  IdType path_id(std::string_view name) const { return IdType{positive_number(path_value(name))}; }
  std::string_view content() const { return spooled ? spooled->bytes() : std::string_view(body); }
  // The body as a form, urlencoded or multipart; Malformed with another content type.
  Fields form() const;
  // The files of a multipart form, none of another one. Views: good as long as the request.
  std::vector<UploadedFile> files() const;

 private:
  static std::int64_t positive_number(const std::string& text);
};

// A part of an open file that is sent instead of a body in memory.
struct FileBody {
  std::shared_ptr<const Descriptor> file;
  std::uint64_t offset = 0;
  std::uint64_t length = 0;
};

struct Response {
  int status = 200;
  std::vector<std::pair<std::string, std::string>> headers;  // names as they are sent
  std::string body;
  std::optional<FileBody> file;                              // sent instead of `body`

  static Response html(std::string body, int status = 200);
  static Response json(std::string body, int status = 200);
  static Response text(std::string body, int status = 200);
  // 303 to a path of this site; anything else than a local path goes to "/" (no open redirect).
  static Response redirect(std::string_view local_path);
  // Replaces a header of that name; Set-Cookie is added. A name or value that could break the framing (CR, LF, NUL)
  // throws std::logic_error.
  Response& set(std::string name, std::string value);
  // The value of a header, whatever the case of its name; empty when absent.
  std::string_view header(std::string_view name) const;
};

// Header names and other protocol words are compared without regard to case, in ASCII only.
bool same_word(std::string_view a, std::string_view b);
bool is_header_name(std::string_view name);
bool is_header_value(std::string_view value);

// A path of this site that may be redirected to: begins with one '/', no backslash, no control character.
bool is_local_path(std::string_view path);

}  // namespace recours::http
