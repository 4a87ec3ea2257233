// Codes of lists people keep, as exports, statistics and the API know them: small letters without accents, digits, _.
#pragma once

#include <string>
#include <string_view>

namespace recours {

std::string code_made_of(std::string_view label);  // "Défaut d’information" → defaut_d_information
// Nothing else than what a code may hold; the empty text too.
bool is_code_text(std::string_view text);

}  // namespace recours
