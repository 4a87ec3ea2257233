#include "base/words.h"

#include <algorithm>

#include "base/text.h"

namespace recours {
namespace {

constexpr std::size_t kMostWordsAsked = 10;

bool is_digit(char c) { return c >= '0' && c <= '9'; }
// Letters of other alphabets are bytes beyond ASCII; what they are punctuation in does not matter here.
bool is_in_word(char c) { return is_digit(c) || (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80; }
bool is_number(std::string_view word) { return std::all_of(word.begin(), word.end(), is_digit); }

// Typographic apostrophes, dashes and spaces are no letters.
std::string without_punctuation(std::string text) {
  for (const std::string_view sign : {"’", "‘", "–", "—", "\u2010", "\u2011", "\u202f", "\u00a0", "«", "»", "·", "°"}) {
    for (std::size_t at = 0; (at = text.find(sign, at)) != std::string::npos;) text.replace(at, sign.size(), " ");
  }
  return text;
}

}  // namespace

std::vector<std::string> words_in(std::string_view text) {
  std::vector<std::string> words;
  bool inside = false;
  for (const char c : fold(without_punctuation(std::string(text)))) {
    if (!is_in_word(c)) {
      inside = false;
      continue;
    }
    if (!inside) words.emplace_back();
    inside = true;
    words.back() += c;
  }
  for (auto& word : words) word = shortened(std::move(word), kLongestWord);
  return words;
}

std::vector<std::string> with_joined_numbers(const std::vector<std::string>& words) {
  std::vector<std::string> joined;
  bool after_number = false;
  for (const auto& word : words) {
    if (after_number && is_number(word))
      joined.back() += word;
    else
      joined.push_back(word);
    after_number = is_number(word);
  }
  return joined;
}

std::vector<std::string> each_once(std::vector<std::string> words) {
  std::erase(words, std::string());
  std::sort(words.begin(), words.end());
  words.erase(std::unique(words.begin(), words.end()), words.end());
  return words;
}

std::vector<std::string> words_asked(std::string_view question) {
  auto words = with_joined_numbers(words_in(question));
  for (auto& word : words) {
    if (is_number(word) && word.starts_with("0033")) word.erase(0, 2);
  }
  if (words.size() > kMostWordsAsked) words.resize(kMostWordsAsked);
  return words;
}

}  // namespace recours
