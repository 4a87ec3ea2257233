#include "http/target.h"

#include <algorithm>

#include "base/text.h"
#include "http/router.h"

namespace recours::http {

namespace {

bool is_letter_or_digit(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); }

// Cuts "http://host" off an absolute target and returns "host".
std::string_view take_authority(std::string_view& text) {
  const auto mark = text.find("://");
  if (mark == std::string_view::npos || !(same_word(text.substr(0, mark), "http") || same_word(text.substr(0, mark), "https"))) {
    throw Malformed("the target is neither a path nor an http address");
  }
  text.remove_prefix(mark + 3);
  const auto end = std::min(text.find_first_of("/?"), text.size());
  const auto authority = text.substr(0, end);
  if (!is_host(authority)) throw Malformed("the target names no valid host");
  text.remove_prefix(end);
  return authority;
}

// Also between slashes that came as %2F: who reads the decoded path must not be led elsewhere.
bool has_dot_segment(std::string_view decoded) {
  const auto parts = split(decoded, '/');
  return std::any_of(parts.begin(), parts.end(), [](const std::string& part) { return part == "." || part == ".."; });
}

}  // namespace

bool is_host(std::string_view text) {
  if (text.empty() || text.size() > 260) return false;
  if (text.front() == '[') {
    const auto close = text.find(']');
    if (close == std::string_view::npos || close < 3) return false;
    const auto address = text.substr(1, close - 1);
    if (address.find_first_not_of("0123456789abcdefABCDEF:.") != std::string_view::npos) return false;
    text.remove_prefix(close + 1);
  } else {
    const auto end = std::min(text.find(':'), text.size());
    const auto name = text.substr(0, end);
    const auto is_name_mark = [](char c) { return is_letter_or_digit(c) || c == '.' || c == '-' || c == '_'; };
    if (name.empty() || !std::all_of(name.begin(), name.end(), is_name_mark)) return false;
    text.remove_prefix(end);
  }
  if (text.empty()) return true;
  return text.front() == ':' && text.size() <= 6 && text.find_first_not_of("0123456789", 1) == std::string_view::npos;
}

Target parse_target(std::string_view text) {
  Target target;
  if (text.empty()) throw Malformed("the target is empty");
  if (text.front() != '/') target.authority = take_authority(text);
  target.text = text.empty() || text.front() == '?' ? "/" + std::string(text) : std::string(text);
  if (target.text.find('#') != std::string::npos) throw Malformed("the target holds a fragment");
  const std::string_view whole = target.text;
  const auto mark = std::min(whole.find('?'), whole.size());
  for (auto segment : routing::segments_of(whole.substr(0, mark))) {
    const auto decoded = percent_decode(segment);
    if (!decoded) throw Malformed("the path is not correctly encoded UTF-8 text");
    if (has_dot_segment(*decoded)) throw Malformed("the path holds dot segments");
    target.path += "/" + *decoded;
  }
  target.query = parse_urlencoded(whole.substr(std::min(mark + 1, whole.size())));
  return target;
}

std::string readable_path(std::string_view text) {
  std::string path;
  for (const auto segment : routing::segments_of(text.substr(0, text.find_first_of("?#")))) {
    const auto decoded = percent_decode(segment);
    path += "/";
    if (!decoded || has_dot_segment(*decoded)) break;
    path += *decoded;
  }
  return path;
}

}  // namespace recours::http
