// Reads a catalogue as it is built into the program, to check all of its entries. For tests only: the program itself
// asks Boost.Locale.
#pragma once

#include <cstdint>
#include <cstring>
#include <set>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "base/embedded.h"
#include "base/text.h"

namespace recours::testing_support {

struct CatalogueEntry {
  std::vector<std::string> keys;           // one, or singular and plural
  std::vector<std::string> translations;
};

inline std::uint32_t word_at(std::string_view bytes, std::size_t at) {
  std::uint32_t word = 0;
  std::memcpy(&word, bytes.substr(at, 4).data(), 4);
  return word;
}

inline std::string_view text_at(std::string_view bytes, std::size_t table, std::size_t index) {
  return bytes.substr(word_at(bytes, table + index * 8 + 4), word_at(bytes, table + index * 8));
}

// The entries of a .mo file but its header. Throws when there is no such catalogue.
inline std::vector<CatalogueEntry> catalogue(std::string_view code) {
  for (const auto& file : embedded::locales()) {
    if (file.name != std::string(code) + "/recours.mo") continue;
    if (word_at(file.bytes, 0) != 0x950412de) throw std::runtime_error("not a catalogue");
    std::vector<CatalogueEntry> entries;
    for (std::size_t index = 0; index < word_at(file.bytes, 8); ++index) {
      const auto key = text_at(file.bytes, word_at(file.bytes, 12), index);
      if (key.empty()) continue;
      entries.push_back({split(key, '\0'), split(text_at(file.bytes, word_at(file.bytes, 16), index), '\0')});
    }
    return entries;
  }
  throw std::runtime_error("no such catalogue");
}

// "{2} of {1}" → {1, 2}
inline std::set<char> placeholders(std::string_view text) {
  std::set<char> found;
  for (std::size_t at = 0; at + 2 < text.size(); ++at) {
    if (text[at] == '{' && text[at + 2] == '}') found.insert(text[at + 1]);
  }
  return found;
}

}  // namespace recours::testing_support
