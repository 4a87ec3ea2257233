// R-456 The words contacts are found by: folded, so that case and accents do not matter; every word of a question must
// begin some word of the contact. Pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "contacts/contact.h"

namespace recours::contacts {

// Each once. Numbers are also kept as a whole, so that AV-000 123 is found as AV000123 and as 000123.
std::vector<std::string> words_of(const ContactFields& contact);
std::vector<std::string> words_of(const ContractFields& contract);
std::vector<std::string> words_of(const LossFields& loss);

// Digits that follow each other are one number: "dupont 01 99 00" asks for "dupont" and "019900". At most ten words.
std::vector<std::string> words_asked(std::string_view question);

// The folded name lists are ordered by.
std::string sort_key_of(const ContactFields& contact);

}  // namespace recours::contacts
