#include "contacts/search_words.h"

#include <algorithm>

#include "base/text.h"

namespace recours::contacts {
namespace {

constexpr std::size_t kLongestWord = 80;
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

std::vector<std::string> pieces_of(std::string_view text) {
  std::vector<std::string> pieces;
  bool inside = false;
  for (const char c : fold(without_punctuation(std::string(text)))) {
    if (!is_in_word(c)) {
      inside = false;
      continue;
    }
    if (!inside) pieces.emplace_back();
    inside = true;
    pieces.back() += c;
  }
  for (auto& piece : pieces) piece = shortened(std::move(piece), kLongestWord);
  return pieces;
}

// Neighbouring numbers as one.
std::vector<std::string> with_joined_numbers(const std::vector<std::string>& pieces) {
  std::vector<std::string> words;
  bool after_number = false;
  for (const auto& piece : pieces) {
    if (after_number && is_number(piece))
      words.back() += piece;
    else
      words.push_back(piece);
    after_number = is_number(piece);
  }
  return words;
}

class Words {
 public:
  void add(std::string_view text) {
    const auto pieces = pieces_of(text);
    all_.insert(all_.end(), pieces.begin(), pieces.end());
  }
  void add_number(std::string_view text) {
    const auto pieces = pieces_of(text);
    all_.insert(all_.end(), pieces.begin(), pieces.end());
    const auto joined = with_joined_numbers(pieces);
    all_.insert(all_.end(), joined.begin(), joined.end());
    all_.push_back(shortened(join(pieces, ""), kLongestWord));
  }
  // As dialled from here and from abroad.
  void add_phone(std::string_view text) {
    std::string digits;
    for (const char c : text) {
      if (is_digit(c)) digits += c;
    }
    if (digits.starts_with("00")) digits.erase(0, 2);
    const bool from_abroad = digits.starts_with("33");
    if (!from_abroad && !digits.starts_with('0')) return all_.push_back(digits);
    std::string local = digits.substr(from_abroad ? 2 : 0);
    if (local.starts_with('0')) local.erase(0, 1);
    all_.push_back("0" + local);
    all_.push_back("33" + local);
  }
  std::vector<std::string> once() && {
    std::erase(all_, std::string());
    std::sort(all_.begin(), all_.end());
    all_.erase(std::unique(all_.begin(), all_.end()), all_.end());
    return std::move(all_);
  }

 private:
  std::vector<std::string> all_;
};

}  // namespace

std::vector<std::string> words_of(const ContactFields& contact) {
  Words words;
  for (const auto& text : {contact.name, contact.first_name, contact.company, contact.email, contact.city})
    words.add(text);
  words.add_number(contact.ref);
  words.add_phone(contact.phone);
  return std::move(words).once();
}

std::vector<std::string> words_of(const ContractFields& contract) {
  Words words;
  words.add_number(contract.number);
  return std::move(words).once();
}

std::vector<std::string> words_of(const LossFields& loss) {
  Words words;
  words.add_number(loss.number);
  return std::move(words).once();
}

std::vector<std::string> words_asked(std::string_view question) {
  auto words = with_joined_numbers(pieces_of(question));
  for (auto& word : words) {
    if (is_number(word) && word.starts_with("0033")) word.erase(0, 2);
  }
  if (words.size() > kMostWordsAsked) words.resize(kMostWordsAsked);
  return words;
}

std::string sort_key_of(const ContactFields& contact) { return shortened(fold(listed_name(contact)), 200); }

}  // namespace recours::contacts
