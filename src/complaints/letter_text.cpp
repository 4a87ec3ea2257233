#include "complaints/letter_text.h"

#include <algorithm>
#include <array>
#include <set>

#include "base/text.h"

namespace recours::complaints {
namespace {

constexpr auto kFrench = ui::Language::French;

std::string text_of(const std::optional<Date>& date) { return date ? ui::format_date(kFrench, *date) : std::string(); }

struct Placeholder {
  std::string_view name;
  std::string (*value)(const LetterFacts&);
};

const std::array kPlaceholders{
    Placeholder{"organisation", [](const LetterFacts& facts) { return facts.organisation; }},
    Placeholder{"reference", [](const LetterFacts& facts) { return facts.reference; }},
    Placeholder{"complainant", [](const LetterFacts& facts) { return facts.complainant; }},
    Placeholder{"address", [](const LetterFacts& facts) { return facts.address; }},
    Placeholder{"handler", [](const LetterFacts& facts) { return facts.handler; }},
    Placeholder{"handler_contact", [](const LetterFacts& facts) { return facts.handler_contact; }},
    Placeholder{"state", [](const LetterFacts& facts) { return facts.state; }},
    Placeholder{"done_so_far", [](const LetterFacts& facts) { return facts.done_so_far; }},
    Placeholder{"today", [](const LetterFacts& facts) { return text_of(facts.today); }},
    Placeholder{"sent_on", [](const LetterFacts& facts) { return text_of(facts.sent_on); }},
    Placeholder{"received_on", [](const LetterFacts& facts) { return text_of(facts.received_on); }},
    Placeholder{"acknowledgement_due_on",
                [](const LetterFacts& facts) { return text_of(facts.acknowledgement_due_on); }},
    Placeholder{"answer_due_on", [](const LetterFacts& facts) { return text_of(facts.answer_due_on); }},
    Placeholder{"new_date", [](const LetterFacts& facts) { return text_of(facts.new_date); }},
    Placeholder{"reason", [](const LetterFacts& facts) { return facts.reason; }},
    Placeholder{"institution", [](const LetterFacts& facts) { return facts.institution; }},
    Placeholder{"answer", [](const LetterFacts& facts) { return facts.answer; }},
    Placeholder{"mediator",
                [](const LetterFacts& facts) {
                  return facts.mediator ? mediator_block(*facts.mediator, facts.mediator_closes_on) : std::string();
                }},
};

const Placeholder* placeholder_named(std::string_view name) {
  const auto found = std::find_if(kPlaceholders.begin(), kPlaceholders.end(),
                                  [&](const Placeholder& known) { return known.name == name; });
  return found == kPlaceholders.end() ? nullptr : &*found;
}

std::optional<std::string> value_of(std::string_view name, const LetterFacts& facts) {
  const Placeholder* known = placeholder_named(name);
  return known ? std::optional(known->value(facts)) : std::nullopt;
}

// A stretch of a template: text as it is, or {name}.
struct Piece {
  std::string_view text;
  std::string_view name;  // empty: plain text
};

constexpr std::string_view kNameLetters = "abcdefghijklmnopqrstuvwxyz_";

std::vector<Piece> pieces_of(std::string_view text) {
  std::vector<Piece> pieces;
  std::size_t plain = 0;
  for (std::size_t open = text.find('{'); open != std::string_view::npos; open = text.find('{', open + 1)) {
    const std::size_t close = text.find_first_not_of(kNameLetters, open + 1);
    if (close == std::string_view::npos || close == open + 1 || text[close] != '}') continue;
    pieces.push_back({text.substr(plain, open - plain), {}});
    pieces.push_back({text.substr(open, close + 1 - open), text.substr(open + 1, close - open - 1)});
    plain = close + 1;
  }
  pieces.push_back({text.substr(plain), {}});
  return pieces;
}

std::set<std::string_view> names_in(std::string_view text) {
  std::set<std::string_view> names;
  for (const Piece& piece : pieces_of(text)) {
    if (!piece.name.empty()) names.insert(piece.name);
  }
  return names;
}

std::string filled(std::string_view text, const LetterFacts& facts) {
  std::string out;
  for (const Piece& piece : pieces_of(text)) {
    const auto value = piece.name.empty() ? std::nullopt : value_of(piece.name, facts);
    out += value ? *value : std::string(piece.text);
  }
  return out;
}

bool has_nothing_to_say(std::string_view line, const LetterFacts& facts) {
  const auto names = names_in(line);
  return std::any_of(names.begin(), names.end(), [&](std::string_view name) {
    const auto value = value_of(name, facts);
    return value && trim(*value).empty();
  });
}

std::string body_of(std::string_view body, const LetterFacts& facts) {
  std::string out;
  bool after_blank = true;
  for (std::string_view rest = body; !rest.empty();) {
    const auto end = std::min(rest.find('\n'), rest.size());
    const auto line = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    if (has_nothing_to_say(line, facts)) continue;
    const bool blank = trim(line).empty();
    if (!blank || !after_blank) out += filled(line, facts) + "\n";  // no two blank lines where one was left out
    after_blank = blank;
  }
  return std::string(trim(out)) + "\n";
}

bool needs_mediator(std::string_view kind) { return kind == "acknowledgement" || kind == "answer"; }

}  // namespace

std::span<const std::string_view> placeholders() {
  static const auto names = [] {
    std::vector<std::string_view> all;
    for (const auto& placeholder : kPlaceholders) all.push_back(placeholder.name);
    return all;
  }();
  return names;
}

WrittenLetter write_letter(const Template& from, const LetterFacts& facts) {
  WrittenLetter letter{filled(from.subject, facts), body_of(from.body, facts)};
  if (needs_mediator(from.kind) && facts.mediator && !names_in(from.body).contains("mediator")) {
    letter.text += "\n" + mediator_block(*facts.mediator, facts.mediator_closes_on) + "\n";
  }
  return letter;
}

std::vector<std::string> unknown_placeholders(const Template& from) {
  auto names = names_in(from.body);
  names.merge(names_in(from.subject));
  std::vector<std::string> unknown;
  for (const auto name : names) {
    if (!placeholder_named(name)) unknown.emplace_back(name);
  }
  return unknown;
}

//
std::span<const std::string_view> required_placeholders(std::string_view kind) {
  static constexpr std::array<std::string_view, 6> acknowledgement{"reference",       "sent_on",       "handler",
                                                                   "handler_contact", "answer_due_on", "mediator"};
  static constexpr std::array<std::string_view, 2> progress{"reference", "state"};
  static constexpr std::array<std::string_view, 2> holding{"reference", "reason"};
  static constexpr std::array<std::string_view, 1> invitation{"reference"};
  static constexpr std::array<std::string_view, 2> transfer{"reference", "institution"};
  static constexpr std::array<std::string_view, 3> answer{"reference", "answer", "mediator"};
  if (kind == "acknowledgement") return acknowledgement;
  if (kind == "progress") return progress;
  if (kind == "holding") return holding;
  if (kind == "invitation") return invitation;
  if (kind == "transfer") return transfer;
  if (kind == "answer") return answer;
  return {};
}

std::vector<std::string> missing_placeholders(const Template& from) {
  auto names = names_in(from.body);
  names.merge(names_in(from.subject));
  std::vector<std::string> missing;
  for (const auto name : required_placeholders(from.kind)) {
    if (!names.contains(name)) missing.emplace_back(name);
  }
  return missing;
}

std::vector<std::string> missing_facts(std::string_view kind, const LetterFacts& facts) {
  std::vector<std::string> missing;
  for (const auto name : required_placeholders(kind)) {
    if (trim(value_of(name, facts).value_or("")).empty()) missing.emplace_back(name);
  }
  return missing;
}

std::string mediator_block(const Mediator& mediator, std::optional<Date> closes_on) {
  std::string block = ui::tr(
      kFrench,
      "You may ask the mediator, free of charge, if the answer does not satisfy you or if none reached you in time:");
  for (const auto& line : {mediator.name, mediator.address, mediator.website}) {
    if (!line.empty()) block += "\n" + line;
  }
  if (closes_on) block += "\n" + ui::tr(kFrench, "The mediator can be asked until {1}.", *closes_on);
  return block;
}

}  // namespace recours::complaints
