// Every sentence a user reads goes through here: gettext catalogues of locales/, embedded in the program. The English
// text is the key. Arguments are {1}, {2}…; dates, numbers and money follow the language.
#pragma once

#include <string>
#include <string_view>

#include "base/message.h"

namespace recours::ui {

enum class Language { French, English };

// "fr" / "en"; anything else is French.
Language language_of(std::string_view code);
std::string_view code_of(Language language);

std::string tr(Language language, const char* english);
std::string tr_message(Language language, const Message& message);
// Plural forms: trn(l, "{1} claim", "{1} claims", n) — {1} is n, further arguments follow.
std::string trn_message(Language language, const char* one, const char* many, std::int64_t n,
                        std::vector<Argument> more = {});

template <class First, class... More>
std::string tr(Language language, const char* english, First&& first, More&&... more) {
  return tr_message(language, msg(english, std::forward<First>(first), std::forward<More>(more)...));
}
template <class... More>
std::string trn(Language language, const char* one, const char* many, std::int64_t n, More&&... more) {
  return trn_message(language, one, many, n, {argument(std::forward<More>(more))...});
}

// 1 234,5 / 1,234.5 — narrow no-break space in French; trailing zeros dropped.
std::string format_number(Language language, Decimal number);
// 1 234,50 € / €1,234.50
std::string format_money(Language language, const Money& money);
// 12/11/2026 in both languages.
std::string format_date(Language language, Date date);
// 12/11/2026 (dans 3 jours) · (aujourd'hui) · (hier) · (il y a 2 jours)
std::string format_date_with_distance(Language language, Date date, Date today);
// DD/MM/YYYY HH:MM, Europe/Paris.
std::string format_instant(Language language, Instant at);

}  // namespace recours::ui
