#include "claims/scan.h"

#include "base/text.h"

namespace recours::claims {
namespace {

// AIM symbology identifier: ], a letter, a modifier.
std::string_view without_symbology(std::string_view text) {
  return text.size() > 3 && text.front() == ']' ? text.substr(3) : text;
}

// What follows /claims/ in the address of a claim of ours.
std::string_view without_address(std::string_view text) {
  constexpr std::string_view mark = "/claims/";
  const auto at = text.find(mark);
  if (!text.starts_with("http") || at == std::string_view::npos) return text;
  const auto number = text.substr(at + mark.size());
  return number.substr(0, number.find_first_of("/?#"));
}

std::string_view without_word(std::string_view text) {
  return fold(text.substr(0, 3)) == "rma" && text.size() > 3 ? trim(text.substr(3)) : text;
}

}  // namespace

std::string scanned_number(std::string_view typed) {
  std::string_view text = without_symbology(trim(typed));
  text = without_word(without_address(text));
  while (!text.empty() && (text.front() == ':' || text.front() == '#')) text = trim(text.substr(1));
  return std::string(text);
}

}  // namespace recours::claims
