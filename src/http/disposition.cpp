#include "http/disposition.h"

#include <algorithm>

#include "base/errors.h"
#include "base/text.h"
#include "http/message.h"

namespace recours::http {
namespace {

std::string lower_case(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return out;
}

void skip_blanks(std::string_view& rest) { rest.remove_prefix(std::min(rest.find_first_not_of(" \t"), rest.size())); }

std::string take_quoted(std::string_view& rest) {
  std::string value;
  rest.remove_prefix(1);
  while (!rest.empty() && rest.front() != '"') {
    const bool is_escape = rest.front() == '\\' && rest.size() > 1 && (rest[1] == '"' || rest[1] == '\\');
    if (is_escape) rest.remove_prefix(1);
    value += rest.front();
    rest.remove_prefix(1);
  }
  if (rest.empty()) throw Malformed("a quote that does not end");
  rest.remove_prefix(1);
  return value;
}

std::string take_bare(std::string_view& rest) {
  const auto bare = rest.substr(0, rest.find_first_of(" \t;\""));
  if (bare.empty()) throw Malformed("a parameter without a value");
  rest.remove_prefix(bare.size());
  return std::string(bare);
}

std::pair<std::string, std::string> take_parameter(std::string_view& rest) {
  const auto equals = rest.find('=');
  if (equals == std::string_view::npos || !is_header_name(rest.substr(0, equals))) {
    throw Malformed("a parameter without a name or without '='");
  }
  std::string name = lower_case(rest.substr(0, equals));
  rest.remove_prefix(equals + 1);
  std::string value = rest.starts_with('"') ? take_quoted(rest) : take_bare(rest);
  return {std::move(name), std::move(value)};
}

// RFC 5987: UTF-8'fr'caf%C3%A9.pdf
std::string decode_extended(std::string_view value) {
  const auto charset_end = value.find('\'');
  const auto language_end = charset_end == std::string_view::npos ? charset_end : value.find('\'', charset_end + 1);
  if (language_end == std::string_view::npos || !same_word(value.substr(0, charset_end), "utf-8")) {
    throw Malformed("filename* is not UTF-8''…");
  }
  auto decoded = percent_decode(value.substr(language_end + 1));
  if (!decoded) throw Malformed("filename* is not correctly encoded");
  return *std::move(decoded);
}

// Browsers write a quote in a name as %22 and leave other percent signs alone.
std::string with_quotes(std::string text) {
  static constexpr std::string_view kQuote = "%22";
  std::string out;
  std::string_view rest = text;
  for (auto at = rest.find(kQuote); at != std::string_view::npos; at = rest.find(kQuote)) {
    out.append(rest.substr(0, at)).append("\"");
    rest.remove_prefix(at + kQuote.size());
  }
  return out.append(rest);
}

// Old browsers send the path, others whatever an attacker made them send.
std::string without_folders(std::string name) {
  const auto slash = name.find_last_of("/\\");
  if (slash != std::string::npos) name.erase(0, slash + 1);
  return name == "." || name == ".." ? std::string() : name;
}

}  // namespace

std::optional<std::string> Parameters::find(std::string_view lower_case_name) const {
  const auto found =
      std::find_if(items.begin(), items.end(), [&](const auto& item) { return item.first == lower_case_name; });
  if (found == items.end()) return std::nullopt;
  return found->second;
}

Parameters parse_parameters(std::string_view value) {
  const auto end = std::min(value.find(';'), value.size());
  Parameters parameters{std::string(trim(value.substr(0, end))), {}};
  std::string_view rest = value.substr(end);
  while (true) {
    skip_blanks(rest);
    if (rest.empty()) return parameters;
    if (rest.front() != ';') throw Malformed("something between two parameters");
    rest.remove_prefix(1);
    skip_blanks(rest);
    if (rest.empty()) return parameters;  // a ';' at the end is common and harmless
    auto parameter = take_parameter(rest);
    if (parameters.find(parameter.first)) throw Malformed("a parameter that comes twice");
    parameters.items.push_back(std::move(parameter));
  }
}

Disposition parse_disposition(std::string_view value) {
  const auto parameters = parse_parameters(value);
  if (!same_word(parameters.word, "form-data")) throw Malformed("a disposition other than form-data");
  const auto name = parameters.find("name");
  if (!name || name->empty()) throw Malformed("a part without a name");
  Disposition disposition{with_quotes(*name), {}};
  if (const auto extended = parameters.find("filename*")) {
    disposition.filename = decode_extended(*extended);
  } else if (const auto plain = parameters.find("filename")) {
    disposition.filename = with_quotes(*plain);
  }
  if (!is_one_line(disposition.name)) throw Malformed("a field name with control characters, or not UTF-8");
  if (!disposition.filename) return disposition;
  if (!is_one_line(*disposition.filename)) throw Malformed("a file name with control characters, or not UTF-8");
  disposition.filename = without_folders(*std::move(disposition.filename));
  return disposition;
}

}  // namespace recours::http
