#include "mail/header_fields.h"

#include <algorithm>

#include "base/text.h"

namespace recours::mail {
namespace {

constexpr std::size_t kMostHeaderBytes = std::size_t{256} << 10;
constexpr std::size_t kMostIds = 100;

std::string lower(std::string_view text) {
  std::string small(text);
  for (char& c : small) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return small;
}

// Where the header block ends and where the body begins.
std::pair<std::size_t, std::size_t> seam(std::string_view mail) {
  const auto crlf = mail.find("\r\n\r\n");
  const auto lf = mail.find("\n\n");
  if (crlf == std::string_view::npos && lf == std::string_view::npos) return {mail.size(), mail.size()};
  return crlf < lf ? std::pair{crlf, crlf + 4} : std::pair{lf, lf + 2};
}

bool is_field_name(std::string_view name) {
  return !name.empty() && std::all_of(name.begin(), name.end(), [](char c) { return c > ' ' && c < 0x7f; });
}

bool separates_addresses(char c) {
  return static_cast<unsigned char>(c) <= ' ' || c == '<' || c == '>' || c == ',' || c == ';' || c == '"' || c == '(' ||
         c == ')' || c == '[' || c == ']' || c == ':' || c == '\'';
}

}  // namespace

HeaderFields HeaderFields::of(std::string_view mail) {
  HeaderFields fields;
  auto rest = mail.substr(0, std::min(seam(mail).first, kMostHeaderBytes));
  while (!rest.empty()) {
    const auto end = std::min(rest.find('\n'), rest.size());
    auto line = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line.empty()) continue;
    if ((line.front() == ' ' || line.front() == '\t') && !fields.fields_.empty()) {
      fields.fields_.back().second.append(" ").append(trim(line));
      continue;
    }
    const auto colon = line.find(':');
    if (colon == std::string_view::npos || !is_field_name(line.substr(0, colon))) continue;
    fields.add(lower(line.substr(0, colon)), std::string(trim(line.substr(colon + 1))));
  }
  return fields;
}

bool HeaderFields::has(std::string_view name) const {
  return std::any_of(fields_.begin(), fields_.end(), [&](const auto& field) { return field.first == name; });
}

std::string HeaderFields::first(std::string_view name) const {
  const auto found =
      std::find_if(fields_.begin(), fields_.end(), [&](const auto& field) { return field.first == name; });
  return found == fields_.end() ? std::string() : std::string(trim(found->second));
}

std::vector<std::string> HeaderFields::all(std::string_view name) const {
  std::vector<std::string> values;
  for (const auto& [field, value] : fields_) {
    if (field == name) values.push_back(value);
  }
  return values;
}

std::string_view body_of(std::string_view mail) { return mail.substr(seam(mail).second); }

std::vector<std::string> addresses_in(std::string_view value) {
  std::vector<std::string> found;
  std::string word;
  const auto take = [&] {
    if (found.size() < kMostIds && is_email(word) && is_one_line(word)) found.push_back(lower(word));
    word.clear();
  };
  for (const char c : value) {
    if (separates_addresses(c))
      take();
    else
      word += c;
  }
  take();
  return found;
}

std::vector<std::string> ids_in(std::string_view value) {
  std::vector<std::string> ids;
  for (auto open = value.find('<'); open != std::string_view::npos && ids.size() < kMostIds;
       open = value.find('<', open + 1)) {
    const auto close = value.find('>', open);
    if (close == std::string_view::npos) break;
    const auto id = value.substr(open + 1, close - open - 1);
    if (!id.empty() && id.size() <= 250 && is_one_line(id) && id.find(' ') == std::string_view::npos)
      ids.emplace_back(id);
  }
  return ids;
}

}  // namespace recours::mail
