#include "inspect/word_fields.h"

#include <algorithm>
#include <cctype>
#include <string>
#include <vector>

#include "inspect/binary.h"

namespace recours::inspect {
namespace {

std::vector<std::string> words_of(std::string_view code) {
  std::vector<std::string> words(1);
  for (const char c : code) {
    if (std::isalnum(static_cast<unsigned char>(c))) {
      words.back() += lower(c);
    } else if (!words.back().empty()) {
      words.emplace_back();
    }
  }
  return words;
}

bool is_number(const std::string& word) {
  return !word.empty() && std::all_of(word.begin(), word.end(), [](unsigned char c) { return std::isdigit(c) != 0; });
}

}  // namespace

bool reaches_outside(std::string_view code) {
  const auto words = words_of(code);
  const auto names = [&](std::string_view word) { return std::find(words.begin(), words.end(), word) != words.end(); };
  const auto& field = words.front();
  if (field == "dde" || field == "ddeauto" || names("ddeauto")) return true;
  const bool elsewhere = code.find("://") != code.npos || code.find("\\\\") != code.npos;
  for (const auto* fetching : {"includepicture", "includetext", "include", "import", "link", "rd", "database"}) {
    if (field == fetching && elsewhere) return true;
  }
  // { QUOTE 68 68 69 } spells a field that nobody is to read.
  return field == "quote" && std::count_if(words.begin(), words.end(), is_number) >= 3;
}

}  // namespace recours::inspect
