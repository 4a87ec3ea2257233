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

// The folded name lists are ordered by.
std::string sort_key_of(const ContactFields& contact);

}  // namespace recours::contacts
