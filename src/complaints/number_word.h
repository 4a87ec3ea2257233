// The one word by which a number is found in complaint_word whatever its case, blanks, punctuation and leading zeros:
// numbers with the same number_key have the same word, not the other way round. For stores.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>

#include "base/text.h"
#include "base/words.h"

namespace recours::complaints {

// Empty for a number without letters and digits, or of zeros only.
inline std::string number_word(std::string_view number) {
  auto word = shortened(join(words_in(number), ""), kLongestWord);
  return word.erase(0, std::min(word.find_first_not_of('0'), word.size()));
}

}  // namespace recours::complaints
