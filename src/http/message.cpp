#include "http/message.h"

#include <algorithm>
#include <charconv>
#include <stdexcept>

#include "base/text.h"
#include "http/multipart.h"

namespace recours::http {

namespace {

constexpr std::size_t kMostFields = 2000;

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool is_alphanumeric(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); }

void append_escape(std::string& out, char c) {
  static constexpr char kDigits[] = "0123456789ABCDEF";
  const auto byte = static_cast<unsigned char>(c);
  out += '%';
  out += kDigits[byte >> 4];
  out += kDigits[byte & 15];
}

std::string decode_field(std::string_view text) {
  std::string spaced(text);
  std::replace(spaced.begin(), spaced.end(), '+', ' ');
  auto decoded = percent_decode(spaced);
  if (!decoded) throw Malformed("a form or query field is not correctly encoded UTF-8 text");
  return *std::move(decoded);
}

}  // namespace

std::string_view name_of(Method method) {
  switch (method) {
    case Method::Get: return "GET";
    case Method::Head: return "HEAD";
    case Method::Post: return "POST";
    case Method::Put: return "PUT";
    case Method::Patch: return "PATCH";
    case Method::Delete: return "DELETE";
    case Method::Other: return "OTHER";
  }
  return "OTHER";
}

std::optional<std::string_view> Fields::find(std::string_view name) const {
  const auto found = std::find_if(items_.begin(), items_.end(), [&](const auto& item) { return item.first == name; });
  if (found == items_.end()) return std::nullopt;
  return found->second;
}

std::string_view Fields::text(std::string_view name) const { return find(name).value_or(std::string_view{}); }

std::vector<std::string> Fields::all(std::string_view name) const {
  std::vector<std::string> values;
  for (const auto& [key, value] : items_) {
    if (key == name) values.push_back(value);
  }
  return values;
}

std::optional<std::string> percent_decode(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size(); ++at) {
    char c = text[at];
    if (c == '%') {
      if (at + 2 >= text.size()) return std::nullopt;
      const int high = hex_digit(text[at + 1]);
      const int low = hex_digit(text[at + 2]);
      if (high < 0 || low < 0) return std::nullopt;
      c = static_cast<char>(high * 16 + low);
      at += 2;
    }
    if (c == '\0') return std::nullopt;
    out += c;
  }
  if (!is_valid_utf8(out)) return std::nullopt;
  return out;
}

Fields parse_urlencoded(std::string_view text) {
  Fields fields;
  while (!text.empty()) {
    const auto end = std::min(text.find('&'), text.size());
    const auto pair = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (pair.empty()) continue;
    if (fields.items().size() == kMostFields) throw Malformed("more than 2,000 fields");
    const auto equals = std::min(pair.find('='), pair.size());
    fields.add(decode_field(pair.substr(0, equals)), decode_field(pair.substr(std::min(equals + 1, pair.size()))));
  }
  return fields;
}

std::string urlencode(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (char c : text) {
    if (is_alphanumeric(c) || c == '-' || c == '.' || c == '_' || c == '~') out += c;
    else append_escape(out, c);
  }
  return out;
}

bool same_word(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) { return lower(x) == lower(y); });
}

bool is_header_name(std::string_view name) {
  static constexpr std::string_view kMarks = "!#$%&'*+-.^_`|~";
  return !name.empty() && std::all_of(name.begin(), name.end(), [](char c) {
    return is_alphanumeric(c) || kMarks.find(c) != std::string_view::npos;
  });
}

bool is_header_value(std::string_view value) {
  return std::none_of(value.begin(), value.end(), [](unsigned char c) { return (c < 0x20 && c != '\t') || c == 0x7F; });
}

std::string_view Request::header(std::string_view lower_case_name) const {
  for (const auto& [name, value] : headers) {
    if (name == lower_case_name) return value;
  }
  return {};
}

std::optional<std::string> Request::cookie(std::string_view name) const {
  for (const auto& [header_name, header_value] : headers) {
    if (header_name != "cookie") continue;
    std::string_view rest = header_value;
    while (!rest.empty()) {
      const auto end = std::min(rest.find(';'), rest.size());
      const auto pair = rest.substr(0, end);
      rest.remove_prefix(std::min(end + 1, rest.size()));
      const auto equals = pair.find('=');
      if (equals == std::string_view::npos || trim(pair.substr(0, equals)) != name) continue;
      auto value = trim(pair.substr(equals + 1));
      if (value.size() >= 2 && value.front() == '"' && value.back() == '"') value = value.substr(1, value.size() - 2);
      return std::string(value);
    }
  }
  return std::nullopt;
}

const std::string& Request::path_value(std::string_view name) const {
  const auto found = path_values.find(name);
  if (found == path_values.end()) throw std::logic_error("the route has no {" + std::string(name) + "}");
  return found->second;
}

std::int64_t Request::positive_number(const std::string& text) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  const bool plain = !text.empty() && text.front() >= '1' && text.front() <= '9';
  if (!plain || error != std::errc{} || end != text.data() + text.size()) throw NotFound();
  return number;
}

Fields Request::form() const {
  const auto type = header("content-type");
  if (is_multipart(type)) return parse_multipart(type, content()).fields;
  if (!same_word(trim(type.substr(0, type.find(';'))), "application/x-www-form-urlencoded")) {
    throw Malformed("the body is not a form");
  }
  return parse_urlencoded(content());
}

std::vector<UploadedFile> Request::files() const {
  const auto type = header("content-type");
  if (!is_multipart(type)) return {};
  return parse_multipart(type, content()).files;
}

Response Response::html(std::string body, int status) {
  return {status, {{"Content-Type", "text/html; charset=utf-8"}}, std::move(body)};
}

Response Response::json(std::string body, int status) {
  return {status, {{"Content-Type", "application/json"}}, std::move(body)};
}

Response Response::text(std::string body, int status) {
  return {status, {{"Content-Type", "text/plain; charset=utf-8"}}, std::move(body)};
}

Response Response::redirect(std::string_view local_path) {
  std::string location;
  for (char c : is_local_path(local_path) ? local_path : "/") {
    if (static_cast<unsigned char>(c) >= 0x80 || c == ' ') append_escape(location, c);
    else location += c;
  }
  return {303, {{"Location", std::move(location)}}, {}};
}

Response& Response::set(std::string name, std::string value) {
  if (!is_header_name(name) || !is_header_value(value)) throw std::logic_error("header that breaks the framing: " + name);
  if (!same_word(name, "set-cookie")) {
    std::erase_if(headers, [&](const auto& header) { return same_word(header.first, name); });
  }
  headers.emplace_back(std::move(name), std::move(value));
  return *this;
}

std::string_view Response::header(std::string_view name) const {
  for (const auto& [key, value] : headers) {
    if (same_word(key, name)) return value;
  }
  return {};
}

bool is_local_path(std::string_view path) {
  if (path.empty() || path.front() != '/' || path.substr(0, 2) == "//") return false;
  return std::none_of(path.begin(), path.end(), [](unsigned char c) { return c < 0x20 || c == 0x7F || c == '\\'; });
}

}  // namespace recours::http
