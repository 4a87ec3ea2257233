#include "inspect/binary.h"

#include <algorithm>

namespace recours::inspect {
namespace {

bool same(char c, char of_word) { return lower(c) == of_word; }

}  // namespace

std::string lower(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(), [](char c) { return lower(c); });
  return out;
}

bool contains_ignoring_case(std::string_view bytes, std::string_view word) {
  return std::search(bytes.begin(), bytes.end(), word.begin(), word.end(), same) != bytes.end();
}

bool starts_ignoring_case(std::string_view bytes, std::string_view word) {
  return bytes.size() >= word.size() &&
         std::equal(word.begin(), word.end(), bytes.begin(), [](char w, char c) { return same(c, w); });
}

bool ends_ignoring_case(std::string_view bytes, std::string_view word) {
  return bytes.size() >= word.size() && starts_ignoring_case(bytes.substr(bytes.size() - word.size()), word);
}

}  // namespace recours::inspect
