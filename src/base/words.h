// The words people search by: folded, so that case and accents do not matter. Every word of a question must begin some
// word of what is looked for. Pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace recours {

inline constexpr std::size_t kLongestWord = 80;  // bytes

// In their order; letters and digits, cut at kLongestWord.
std::vector<std::string> words_in(std::string_view text);
// Neighbouring numbers as one: "01", "99" are "0199".
std::vector<std::string> with_joined_numbers(const std::vector<std::string>& words);
// Sorted, each once, no empty ones.
std::vector<std::string> each_once(std::vector<std::string> words);

// Digits that follow each other are one number: "dupont 01 99 00" asks for "dupont" and "019900". At most ten words.
std::vector<std::string> words_asked(std::string_view question);

}  // namespace recours
