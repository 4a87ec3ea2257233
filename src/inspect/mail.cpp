#include "inspect/mail.h"

#include <algorithm>
#include <optional>
#include <set>
#include <string>

#include "inspect/binary.h"
#include "inspect/foreign_data.h"

namespace recours::inspect {
namespace {

using namespace std::literals;

constexpr std::size_t kMostHeaderBytes = 256 * 1024;
constexpr std::size_t kLongestFieldName = 76;

// RFC 5322: printable characters but the colon.
bool is_field_name(std::string_view name) {
  return !name.empty() && name.size() <= kLongestFieldName &&
         std::all_of(name.begin(), name.end(), [](char c) { return c > ' ' && c < 0x7f && c != ':'; });
}

// The field names of the header block in lower case; none when it is not one.
std::optional<std::set<std::string>> field_names(std::string_view bytes) {
  std::set<std::string> names;
  for (auto rest = bytes.substr(0, kMostHeaderBytes); !rest.empty();) {
    const auto end = std::min(rest.find('\n'), rest.size());
    auto line = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line.empty()) return names;
    if (line.front() == ' ' || line.front() == '\t') {
      if (names.empty()) return std::nullopt;  // goes on from nothing
      continue;
    }
    const auto colon = line.find(':');
    if (colon == line.npos || !is_field_name(line.substr(0, colon))) return std::nullopt;
    names.insert(lower(line.substr(0, colon)));
  }
  return bytes.size() <= kMostHeaderBytes ? std::optional(names) : std::nullopt;
}

}  // namespace

bool is_mail(std::string_view bytes) {
  const auto names = field_names(bytes);
  return names && names->contains("from") && names->contains("date");
}

void check_mail(std::string_view bytes) {
  if (bytes.find('\0') != bytes.npos) throw Unacceptable(Reason::Damaged);
  if (has_zip_end(bytes)) throw Unacceptable(Reason::Polyglot);
}

}  // namespace recours::inspect
