// Text as people write it: trimming, folding for search (case and accents), keys of human numbers, hexadecimal.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace recours {

std::string_view trim(std::string_view text);
bool is_valid_utf8(std::string_view text);
// Valid UTF-8 without control characters: line breaks, tabs, escape sequences of terminals.
bool is_one_line(std::string_view text);
// Lower case without accents, for comparison and search: "Éléphant" → "elephant".
std::string fold(std::string_view text);
// How a human number is compared: upper case, without blanks and leading zeros, so that `0033442137`, `33442137`
// and ` 33442137` are one number. A number made of zeros only keeps one.
std::string number_key(std::string_view number);
// Letters, digits and dashes from a name, for addresses: "Hélios & Fils" → "helios-fils".
std::string slug(std::string_view name);
std::vector<std::string> split(std::string_view text, char separator);
std::string join(std::span<const std::string> parts, std::string_view separator);
std::string hex(std::string_view bytes);
// Whether it looks like an e-mail address a server would accept: one @, no blanks, a domain of at least two labels, ≤ 254.
bool is_email(std::string_view text);
// Cut at the end of a character, at most so many bytes.
std::string shortened(std::string text, std::size_t bytes);
// Number of code points (not bytes).
std::size_t length(std::string_view utf8);

}  // namespace recours
