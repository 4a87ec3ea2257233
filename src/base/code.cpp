#include "base/code.h"

#include <algorithm>

#include "base/text.h"

namespace recours {

std::string code_made_of(std::string_view label) {
  std::string code;
  for (const char c : fold(label)) {
    const bool is_plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    if (is_plain) code += c;
    if (!is_plain && !code.empty() && code.back() != '_') code += '_';
  }
  code.resize(std::min<std::size_t>(code.size(), 60));
  while (code.ends_with('_')) code.pop_back();
  return code;
}

bool is_code_text(std::string_view text) {
  return text.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_") == std::string_view::npos;
}

}  // namespace recours
