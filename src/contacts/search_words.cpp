#include "contacts/search_words.h"

#include "base/text.h"
#include "base/words.h"

namespace recours::contacts {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

class Words {
 public:
  void add(std::string_view text) {
    const auto pieces = words_in(text);
    all_.insert(all_.end(), pieces.begin(), pieces.end());
  }
  void add_number(std::string_view text) {
    const auto pieces = words_in(text);
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
  std::vector<std::string> once() && { return each_once(std::move(all_)); }

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

std::string sort_key_of(const ContactFields& contact) { return shortened(fold(listed_name(contact)), 200); }

}  // namespace recours::contacts
