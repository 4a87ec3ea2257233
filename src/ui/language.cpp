#include "ui/language.h"

#include <locale>

#include <boost/locale/gnu_gettext.hpp>
#include <boost/locale/message.hpp>

#include "base/embedded.h"

namespace recours::ui {
namespace {

using Catalogue = boost::locale::message_format<char>;

constexpr std::string_view kNarrowNoBreakSpace = "\u202F";
constexpr std::string_view kNoBreakSpace = "\u00A0";

// The callback of Boost.Locale asks for "/fr/LC_MESSAGES/recours.mo" and the like; ours are "fr/recours.mo".
std::locale load_catalogue(std::string_view code) {
  const std::string wanted = std::string(code) + "/recours.mo";
  boost::locale::gnu_gettext::messages_info info;
  info.language = std::string(code);
  info.encoding = "UTF-8";
  info.domains.emplace_back("recours");
  info.paths.emplace_back("");
  info.callback = [wanted](const std::string&, const std::string&) {
    for (const auto& file : embedded::locales()) {
      if (file.name == wanted) return std::vector<char>(file.bytes.begin(), file.bytes.end());
    }
    return std::vector<char>();
  };
  // The locale owns the facet.
  return std::locale(std::locale::classic(), boost::locale::gnu_gettext::create_messages_facet<char>(info));
}

// Looked up in the locale once: a page asks for hundreds of sentences.
struct Loaded {
  explicit Loaded(std::string_view code) : locale(load_catalogue(code)), catalogue(std::use_facet<Catalogue>(locale)) {}
  const std::locale locale;
  const Catalogue& catalogue;
};

const Catalogue& catalogue_of(Language language) {
  static const Loaded french("fr"), english("en");
  return (language == Language::French ? french : english).catalogue;
}

std::string_view find_text(Language language, const char* english) {
  if (*english == '\0') return english;  // the empty key is the catalogue's own header
  const char* found = catalogue_of(language).get(0, nullptr, english);
  return found == nullptr || *found == '\0' ? english : found;
}

std::string_view find_plural(Language language, const char* one, const char* many, std::int64_t n) {
  const auto magnitude = static_cast<int>((n < 0 ? -n : n) % 1'000'000'000);
  const char* found = catalogue_of(language).get(0, nullptr, one, magnitude);
  if (found != nullptr && *found != '\0') return found;
  return magnitude == 1 ? one : many;
}

std::string show(Language language, const Argument& argument) {
  struct Show {
    Language language;
    std::string operator()(const std::string& text) const { return text; }
    std::string operator()(std::int64_t number) const {
      // Counts beyond what a Decimal holds do not exist here.
      return format_number(language, Decimal::of(number));
    }
    std::string operator()(Date date) const { return format_date(language, date); }
    std::string operator()(Instant at) const { return format_instant(language, at); }
    std::string operator()(Decimal number) const { return format_number(language, number); }
    std::string operator()(const Money& money) const { return format_money(language, money); }
  };
  return std::visit(Show{language}, argument);
}

// "{1}" … "{9}" become the arguments; a placeholder without argument stays as it is.
std::string fill(Language language, std::string_view text, const std::vector<Argument>& arguments) {
  std::string out;
  out.reserve(text.size() + arguments.size() * 16);
  for (std::size_t at = 0; at < text.size(); ++at) {
    const bool placeholder = text[at] == '{' && at + 2 < text.size() && text[at + 2] == '}' && text[at + 1] >= '1' &&
                             text[at + 1] <= '9' && static_cast<std::size_t>(text[at + 1] - '1') < arguments.size();
    if (!placeholder) {
      out += text[at];
      continue;
    }
    out += show(language, arguments[static_cast<std::size_t>(text[at + 1] - '1')]);
    at += 2;
  }
  return out;
}

// Groups of three digits, from the right.
std::string group_digits(Language language, std::string_view digits) {
  const std::string_view separator = language == Language::French ? kNarrowNoBreakSpace : ",";
  std::string out;
  for (std::size_t at = 0; at < digits.size(); ++at) {
    if (at > 0 && (digits.size() - at) % 3 == 0) out += separator;
    out += digits[at];
  }
  return out;
}

// From the machine's form ("-1234.5") to the reader's.
std::string localise_digits(Language language, std::string_view plain) {
  std::string sign;
  if (plain.starts_with('-')) {
    sign = "-";
    plain.remove_prefix(1);
  }
  const auto point = plain.find('.');
  std::string out = sign + group_digits(language, plain.substr(0, point));
  if (point == std::string_view::npos) return out;
  out += language == Language::French ? "," : ".";
  out += plain.substr(point + 1);
  return out;
}

std::string_view symbol_of(std::string_view currency) {
  if (currency == "EUR") return "€";
  if (currency == "GBP") return "£";
  if (currency == "USD") return "$";
  return currency;
}

std::string distance(Language language, int days) {
  if (days == 0) return tr(language, "today");
  if (days == 1) return tr(language, "tomorrow");
  if (days == -1) return tr(language, "yesterday");
  if (days > 0) return trn(language, "in {1} day", "in {1} days", days);
  return trn(language, "{1} day ago", "{1} days ago", -days);
}

}  // namespace

Language language_of(std::string_view code) { return code == "en" ? Language::English : Language::French; }

std::string_view code_of(Language language) { return language == Language::French ? "fr" : "en"; }

std::string tr(Language language, const char* english) { return std::string(find_text(language, english)); }

std::string tr_message(Language language, const Message& message) {
  return fill(language, find_text(language, message.id.c_str()), message.arguments);
}

std::string trn_message(Language language, const char* one, const char* many, std::int64_t n,
                        std::vector<Argument> more) {
  std::vector<Argument> arguments = {n};
  for (auto& argument : more) arguments.push_back(std::move(argument));
  return fill(language, find_plural(language, one, many, n), arguments);
}

std::string format_number(Language language, Decimal number) { return localise_digits(language, number.text()); }

std::string format_money(Language language, const Money& money) {
  std::string amount = localise_digits(language, money.amount());
  const std::string_view symbol = symbol_of(money.currency);
  if (language == Language::French) return amount + std::string(kNoBreakSpace) + std::string(symbol);
  const bool negative = amount.starts_with('-');
  if (negative) amount.erase(0, 1);
  const std::string gap(symbol == money.currency ? kNoBreakSpace : "");
  return (negative ? "-" : "") + std::string(symbol) + gap + amount;
}

std::string format_date(Language, Date date) { return date.french(); }

std::string format_date_with_distance(Language language, Date date, Date today) {
  return format_date(language, date) + " (" + distance(language, today.days_until(date)) + ")";
}

std::string format_instant(Language, Instant at) { return paris_time(at); }

}  // namespace recours::ui
