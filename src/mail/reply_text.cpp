#include "mail/reply_text.h"

#include <algorithm>
#include <array>
#include <vector>

#include "base/text.h"

namespace recours::mail {
namespace {

constexpr std::size_t kLongestAttribution = 3;  // lines

using Lines = std::vector<std::string>;

bool is_empty(std::string_view line) { return trim(line).empty(); }
bool is_quoted(std::string_view line) { return trim(line).starts_with('>'); }

// Folded, with special blanks made plain.
std::string plain(std::string_view line) {
  std::string text = fold(trim(line));
  for (const std::string_view blank : {"\u00a0", "\u202f", "\u2019"}) {
    for (auto at = text.find(blank); at != std::string::npos; at = text.find(blank, at))
      text.replace(at, blank.size(), blank == "\u2019" ? "'" : " ");
  }
  return std::string(trim(text));
}

bool is_separator(const std::string& line) {
  constexpr std::array<std::string_view, 8> kWords{
      "message d'origine", "message initial",         "message transfere",  "original message",
      "forwarded message", "ursprungliche nachricht", "original-nachricht", "urspruengliche nachricht"};
  if (!line.starts_with("--") && !line.starts_with("==")) return false;
  return std::any_of(kWords.begin(), kWords.end(),
                     [&](std::string_view words) { return line.find(words) != std::string::npos; });
}

bool begins_field(const std::string& line, std::initializer_list<std::string_view> names) {
  return std::any_of(names.begin(), names.end(), [&](std::string_view name) {
    if (!line.starts_with(name)) return false;
    const auto rest = trim(std::string_view(line).substr(name.size()));
    return rest.starts_with(':');
  });
}

// "De : …", then "Envoyé : …" within the next lines: how Outlook begins what it quotes.
bool begins_header_block(const Lines& lines, std::size_t at) {
  if (!begins_field(plain(lines[at]), {"de", "from", "von", "*de", "*from"})) return false;
  for (std::size_t next = at + 1; next < lines.size() && next <= at + 3; ++next) {
    if (begins_field(plain(lines[next]),
                     {"envoye", "date", "sent", "gesendet", "a", "to", "*envoye", "*date", "*sent"}))
      return true;
  }
  return false;
}

// "Le 12 nov. 2026 à 10:00, Nordsud <…> a écrit :", which may be broken into several lines; the number of them.
std::size_t attribution_at(const Lines& lines, std::size_t at) {
  const auto first = plain(lines[at]);
  if (!first.starts_with("le ") && !first.starts_with("on ") && !first.starts_with("am ") &&
      first.find('@') == std::string::npos)
    return 0;
  std::string whole;
  for (std::size_t count = 0; count < kLongestAttribution && at + count < lines.size(); ++count) {
    const auto line = plain(lines[at + count]);
    if (line.empty() || is_quoted(line)) return 0;
    whole += (whole.empty() ? "" : " ") + line;
    const bool has_verb = whole.find(" a ecrit") != std::string::npos || whole.find(" wrote") != std::string::npos ||
                          whole.find(" schrieb") != std::string::npos;
    if (has_verb && whole.ends_with(':')) return count + 1;
  }
  return 0;
}

bool is_signature_line(std::string_view raw) {
  if (raw == "-- " || raw == "--") return true;
  const auto line = plain(raw);
  constexpr std::array<std::string_view, 8> kOfPhones{"envoye de mon",   "envoye depuis mon", "envoye a partir d",
                                                      "sent from my",    "sent from outlook", "telecharger outlook",
                                                      "get outlook for", "von meinem"};
  return line.size() < 80 && std::any_of(kOfPhones.begin(), kOfPhones.end(),
                                         [&](std::string_view words) { return line.starts_with(words); });
}

// Our own mails begin with it.
bool is_rule(const std::string& line) {
  return line.size() < 120 && (line.find("repondez au-dessus de cette ligne") != std::string::npos ||
                               line.find("answer above this line") != std::string::npos);
}

// ______ between an answer and what it answers.
bool is_stroke(std::string_view line) {
  const auto text = trim(line);
  return text.size() > 4 && text.find_first_not_of("_-=*") == std::string_view::npos;
}

enum class Kind { Words, Empty, Quote, Attribution };

std::vector<Kind> kinds_of(const Lines& lines) {
  std::vector<Kind> kinds(lines.size(), Kind::Words);
  for (std::size_t at = 0; at < lines.size(); ++at) {
    if (is_empty(lines[at]) || is_stroke(lines[at])) kinds[at] = Kind::Empty;
    if (is_quoted(lines[at])) kinds[at] = Kind::Quote;
    const auto attribution = attribution_at(lines, at);
    for (std::size_t one = 0; one < attribution; ++one) kinds[at + one] = Kind::Attribution;
    if (attribution > 0) at += attribution - 1;
  }
  return kinds;
}

// Where what programs add below begins. A quote that is not marked line by line goes on to the end.
std::size_t end_of_writing(const Lines& lines, const std::vector<Kind>& kinds) {
  const auto last_quote = std::find(kinds.rbegin(), kinds.rend(), Kind::Quote);
  const auto marked_until = static_cast<std::size_t>(kinds.rend() - last_quote);
  for (std::size_t at = 0; at < lines.size(); ++at) {
    if (kinds[at] == Kind::Empty || kinds[at] == Kind::Quote) continue;
    if (kinds[at] == Kind::Attribution) {
      if (at >= marked_until) return at;
      continue;
    }
    const auto line = plain(lines[at]);
    if (is_signature_line(lines[at]) || is_separator(line) || is_rule(line) || begins_header_block(lines, at))
      return at;
  }
  return lines.size();
}

// Who answers below quotes first; between several quotes the words would lose their sense without them.
std::size_t begin_of_writing(const std::vector<Kind>& kinds) {
  const auto words = std::find(kinds.begin(), kinds.end(), Kind::Words);
  const bool later = std::find(words, kinds.end(), Kind::Quote) != kinds.end();
  return later ? 0 : static_cast<std::size_t>(words - kinds.begin());
}

}  // namespace

std::string reply_text(std::string_view text) {
  auto lines = split(text, '\n');
  auto kinds = kinds_of(lines);
  kinds.resize(end_of_writing(lines, kinds));
  while (!kinds.empty() && kinds.back() != Kind::Words) kinds.pop_back();
  lines.resize(kinds.size());
  lines.erase(lines.begin(), lines.begin() + static_cast<std::ptrdiff_t>(begin_of_writing(kinds)));
  const auto reply = join(lines, "\n");
  return std::string(trim(trim(reply).empty() ? text : std::string_view(reply)));
}

}  // namespace recours::mail
